import { beijingDayOf } from './beijing-day.ts'
import type { Calls, KeptDayCount } from './kept-day-count.ts'
import { MemoryLedger, type LedgerClocks } from './memory-ledger.ts'
import { theApp, type Company, type Ledgers } from './quotas.ts'

/** The ledgers of a single gateway, in memory. Of a company that nobody uses only the day's count is left. */
export class MemoryLedgers implements Ledgers {
  readonly #clocks: LedgerClocks
  readonly #open = new Map<Company, MemoryLedger>()
  /** Counts of companies without a ledger, of day `#day`. */
  #resting: Map<Company, Calls>
  #day: number
  #changes = 0

  constructor(clocks: LedgerClocks, kept: KeptDayCount = { day: 0, calls: {} }) {
    this.#clocks = clocks
    this.#day = kept.day
    this.#resting = new Map([[theApp, kept.calls], ...Object.entries(kept.companies ?? {})])
  }

  of(company: Company): MemoryLedger {
    const open = this.#open.get(company)
    if (open) return open
    const calls = this.#resting.get(company)
    this.#resting.delete(company)
    const ledger = new MemoryLedger(this.#clocks, calls && { day: this.#day, calls }, () => {
      this.#changes += 1
    })
    this.#open.set(company, ledger)
    return ledger
  }

  letGo(company: Company): boolean {
    const ledger = this.#open.get(company)
    if (!ledger) return true
    if (!ledger.isAtRest) return false
    this.#open.delete(company)
    this.#rest(company, ledger)
    return true
  }

  forget(company: Company): Promise<void> {
    this.#open.delete(company)
    this.#resting.delete(company)
    this.#changes += 1
    return Promise.resolve()
  }

  check(): Promise<void> {
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  /** As long as this is the same number, the next process has to know nothing more: the counts of an earlier day mean nothing to it. */
  get changes(): number {
    return this.#changes
  }

  /** Today's counts, for the next process. */
  dayCount(): KeptDayCount {
    this.#turnDay()
    const open = [...this.#open].map(([company, ledger]) => [company, ledger.dayCount().calls] as const)
    const used = [...this.#resting, ...open].filter(([, calls]) => Object.keys(calls).length > 0)
    const calls = used.find(([company]) => company === theApp)?.[1] ?? {}
    const companies = used.filter(([company]) => company !== theApp)
    return { day: this.#day, calls, ...(companies.length > 0 && { companies: Object.fromEntries(companies) }) }
  }

  #rest(company: Company, ledger: MemoryLedger): void {
    this.#turnDay()
    const { calls } = ledger.dayCount()
    if (Object.keys(calls).length > 0) this.#resting.set(company, calls)
  }

  /** As a ledger does: a clock that had run ahead past midnight and was set back has counted calls of today. */
  #turnDay(): void {
    const day = beijingDayOf(this.#clocks.dateMs())
    if (day > this.#day) this.#resting = new Map()
    this.#day = day
  }
}
