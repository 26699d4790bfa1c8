/**
 * Calls one session may have open at once, waiting and running together. A page has some ten, so this is several tabs; and
 * it is less than the uploads that may be in flight at once, so that nobody who sends slowly on purpose holds them all.
 */
const perSession = 48

/** Calls open at once in all: each is two connections and up to a few hundred KB of buffers. */
const inAll = 2000

/** Counts the calls that are open, so that no session, and not all together, exhaust the gateway. */
export class CallBounds {
  readonly #open = new Map<string, number>()
  #all = 0

  /** Calls open now. */
  get size(): number {
    return this.#all
  }

  /** Takes a place, to be given back once by `leave`; `false` when there is none. */
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
