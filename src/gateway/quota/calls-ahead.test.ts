import { expect, test } from 'vitest'
import { callsAhead } from './calls-ahead.ts'
import type { Standing } from './ledger.ts'

function standing(session: string, lastTurn: number, calls: number, route: Standing['route'] = 'uploadAll'): Standing {
  return {
    session,
    route,
    lastTurn,
    limits: [],
    calls: Array.from({ length: calls }, (_, n) => ({ id: `${session}${n}`, name: null })),
  }
}

test('whoever had a turn longer ago goes first', () => {
  const [me, longAgo, justNow] = [standing('me', 5, 1), standing('a', 2, 1), standing('b', 9, 1)]
  expect(callsAhead([me, longAgo, justNow], me, 0)).toBe(1)
})

test('the second call of a session waits a round longer, however many calls others have', () => {
  const [me, greedy, small] = [standing('me', 5, 2), standing('a', 2, 90), standing('b', 9, 1)]
  // a, me, b, a: then me again.
  expect(callsAhead([me, greedy, small], me, 1)).toBe(4)
})

test('calls of other endpoints are not ahead, those at another gateway are', () => {
  const me = standing('me', -1, 1)
  const crowd = [me, standing('a', -5, 1, 'uploadPart'), standing('b', -2, 1), standing('b', -2, 2)]
  expect(callsAhead(crowd, me, 0)).toBe(1)
})
