import type { Standing } from './ledger.ts'

/**
 * How many calls of an endpoint start before one that waits, if nobody comes or goes: sessions take turns, the one whose
 * last turn lies furthest back first.
 *
 * @param crowd Everybody who waits.
 * @param ownBefore Calls in its own line that go first.
 */
export function callsAhead(crowd: readonly Standing[], line: Standing, ownBefore: number): number {
  const others = new Map<string, { lastTurn: number; calls: number }>()
  for (const { session, route, lastTurn, calls } of crowd) {
    if (route !== line.route || session === line.session) continue
    others.set(session, { lastTurn, calls: (others.get(session)?.calls ?? 0) + calls.length })
  }
  let ahead = ownBefore
  for (const { lastTurn, calls } of others.values()) {
    const goesFirst = lastTurn < line.lastTurn
    ahead += Math.min(calls, ownBefore + (goesFirst ? 1 : 0))
  }
  return ahead
}
