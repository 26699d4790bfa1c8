import { expect, test } from 'vitest'
import { Throttle } from './throttle.ts'

function throttleAt(startMs: number) {
  const clock = { ms: startMs, nowMs: () => clock.ms }
  return { throttle: new Throttle(clock), clock }
}

test('a window takes as many calls as it has turns and says when it closes', () => {
  const { throttle, clock } = throttleAt(5000)
  const take = () => throttle.take('upload', 2, 60_000)
  expect([take(), take()]).toEqual([{ granted: true }, { granted: true }])
  clock.ms += 1001
  expect(take()).toEqual({ granted: false, resetSeconds: 59 })
})

test('after the window a new one opens, and a refused call took no turn of it', () => {
  const { throttle, clock } = throttleAt(0)
  const take = () => throttle.take('upload', 1, 1000).granted
  expect([take(), take(), take()]).toEqual([true, false, false])
  clock.ms = 1000
  expect([take(), take()]).toEqual([true, false])
})

test('the wait is never zero', () => {
  const { throttle, clock } = throttleAt(0)
  throttle.take('upload', 1, 1000)
  clock.ms = 999
  expect(throttle.take('upload', 1, 1000)).toEqual({ granted: false, resetSeconds: 1 })
})

test('keys do not disturb each other', () => {
  const { throttle } = throttleAt(0)
  throttle.take('one', 1, 1000)
  expect(throttle.take('two', 1, 1000).granted).toBe(true)
})
