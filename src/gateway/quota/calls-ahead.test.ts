import { expect, test } from 'vitest'
import { callsAhead } from './calls-ahead.ts'
import type { WaitingLine } from './ledger.ts'

function waiting(
  session: string,
  lastTurn: number,
  calls: number,
  route: WaitingLine['route'] = 'uploadAll',
): WaitingLine {
  return {
    session,
    route,
    lastTurn,
    limits: [],
    calls: Array.from({ length: calls }, (_, n) => ({ id: `${session}${n}`, name: null })),
  }
}

test('the session whose last turn was longer ago goes first', () => {
  const [me, longAgo, justNow] = [waiting('me', 5, 1), waiting('a', 2, 1), waiting('b', 9, 1)]
  expect(callsAhead([me, longAgo, justNow], me, 0)).toBe(1)
})

test('the second call of a session waits a round longer, however many calls others have', () => {
  const [me, greedy, small] = [waiting('me', 5, 2), waiting('a', 2, 90), waiting('b', 9, 1)]
  // a, me, b, a: then me again.
  expect(callsAhead([me, greedy, small], me, 1)).toBe(4)
})

test('calls of other endpoints are not ahead, those at another gateway are', () => {
  const me = waiting('me', -1, 1)
  const crowd = [me, waiting('a', -5, 1, 'uploadPart'), waiting('b', -2, 1), waiting('b', -2, 2)]
  expect(callsAhead(crowd, me, 0)).toBe(1)
})
