import { expect, test } from 'vitest'
import { mostWorlds, Visitors } from './visitors.ts'
import type { DemoWorld } from './world.ts'

function start(isShared = false) {
  let nowMs = 0
  const closed: number[] = []
  let opened = 0
  const visitors = new Visitors({
    isShared,
    nowMs: () => nowMs,
    open: (publicHost, isFirst) => {
      opened += 1
      const number = opened
      const close = () => Promise.resolve(void closed.push(number))
      return Promise.resolve({ productUrl: `${publicHost} ${number} ${isFirst}`, close } as unknown as DemoWorld)
    },
  })
  const urlOf = async (id: string) => (await visitors.worldOf(id, 'host'))?.productUrl
  return { visitors, closed, urlOf, pass: (ms: number) => (nowMs += ms) }
}

test('each visitor has a world of their own, and keeps it', async () => {
  const { urlOf } = start()
  expect([await urlOf('a'), await urlOf('b'), await urlOf('a')]).toEqual(['host 1 true', 'host 2 false', 'host 1 true'])
})

test('two requests of one visitor at once open one world', async () => {
  const { urlOf } = start()
  expect(await Promise.all([urlOf('a'), urlOf('a')])).toEqual(['host 1 true', 'host 1 true'])
})

test('in a shared room everybody has the same one', async () => {
  const { urlOf } = start(true)
  expect([await urlOf('a'), await urlOf('b')]).toEqual(['host 1 true', 'host 1 true'])
})

test('who begins anew gets another world, and the old one is closed', async () => {
  const { visitors, urlOf, closed } = start()
  await urlOf('a')
  await visitors.leave('a')
  expect(closed).toEqual([1])
  expect(await urlOf('a')).toBe('host 2 false')
})

test('a full room takes nobody until a world has been idle for half an hour', async () => {
  const { urlOf, closed, pass } = start()
  for (let visitor = 0; visitor < mostWorlds; visitor += 1) await urlOf(String(visitor))
  expect(await urlOf('late')).toBeUndefined()
  pass(20 * 60 * 1000)
  await urlOf('0')
  pass(20 * 60 * 1000)
  expect(await urlOf('late')).toContain('host')
  expect(closed).toHaveLength(mostWorlds - 1)
})
