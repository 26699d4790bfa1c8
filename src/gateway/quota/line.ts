import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Limit } from './limits.ts'

/** Calls of one session that wait for the same limits. They go one after the other, so only the first one competes. */
export interface Line<Call extends WaitingCall = WaitingCall> {
  readonly session: string
  readonly route: RouteName
  readonly limits: readonly Limit[]
  readonly calls: readonly Call[]
}

export interface WaitingCall {
  /** Unique among all replicas. */
  readonly id: string
  /** What the page calls it; `null`: it does not care. */
  readonly name: string | null
}

/** What turns are taken at: a session's reads do not cost it turns at uploads. */
export function turnKey({ session, route }: Pick<Line, 'session' | 'route'>): string {
  return `${route} ${session}`
}
