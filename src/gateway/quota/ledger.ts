import type { CallEnd } from '../../contract/concurrency-width.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Limit } from './limits.ts'
import type { Line } from './line.ts'

/**
 * Tracks what Feishu's rate limits still allow, in this process or in a Redis that replicas share. Calls are spaced evenly; a token
 * bucket would allow bursts, which Feishu refuses. All methods reject when the ledger
 * cannot be reached.
 */
export interface Ledger {
  /**
   * Starts the first call of each line whose limits are open. Of lines that compete for a limit, including those of other
   * replicas, the session whose last turn was longest ago comes first. While others wait for one of the places of a limit, a
   * session gets its share of them at most (`shareOf`).
   *
   * @param lines All lines that wait here, longest waiting first; replaces what the last `take` passed.
   * @returns For each line 0 when its first call starts now, `probe` when it starts to try a limit that Feishu refused until later,
   *   otherwise the milliseconds until asking again.
   */
  take(lines: readonly Line[]): Promise<readonly number[]>
  /** A started call is over. */
  end(call: string, limits: readonly Limit[], end: CallEnd): Promise<void>
  /** A started call was sent only now: later ones keep their spacing from now. */
  space(limits: readonly Limit[]): Promise<void>
  /** No call under this limit starts for `closure.forMs`. A closed limit opens earlier only by `reopen`. */
  close(limit: Limit, closure: LimitClosure): Promise<void>
  /** A probe was not refused: Feishu's refusals of these limits are over. */
  reopen(limits: readonly Limit[]): Promise<void>
  /** For how long, at the longest, Feishu said that it refuses calls under these limits; 0: it does not. */
  refusedForMs(limits: readonly Limit[]): Promise<number>
  /** Calls of today (Beijing time), and for how long Feishu closed each endpoint. */
  usage(routes: readonly RouteName[]): Promise<readonly Usage[]>
  /** All lines that wait, here and at other replicas; those of replicas are up to a second old. */
  crowd(lines: readonly Line[]): Promise<readonly WaitingLine[]>
  /** Calls in flight under a limit of how many there may be at once. */
  holders(limit: Limit): Promise<Holders>
  /** All that was kept of the company was deleted since, at whichever replica: it left. Calls begun here count no longer. */
  isForgotten(): Promise<boolean>
  /** @throws When the ledger cannot be reached. */
  check(): Promise<void>
}

/** `take` rejects with it once the ledger `isForgotten`. */
export class CompanyForgotten extends Error {
  constructor() {
    super('The company left the app')
  }
}

/** In the result of `take`: the call starts as a probe of a limit that Feishu refused until later. */
export const probe = -1

export interface LimitClosure {
  readonly forMs: number
  /** For how long Feishu said that it refuses calls, where that is longer; otherwise 0. */
  readonly refusedForMs: number
}

export interface Usage {
  readonly route: RouteName
  readonly usedToday: number
  readonly dayEndsInMs: number
  /** `null`: not closed. */
  readonly closedForMs: number | null
}

export interface Holders {
  /** How many there may be. */
  readonly width: number
  readonly bySession: ReadonlyMap<string, number>
}

/** A line with the number of its session's last turn: the smaller, the longer ago; -1: never. */
export interface WaitingLine extends Pick<Line, 'session' | 'route' | 'calls'> {
  readonly limits: readonly Pick<Limit, 'name'>[]
  readonly lastTurn: number
}
