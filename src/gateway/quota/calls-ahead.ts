import type { WaitingLine } from './ledger.ts'

/**
 * How many calls of an endpoint start before a waiting one, if no call comes or goes. Sessions take turns, the one whose last turn
 * is longest ago first.
 *
 * @param crowd All lines that wait.
 * @param ownBefore Calls before it in its own line.
 */
export function callsAhead(crowd: readonly WaitingLine[], line: WaitingLine, ownBefore: number): number {
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
