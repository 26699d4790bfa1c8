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
  /**
   * Deletes all that is kept of a company, at all replicas. Ledgers of it that are still open count no more of its calls.
   *
   * @throws When the ledgers cannot be reached.
   */
  forget(company: Company): Promise<void>
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
  readonly #listeners = new Set<(company: Company) => void>()
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

  /**
   * The company has left the app: its counts are deleted, at all replicas. Its waiting calls are put off with `isForgotten`: here at
   * once, at other replicas when these ask for turns next, within a second. Those in flight end as they end, and are not counted.
   *
   * @throws When the ledgers cannot be reached.
   */
  async forget(company: Company): Promise<void> {
    if (company === theApp) return
    this.#forgotten(company)
    await this.#ledgers.forget(company)
  }

  /**
   * Calls the listener for each company that was forgotten, as soon as this replica knows: of a company that is remembered here within about
   * a minute (`sweep`).
   */
  whenForgotten(listener: (company: Company) => void): void {
    this.#listeners.add(listener)
  }

  /** Whether a company is remembered. */
  has(company: Company): boolean {
    return this.#open.has(company)
  }

  /** Forgets companies that nobody uses, and those that another replica has forgotten. Call it about once a minute. */
  sweep(): void {
    const nowMs = this.#doors.nowMs()
    for (const [company, { quota, usedAtMs }] of this.#open) {
      if (nowMs - usedAtMs >= idleCompanyMs && quota.isIdle && this.#ledgers.letGo(company)) this.#open.delete(company)
      else if (company !== theApp) void quota.look()
    }
  }

  /** What comes from now on begins with a new quota, and a ledger that knows nothing. */
  #forgotten(company: Company): void {
    const quota = this.#open.get(company)?.quota
    this.#open.delete(company)
    this.#ledgers.letGo(company)
    quota?.forget()
    for (const listener of this.#listeners) listener(company)
  }

  #begin(company: Company): Quota {
    const onForgotten = () => {
      if (this.#open.get(company)?.quota === quota) this.#forgotten(company)
    }
    const quota: Quota = new Quota(this.#ledgers.of(company), { ...this.#doors, onForgotten }, this.#limits)
    if (this.#stopped) quota.stop()
    return quota
  }
}
