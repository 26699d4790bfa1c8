import { theApp, type Company } from '../quota/quotas.ts'

/**
 * Calls that one person may have open at once, waiting and in flight together. A page has about ten, so this is several tabs. It
 * is less than the uploads that may be in flight at once, so a deliberately slow sender cannot occupy them all.
 */
const perSession = 48

/** Calls open at once in total; each takes two connections and up to a few hundred KB of buffers. */
const inAll = 2000

/** Who makes a call. */
export interface Caller {
  readonly company: Company
  /** Key of the person. */
  readonly session: string
}

/**
 * Counts open calls, so that neither one person nor all together exhaust the gateway. Where companies share it, one may have as many
 * open as there are places left (Choudhury and Hahne's dynamic thresholds, IEEE/ACM Transactions on Networking 6, 1998): a single one gets
 * half, three get a quarter each, and there is always room for the next.
 */
export class CallBounds {
  readonly #open = new Map<string, number>()
  readonly #ofCompany = new Map<Company, number>()
  #all = 0

  /** Calls open now. */
  get size(): number {
    return this.#all
  }

  /** Counts a call until `leave`, which must be called once; `false`: there are too many. */
  enter({ company, session }: Caller): boolean {
    const left = inAll - this.#all
    const ofCompany = this.#ofCompany.get(company) ?? 0
    const isOverShare = company !== theApp && ofCompany >= left
    if (left === 0 || isOverShare || (this.#open.get(session) ?? 0) >= perSession) return false
    add(this.#open, session, 1)
    add(this.#ofCompany, company, 1)
    this.#all += 1
    return true
  }

  leave({ company, session }: Caller): void {
    add(this.#open, session, -1)
    add(this.#ofCompany, company, -1)
    this.#all -= 1
  }
}

function add(counts: Map<string, number>, key: string, one: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + one
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}
