import { expect, test } from 'vitest'
import { createPaintScheduler } from './frame-throttle.ts'

function heldFrames() {
  const frames: (() => void)[] = []
  return { requestPaint: (paint: () => void) => void frames.push(paint), frames }
}

test('a listener asked for many times is called once a frame', () => {
  const { requestPaint, frames } = heldFrames()
  const scheduler = createPaintScheduler(requestPaint)
  let calls = 0
  const listener = () => (calls += 1)
  for (let tick = 0; tick < 100; tick += 1) scheduler.schedule(listener)
  expect(frames).toHaveLength(1)
  frames[0]?.()
  expect(calls).toBe(1)
})

test('a call scheduled while painting waits for the next frame', () => {
  const { requestPaint, frames } = heldFrames()
  const scheduler = createPaintScheduler(requestPaint)
  let calls = 0
  const listener = () => {
    calls += 1
    if (calls < 3) scheduler.schedule(listener)
  }
  scheduler.schedule(listener)
  frames[0]?.()
  expect([calls, frames.length]).toEqual([1, 2])
})

test('a row that left the page is not called', () => {
  const { requestPaint, frames } = heldFrames()
  const scheduler = createPaintScheduler(requestPaint)
  const listener = () => expect.unreachable()
  scheduler.schedule(listener)
  scheduler.forget(listener)
  frames[0]?.()
})
