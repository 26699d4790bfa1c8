import type { CallEnd } from '../../contract/concurrency-width.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Limit } from './limits.ts'
import type { Line } from './line.ts'

/**
 * Keeps account of what Feishu's limits still allow: in this process, or in a Redis that replicas share. All methods reject
 * when the account can not be reached.
 */
export interface Ledger {
  /**
   * Lets the first calls of these lines start as far as their limits are open. Of several that want the same limit, it is
   * the one whose session had its last turn longest ago, lines that other replicas told of included.
   *
   * @param lines All that wait here, longest first: what was told before is forgotten.
   * @returns For each line 0 when its first call starts now, else how many milliseconds later to ask again.
   */
  take(lines: readonly Line[]): Promise<readonly number[]>
  /** A call that was let start is over. */
  end(call: string, limits: readonly Limit[], end: CallEnd): Promise<void>
  /** A call left only now: the next ones keep their distance from now on. */
  space(limits: readonly Limit[]): Promise<void>
  /** No call starts in this limit before `waitMs` are over: Feishu said so. A closed limit is never opened earlier. */
  close(limit: Limit, waitMs: number): Promise<void>
  /** Calls of today, by Beijing's day, and for how long Feishu closed the endpoint. */
  usage(routes: readonly RouteName[]): Promise<readonly Usage[]>
  /** Everybody who waits, here and at other replicas, as told a second ago at the most. */
  crowd(lines: readonly Line[]): Promise<readonly Standing[]>
  /** @throws When the account can not be reached. */
  check(): Promise<void>
}

export interface Usage {
  readonly route: RouteName
  readonly usedToday: number
  readonly dayEndsInMs: number
  /** `null`: not closed. */
  readonly closedForMs: number | null
}

/** A line, and when its session had its last turn there: the smaller, the longer ago; -1 when never. */
export interface Standing extends Pick<Line, 'session' | 'route' | 'calls'> {
  readonly lastTurn: number
}
