import type { Rate } from '../../contract/routes.ts'

/**
 * Calls leave this much further apart than the rate asks. Nobody knows whether Feishu counts fixed or sliding seconds, so
 * the last of five calls must not catch up with the first: at 5 a second this bears 20 ms of difference between two ways
 * through the network and costs 2 % of the rate.
 */
const slack = 1.02

const dayMs = 24 * 60 * 60 * 1000
/** Days are counted in Beijing's time. Which day Feishu counts by is UNCONFIRMED (docs/feishu.md, U12). */
const beijingOffsetMs = 8 * 60 * 60 * 1000

/** One quota of Feishu: calls start evenly spaced, and not at all while it is closed. */
export class Lane {
  readonly #spacingMs: number
  #opensAtMs = 0
  #day = 0
  #callsToday = 0

  constructor({ calls, perMs }: Pick<Rate, 'calls' | 'perMs'>) {
    this.#spacingMs = (perMs / calls) * slack
  }

  /** When the next call may start; in the past when it may start at once. */
  get opensAtMs(): number {
    return this.#opensAtMs
  }

  get spacingMs(): number {
    return this.#spacingMs
  }

  callsToday(nowMs: number): number {
    return dayOf(nowMs) === this.#day ? this.#callsToday : 0
  }

  start(nowMs: number): void {
    this.#callsToday = this.callsToday(nowMs) + 1
    this.#day = dayOf(nowMs)
    this.#opensAtMs = Math.max(this.#opensAtMs, nowMs + this.#spacingMs)
  }

  /** No call starts before `untilMs`: Feishu said so. A closed lane is never opened earlier. */
  close(untilMs: number): void {
    this.#opensAtMs = Math.max(this.#opensAtMs, untilMs)
  }
}

function dayOf(nowMs: number): number {
  return Math.floor((nowMs + beijingOffsetMs) / dayMs)
}
