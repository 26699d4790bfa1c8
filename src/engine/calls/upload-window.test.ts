import { beforeEach, expect, test } from 'vitest'
import { Bodies, UploadWindow, type WindowSlot } from './upload-window.ts'
import { HandHeldClock, settled } from '../testing/hand-held-doors.ts'

let bodies: Bodies
let clock: HandHeldClock
let leavesRoom: boolean
let window: UploadWindow
const always = new AbortController().signal

/** Is prepared and takes its turn. */
async function take(into = window, signal = always): Promise<WindowSlot> {
  const slot = await into.approach(signal)
  await slot.enter(signal)
  return slot
}

beforeEach(() => {
  clock = new HandHeldClock()
  leavesRoom = false
  bodies = new Bodies(clock, () => leavesRoom)
  window = new UploadWindow(bodies)
})

async function widen(to: number): Promise<void> {
  for (let call = 0; window.width < to && call < 5000; call += 1) (await take()).leave('accepted')
}

test('The window begins with one call in flight and widens to four, never further', async () => {
  expect(window.width).toBe(1)
  await widen(4)
  expect(window.width).toBe(4)
  for (let call = 0; call < 50; call += 1) (await take()).leave('accepted')
  expect(window.width).toBe(4)
})

test('A refusal with other calls in flight halves the width', async () => {
  await widen(4)
  const slots = await Promise.all([1, 2, 3, 4].map(() => take()))
  slots[0]?.leave('crowded')
  expect(window.width).toBe(2)
})

test('A refusal alone says nothing about the width, and it is never below one', async () => {
  ;(await take()).leave('crowded')
  expect(window.width).toBe(1)
})

test('Where concurrency is refused, at most two calls in a hundred are', async () => {
  let calls = 0
  let refused = 0
  let inFlight: WindowSlot[] = []
  while (calls < 1000) {
    while (inFlight.length < window.width) inFlight.push(await take())
    const [first, ...others] = inFlight
    calls += inFlight.length
    refused += others.length
    for (const slot of others) slot.leave('crowded')
    first?.leave('accepted')
    inFlight = []
  }
  expect(refused).toBeGreaterThan(0)
  expect(refused / calls).toBeLessThanOrEqual(0.02)
})

/** So many calls are in flight all the time; each is answered so long after the one before it. */
async function answerInTurn(count: number, spacingMs: number): Promise<void> {
  const inFlight = await Promise.all(Array.from({ length: count }, () => take()))
  for (let answered = 0; answered < 10; answered += 1) {
    await clock.pass(spacingMs)
    inFlight.shift()?.leave('accepted')
    inFlight.push(await take())
  }
  for (const slot of inFlight) slot.leave('other')
}

test('Where calls only wait for their turn and others need the connections, two are in flight', async () => {
  while (window.width < 4) await answerInTurn(1, 100)
  await answerInTurn(4, 200)
  expect(window.width).toBe(4)
  leavesRoom = true
  expect(window.width).toBe(2)
  await answerInTurn(2, 200)
  expect(window.width).toBe(2)
})

test('Where each call takes as long as it would alone, as many are in flight as before', async () => {
  while (window.width < 4) await answerInTurn(1, 800)
  leavesRoom = true
  for (let round = 0; round < 3; round += 1) {
    const slots = await Promise.all([1, 2, 3, 4].map(() => take()))
    await clock.pass(800)
    for (const slot of slots) slot.leave('accepted')
  }
  expect(window.width).toBe(4)
})

test('Four bodies in all, and neither window is starved by the other', async () => {
  const other = new UploadWindow(bodies)
  await widen(4)
  const slots = await Promise.all([1, 2, 3, 4].map(() => take()))
  let otherSlots = 0
  void take(other).then(() => (otherSlots += 1))
  void take()
  await settled()
  expect([bodies.inFlight, otherSlots]).toEqual([4, 0])
  slots[0]?.leave('other')
  await settled()
  expect([bodies.inFlight, otherSlots]).toEqual([4, 1])
})

test('A third window gets its turns between two in which calls always wait', async () => {
  const busy = [window, new UploadWindow(bodies)]
  const third = new UploadWindow(bodies)
  for (const each of busy) while (each.width < 2) (await take(each)).leave('accepted')
  const inside = await Promise.all(busy.flatMap((each) => [take(each), take(each)]))
  for (const each of busy) void take(each)
  let isIn = false
  void take(third).then(() => (isIn = true))
  await settled()
  expect(isIn).toBe(false)
  inside[0]?.leave('accepted')
  await settled()
  expect(isIn).toBe(true)
})

test('A call that is aborted while it waits gives its turn to the next', async () => {
  const slot = await take()
  const leaver = new AbortController()
  const left = take(window, leaver.signal)
  const stayed = take()
  leaver.abort(new Error('enough'))
  await expect(left).rejects.toThrow('enough')
  slot.leave('other')
  await expect(stayed).resolves.toBeDefined()
})

test('While it is closed, no call leaves until the time has come', async () => {
  let reopen = (): void => undefined
  const closed = window.closeUntil(new Promise((resolve) => (reopen = resolve)))
  let taken = false
  void take().then(() => (taken = true))
  await settled()
  expect(taken).toBe(false)
  reopen()
  await closed
  await settled()
  expect(taken).toBe(true)
})

test('Giving a slot back twice counts once', async () => {
  const slot = await take()
  slot.leave('other')
  slot.leave('other')
  expect(window.inFlight).toBe(0)
})

test('One call more than can be in flight is prepared, so that it is ready', async () => {
  await widen(2)
  let near = 0
  const slots: Promise<WindowSlot>[] = [1, 2, 3, 4, 5].map(() => window.approach(always))
  for (const slot of slots) void slot.then(() => (near += 1))
  await settled()
  expect(near).toBe(3)
  ;(await slots[0])?.leave('other')
  await settled()
  expect(near).toBe(4)
})
