import { expect, test } from 'vitest'
import { nextRetry, nextAttempt, noAttempts, type Attempts, type FailedCall } from './retry-policy.ts'

const busy: FailedCall = { healing: 'repeat', waitMs: null }

function delays(failed: FailedCall, fraction = 0.5): readonly number[] {
  const found: number[] = []
  let attempts: Attempts = noAttempts
  for (;;) {
    const decision = nextRetry(failed, attempts, fraction)
    if (!decision.retry) return found
    found.push(decision.delayMs)
    attempts = decision.attempts
  }
}

test('A call is tried six times, with pauses that double', () => {
  expect(delays(busy)).toEqual([500, 1000, 2000, 4000, 8000])
})

test('Jitter changes our own delays by a quarter at most', () => {
  expect(delays(busy, 0)[0]).toBe(375)
  expect(delays(busy, 0.9999)[0]).toBe(625)
})

test("The server's time outranks ours, gets no jitter, and does not use up the six attempts", () => {
  const asked: FailedCall = { ...busy, waitMs: 3000 }
  expect(new Set([...delays(asked, 0), ...delays(asked, 0.99)])).toEqual(new Set([3000]))
  expect(delays(asked)).toHaveLength(40)
  const decision = nextRetry(asked, noAttempts, 0)
  expect(decision.retry && decision.attempts.repeats).toBe(0)
})

test('A renewed token is tried at once, and once more after a moment', () => {
  expect(delays({ ...busy, healing: 'refresh' })).toEqual([0, 500])
})

test.each(['none', 'restart-upload', 'recreate-block', 'split-batch'] as const)('%s is not repeated', (healing) => {
  expect(nextRetry({ ...busy, healing }, noAttempts, 0)).toEqual({ retry: false })
})

test('People count the first attempt too', () => {
  expect(nextAttempt({ ...noAttempts, repeats: 1 })).toBe(2)
})
