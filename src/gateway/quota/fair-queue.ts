import type { Lane } from './lane.ts'

/** A call that waits for its turn. */
export interface Waiting {
  /** Sessions are equals; how many calls one may have waiting is bounded. */
  readonly session: string
  /** What turns are taken at: a session's reads do not cost it turns at uploads. */
  readonly route: string
  /** The lane of its endpoint, and that of the document it edits. */
  readonly lanes: readonly Lane[]
  readonly start: () => void
}

export interface QueueBounds {
  readonly perSession: number
  readonly inAll: number
}

/** Last turns that are remembered; the longest ago is forgotten first. */
const rememberedTurns = 5000

/**
 * Gives turns to the session whose last turn lies furthest back, and within a session to the call that waits longest. The
 * memory outlives the waiting: somebody who always asks again at once must not count as new each time.
 */
export class FairQueue {
  readonly #bounds: QueueBounds
  readonly #waiting = new Set<Waiting>()
  readonly #perSession = new Map<string, number>()
  readonly #lastTurn = new Map<string, number>()
  #turn = 0

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds
  }

  get size(): number {
    return this.#waiting.size
  }

  /** `false` when the queue is full. */
  join(call: Waiting): boolean {
    const own = this.#perSession.get(call.session) ?? 0
    if (own >= this.#bounds.perSession || this.#waiting.size >= this.#bounds.inAll) return false
    this.#waiting.add(call)
    this.#perSession.set(call.session, own + 1)
    return true
  }

  leave(call: Waiting): void {
    if (!this.#waiting.delete(call)) return
    const left = (this.#perSession.get(call.session) ?? 1) - 1
    if (left === 0) this.#perSession.delete(call.session)
    else this.#perSession.set(call.session, left)
  }

  /** Starts every call whose time has come; returns when to look again, `undefined` when nobody waits. */
  serve(nowMs: number): number | undefined {
    for (let call = this.#next(nowMs); call; call = this.#next(nowMs)) {
      this.leave(call)
      this.#remember(turnKey(call))
      for (const lane of call.lanes) lane.start(nowMs)
      call.start()
    }
    let wakeAtMs: number | undefined
    for (const call of this.#waiting) wakeAtMs = Math.min(wakeAtMs ?? Infinity, opensAtMs(call))
    return wakeAtMs
  }

  /** A Set keeps the order of joining, so of equals the one that waits longest comes first. */
  #next(nowMs: number): Waiting | undefined {
    let next: Waiting | undefined
    let nextTurn = Infinity
    for (const call of this.#waiting) {
      const turn = this.#lastTurn.get(turnKey(call)) ?? -1
      if (turn >= nextTurn || opensAtMs(call) > nowMs) continue
      next = call
      nextTurn = turn
    }
    return next
  }

  #remember(key: string): void {
    this.#lastTurn.delete(key)
    this.#lastTurn.set(key, this.#turn)
    this.#turn += 1
    const [oldest] = this.#lastTurn.keys()
    if (this.#lastTurn.size > rememberedTurns && oldest !== undefined) this.#lastTurn.delete(oldest)
  }
}

function opensAtMs({ lanes }: Waiting): number {
  return Math.max(...lanes.map((lane) => lane.opensAtMs))
}

function turnKey({ session, route }: Waiting): string {
  return `${route} ${session}`
}
