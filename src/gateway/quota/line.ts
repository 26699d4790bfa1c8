import { randomUUID } from 'node:crypto'
import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Limit } from './limits.ts'

/**
 * Calls of one session (of one person, open-apis.ts) that wait for the same limits. They start in order, so only the first
 * competes.
 */
export interface Line<Call extends WaitingCall = WaitingCall> {
  readonly session: string
  readonly route: RouteName
  readonly limits: readonly Limit[]
  readonly calls: readonly Call[]
  /** Starts only while no line that does not yield could. */
  readonly yields?: true
}

export interface WaitingCall {
  /** Unique among all replicas. */
  readonly id: string
  /** Name that the page gave it (`callName`); `null`: none. */
  readonly name: string | null
}

/** A call's id contains its session, so that other replicas can count calls in flight by session. */
export function callIdOf(session: string): string {
  return `${session}~${randomUUID()}`
}

export function sessionOfCall(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf('~')))
}

/** Number of these calls by session. */
export function countBySession(ids: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(sessionOfCall(id), (counts.get(sessionOfCall(id)) ?? 0) + 1)
  return counts
}

/** More than there are ever turns. */
const afterAllTurns = 1e13

/** By which lines are compared: the smallest starts first. */
export function rankOf({ yields }: Pick<Line, 'yields'>, lastTurn: number): number {
  return yields ? afterAllTurns + lastTurn : lastTurn
}

/** Turns are counted by route and session, so that reads do not cost a session its turns at uploads. */
export function turnKey({ session, route }: Pick<Line, 'session' | 'route'>): string {
  return `${route} ${session}`
}
