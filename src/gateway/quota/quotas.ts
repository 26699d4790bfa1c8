import type { Ledger } from './ledger.ts'
import type { Limits } from './limits.ts'
import { Quota, type QuotaDoors } from './quota.ts'

/**
 * Whose limits a call counts against: the tenant_key of a company that uses a store app, or `theApp`. Feishu counts for each API,
 * each app and each tenant (official, frequency control), so companies share nothing.
 */
export type Company = string

/**
 * The app itself: its calls for tokens, which belong to no company, and all calls of a custom app, whose one company needs no name.
 */
export const theApp: Company = ''

/** The ledgers of all companies, in memory or in a Redis that replicas share. */
export interface Ledgers {
  /** The same object until `letGo`. */
  of(company: Company): Ledger
  /** Forgets the ledger of a company that nobody uses; `false`: it still knows something that must not be forgotten. */
  letGo(company: Company): boolean
  /** @throws When the ledgers cannot be reached. */
  check(): Promise<void>
  close(): Promise<void>
}

/** A company without a call for this long is forgotten; what Feishu counts for a day is not. */
export const idleCompanyMs = 10 * 60 * 1000

interface Open {
  readonly quota: Quota
  usedAtMs: number
}

/** The quotas of all companies. Each has its own limits, waiting calls and closures, and nothing of the others'. */
export class Quotas {
  readonly #ledgers: Ledgers
  readonly #doors: QuotaDoors
  readonly #limits: Limits
  readonly #open = new Map<Company, Open>()
  #stopped = false

  constructor(ledgers: Ledgers, doors: QuotaDoors, limits: Limits) {
    this.#ledgers = ledgers
    this.#doors = doors
    this.#limits = limits
  }

  /** Call it anew for each call: a company that nobody uses is forgotten, and its quota with it. */
  of(company: Company): Quota {
    const usedAtMs = this.#doors.nowMs()
    const open = this.#open.get(company) ?? { quota: this.#begin(company), usedAtMs }
    open.usedAtMs = usedAtMs
    this.#open.set(company, open)
    return open.quota
  }

  /** Number of calls that wait at this gateway. */
  get waiting(): number {
    return [...this.#open.values()].reduce((all, { quota }) => all + quota.waiting, 0)
  }

  /** Number of companies that are remembered, the app itself included. */
  get size(): number {
    return this.#open.size
  }

  /** Ends waiting everywhere, as `Quota.stop`. */
  stop(): void {
    this.#stopped = true
    for (const { quota } of this.#open.values()) quota.stop()
  }

  /** Forgets companies that nobody uses. Call it about once a minute. */
  sweep(): void {
    const nowMs = this.#doors.nowMs()
    for (const [company, { quota, usedAtMs }] of this.#open) {
      if (nowMs - usedAtMs < idleCompanyMs || !quota.isIdle || !this.#ledgers.letGo(company)) continue
      this.#open.delete(company)
    }
  }

  #begin(company: Company): Quota {
    const quota = new Quota(this.#ledgers.of(company), this.#doors, this.#limits)
    if (this.#stopped) quota.stop()
    return quota
  }
}
