import { beforeEach, expect, test } from 'vitest'
import { Bodies, SendWindow, type Slot } from './send-window.ts'
import { settled } from './testing/hand-held-doors.ts'

let bodies: Bodies
let window: SendWindow
const { signal } = new AbortController()

beforeEach(() => {
  bodies = new Bodies()
  window = new SendWindow(bodies)
})

async function widen(to: number): Promise<void> {
  for (let call = 0; window.width < to && call < 5000; call += 1) (await window.take(signal)).release('accepted')
}

test('It begins with one call in flight and widens to four, never further', async () => {
  expect(window.width).toBe(1)
  await widen(4)
  expect(window.width).toBe(4)
  for (let call = 0; call < 50; call += 1) (await window.take(signal)).release('accepted')
  expect(window.width).toBe(4)
})

test('A refusal among others halves it', async () => {
  await widen(4)
  const slots = await Promise.all([1, 2, 3, 4].map(() => window.take(signal)))
  slots[0]?.release('crowded')
  expect(window.width).toBe(2)
})

test('A refusal alone says nothing about the width, and it is never below one', async () => {
  ;(await window.take(signal)).release('crowded')
  expect(window.width).toBe(1)
})

test('Where concurrency is refused, at most two calls in a hundred are', async () => {
  let calls = 0
  let refused = 0
  let inFlight: Slot[] = []
  while (calls < 1000) {
    while (inFlight.length < window.width) inFlight.push(await window.take(signal))
    const [first, ...others] = inFlight
    calls += inFlight.length
    refused += others.length
    for (const slot of others) slot.release('crowded')
    first?.release('accepted')
    inFlight = []
  }
  expect(refused).toBeGreaterThan(0)
  expect(refused / calls).toBeLessThanOrEqual(0.02)
})

test('Four bodies in all, and neither window is starved by the other', async () => {
  const other = new SendWindow(bodies)
  await widen(4)
  const slots = await Promise.all([1, 2, 3, 4].map(() => window.take(signal)))
  let otherSlots = 0
  void other.take(signal).then(() => (otherSlots += 1))
  void window.take(signal)
  await settled()
  expect([bodies.inFlight, otherSlots]).toEqual([4, 0])
  slots[0]?.release('other')
  await settled()
  expect([bodies.inFlight, otherSlots]).toEqual([4, 1])
})

test('One who stops waiting gives the turn to the next', async () => {
  const slot = await window.take(signal)
  const leaver = new AbortController()
  const left = window.take(leaver.signal)
  const stayed = window.take(signal)
  leaver.abort(new Error('enough'))
  await expect(left).rejects.toThrow('enough')
  slot.release('other')
  await expect(stayed).resolves.toBeDefined()
})

test('Closed, it lets nobody go until the time has come', async () => {
  let reopen = (): void => undefined
  const closed = window.closeUntil(new Promise((resolve) => (reopen = resolve)))
  let taken = false
  void window.take(signal).then(() => (taken = true))
  await settled()
  expect(taken).toBe(false)
  reopen()
  await closed
  await settled()
  expect(taken).toBe(true)
})

test('Giving a place back twice counts once', async () => {
  const slot = await window.take(signal)
  slot.release('other')
  slot.release('other')
  expect(window.inFlight).toBe(0)
})
