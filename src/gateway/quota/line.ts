import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Limit } from './limits.ts'

/** Calls of one session that wait for the same limits. They start in order, so only the first competes. */
export interface Line<Call extends WaitingCall = WaitingCall> {
  readonly session: string
  readonly route: RouteName
  readonly limits: readonly Limit[]
  readonly calls: readonly Call[]
}

export interface WaitingCall {
  /** Unique among all replicas. */
  readonly id: string
  /** Name that the page gave it (`callName`); `null`: none. */
  readonly name: string | null
}

/** Turns are counted by route and session, so that reads do not cost a session its turns at uploads. */
export function turnKey({ session, route }: Pick<Line, 'session' | 'route'>): string {
  return `${route} ${session}`
}
