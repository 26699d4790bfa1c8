/**
 * Calls that one person may have open at once, waiting and in flight together. A page has about ten, so this is several tabs. It
 * is less than the uploads that may be in flight at once, so a deliberately slow sender cannot occupy them all.
 */
const perSession = 48

/** Calls open at once in total; each takes two connections and up to a few hundred KB of buffers. */
const inAll = 2000

/** Counts open calls, so that neither one person nor all together exhaust the gateway. */
export class CallBounds {
  readonly #open = new Map<string, number>()
  #all = 0

  /** Calls open now. */
  get size(): number {
    return this.#all
  }

  /** Counts a call until `leave`, which must be called once; `false`: there are too many. */
  enter(session: string): boolean {
    const own = this.#open.get(session) ?? 0
    if (own >= perSession || this.#all >= inAll) return false
    this.#open.set(session, own + 1)
    this.#all += 1
    return true
  }

  leave(session: string): void {
    const left = (this.#open.get(session) ?? 1) - 1
    this.#all -= 1
    if (left === 0) this.#open.delete(session)
    else this.#open.set(session, left)
  }
}
