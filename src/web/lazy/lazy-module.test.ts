import { expect, test } from 'vitest'
import { LazyModule, type WhyNotLoaded } from './lazy-module.ts'

const online = { isOffline: () => false }

test('a part is fetched when somebody first asks for it, and only once', async () => {
  let fetches = 0
  const lazy = new LazyModule(() => {
    fetches += 1
    return Promise.resolve('words')
  }, online)
  expect([lazy.now, fetches]).toEqual([null, 0])
  expect(await Promise.all([lazy.load(), lazy.load()])).toEqual(['words', 'words'])
  expect([lazy.now, fetches]).toEqual(['words', 1])
})

test('a connection that fails is tried again, each time after a longer pause', async () => {
  const pausesMs: number[] = []
  let failures = 6
  const lazy = new LazyModule(
    () => {
      failures -= 1
      return failures >= 0 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve('words')
    },
    {
      sleep: (delayMs) => {
        pausesMs.push(delayMs)
        return Promise.resolve()
      },
      whyNot: () => Promise.resolve('failing'),
      isOffline: () => false,
    },
  )
  expect(await lazy.load()).toBe('words')
  expect(pausesMs).toEqual([500, 1000, 2000, 4000, 8000, 8000])
})

test('a part read differently is there as soon as the part is, and is fetched once for both', async () => {
  let fetches = 0
  const lazy = new LazyModule(() => {
    fetches += 1
    return Promise.resolve('words')
  }, online)
  const before = lazy.map((messages) => messages.length)
  expect(before.now).toBeNull()
  expect(await before.load()).toBe(5)
  const after = lazy.map((messages) => messages.toUpperCase())
  expect([after.now, await after.load(), fetches]).toEqual(['WORDS', 'WORDS', 1])
})

test('a module that fails to load says why, and is requested again at once when a person asks', async () => {
  let whyNotLoaded: WhyNotLoaded = 'unreachable'
  let isThere = false
  const error = new TypeError('Failed to fetch')
  const lazy = new LazyModule(() => (isThere ? Promise.resolve('words') : Promise.reject(error)), {
    sleep: () => new Promise(() => undefined),
    whyNot: () => Promise.resolve(whyNotLoaded),
    isOffline: () => false,
  })
  const branded = lazy.map((messages) => messages.toUpperCase())
  const changed = () => new Promise<void>((resolve) => void branded.subscribe(resolve))
  const next = changed()
  const coming = branded.load()
  await next
  expect([lazy.whyNotLoaded, branded.whyNotLoaded, branded.error]).toEqual(['unreachable', 'unreachable', error])
  whyNotLoaded = 'other-version'
  const again = changed()
  branded.retry()
  await again
  expect(branded.whyNotLoaded).toBe('other-version')
  isThere = true
  branded.retry()
  expect(await coming).toBe('WORDS')
  expect([lazy.whyNotLoaded, branded.whyNotLoaded, branded.now]).toEqual([null, null, 'WORDS'])
})

test('nothing is fetched while the browser is offline: some would remember for good that it failed', async () => {
  let fetches = 0
  const lazy = new LazyModule(() => Promise.resolve((fetches += 1)), { isOffline: () => true })
  await expect(lazy.attempt()).rejects.toThrow('offline')
  expect(fetches).toBe(0)
})
