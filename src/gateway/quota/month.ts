import { longestClosureMs, probeSpacingMs } from './limits.ts'

/**
 * Whether Feishu said that the company's calls of this month are used up. Nobody knows when it takes calls again: the plan may be
 * raised at any time. So one call tries after `longestClosureMs`, and while it has no answer, another after `probeSpacingMs`. Each replica
 * finds out by itself, at the cost of that one call: a limit of all calls in the shared ledger would make the replicas wait for each other.
 */
export class Month {
  readonly #nowMs: () => number
  /** Null while the month is not known to be used up. */
  #tryAtMs: number | null = null

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** How long calls have to wait; 0: the call may start; `try`: it may start, to find out whether Feishu takes calls again. */
  waitMs(): number | 'try' {
    if (this.#tryAtMs === null) return 0
    const waitMs = this.#tryAtMs - this.#nowMs()
    if (waitMs > 0) return waitMs
    this.#tryAtMs = this.#nowMs() + probeSpacingMs
    return 'try'
  }

  usedUp(): void {
    this.#tryAtMs = this.#nowMs() + longestClosureMs
  }

  /** Feishu took the call that tried. */
  goesOn(): void {
    this.#tryAtMs = null
  }
}
