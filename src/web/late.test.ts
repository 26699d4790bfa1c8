import { expect, test } from 'vitest'
import { Late } from './late.ts'

test('a part is fetched when somebody first asks for it, and only once', async () => {
  let fetches = 0
  const late = new Late(() => {
    fetches += 1
    return Promise.resolve('words')
  })
  expect([late.now, fetches]).toEqual([null, 0])
  expect(await Promise.all([late.come(), late.come()])).toEqual(['words', 'words'])
  expect([late.now, fetches]).toEqual(['words', 1])
})

test('a connection that fails is tried again, each time after a longer pause', async () => {
  const pausesMs: number[] = []
  let failures = 6
  const late = new Late(
    () => {
      failures -= 1
      return failures >= 0 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve('words')
    },
    (delayMs) => {
      pausesMs.push(delayMs)
      return Promise.resolve()
    },
  )
  expect(await late.come()).toBe('words')
  expect(pausesMs).toEqual([500, 1000, 2000, 4000, 8000, 8000])
})

test('a part read differently is there as soon as the part is, and is fetched once for both', async () => {
  let fetches = 0
  const late = new Late(() => {
    fetches += 1
    return Promise.resolve('words')
  })
  const before = late.map((words) => words.length)
  expect(before.now).toBeNull()
  expect(await before.come()).toBe(5)
  const after = late.map((words) => words.toUpperCase())
  expect([after.now, await after.come(), fetches]).toEqual(['WORDS', 'WORDS', 1])
})
