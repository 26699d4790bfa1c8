import type { Clock } from '../doors.ts'
import { startWidth, widthAfter, type CallEnd, type ConcurrencyWidth } from '../../contract/concurrency-width.ts'

/**
 * Most bodies in flight at once, in all windows together: over HTTP/1.1 a browser opens six connections to a host, and two are kept
 * for edits and session calls.
 */
const maxBodies = 4
/**
 * Bodies that a window may have in flight while calls wait in another one. Also enough of those that wait at the gateway: one has its
 * turn, and the next is there in time.
 */
const fairShare = 2

/** A call's slot in its window, held for one attempt. */
export interface WindowSlot {
  /**
   * Waits for the call's turn to be sent.
   *
   * @throws The signal's reason, when aborted.
   */
  enter(signal: AbortSignal): Promise<void>
  /** Gives the slot back; `crowded` when Feishu refused the call because of too many at once. */
  leave(end: CallEnd): void
}

/** The bodies in flight of all windows. */
export class Bodies {
  readonly windows: UploadWindow[] = []
  readonly clock: Pick<Clock, 'nowMs'>
  /** Whether other calls need the connections that bodies only wait in. */
  readonly leavesRoom: () => boolean

  constructor(clock: Pick<Clock, 'nowMs'>, leavesRoom: () => boolean = () => false) {
    this.clock = clock
    this.leavesRoom = leavesRoom
  }

  get inFlight(): number {
    return this.windows.reduce((sum, window) => sum + window.inFlight, 0)
  }

  /** Lets the longest waiting calls leave while there is room, first those of the window with the fewest bodies in flight. */
  admit(): void {
    for (const window of this.windows.toSorted((a, b) => a.inFlight - b.inFlight)) window.admit()
  }
}

/**
 * A semaphore that adapts: limits how many bodies of one endpoint are in flight at once. Feishu documents that uploads must not run
 * in parallel, but tolerates some (docs/feishu.md, U13), so the width is found by trying (`widthAfter`). p-limit and async-mutex
 * lack what is needed here: a wait that aborts, and room shared between windows.
 */
export class UploadWindow {
  readonly #bodies: Bodies
  readonly #waiting: (() => void)[] = []
  /** Calls that may not be prepared yet, so that only what is sent soon is read into memory. */
  readonly #outside: (() => void)[] = []
  #found: ConcurrencyWidth
  readonly #widest: number
  /** Number of calls being prepared, waiting for their turn, or in flight. */
  #near = 0
  #inFlight = 0
  #closings = 0
  /** What a call took that did not have to wait for its turn: the shortest time of an accepted one. */
  #leastMs = Infinity
  /** Of the calls in flight, one at least waits for its turn: a further one would not be answered sooner. */
  #oneWaits = false

  /** @param isWide Whether several in flight are known to be taken, or refused; `null`: it is found out. */
  constructor(bodies: Bodies, isWide: boolean | null = null) {
    this.#bodies = bodies
    this.#found = startWidth(isWide === true ? maxBodies : 1)
    this.#widest = isWide === false ? 1 : maxBodies
    bodies.windows.push(this)
  }

  get width(): number {
    const { width } = this.#found
    return this.#oneWaits && this.#bodies.leavesRoom() ? Math.min(width, fairShare) : width
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /**
   * Waits until the call may be prepared. One call more than can be in flight is prepared, so that the next body is read and its
   * checksum known when its turn comes, while memory holds no more than that.
   *
   * @throws The signal's reason, when aborted.
   */
  async approach(signal: AbortSignal): Promise<WindowSlot> {
    await queueUp(this.#outside, signal, () => this.#callNear())
    return this.#newSlot()
  }

  /** Lets no call leave until `reopened` settles: Feishu named the time, and earlier calls would be refused too. */
  async closeUntil(reopened: Promise<void>): Promise<void> {
    this.#closings += 1
    try {
      await reopened
    } finally {
      this.#closings -= 1
      this.#bodies.admit()
    }
  }

  admit(): void {
    while (this.#closings === 0 && this.#inFlight < this.width && this.#bodies.inFlight < maxBodies) {
      if (this.#inFlight >= fairShare && this.#othersWait()) return
      const enter = this.#waiting.shift()
      if (!enter) return
      this.#inFlight += 1
      enter()
    }
  }

  #callNear(): void {
    while (this.#near <= this.width) {
      const comeNear = this.#outside.shift()
      if (!comeNear) return
      this.#near += 1
      comeNear()
    }
  }

  #newSlot(): WindowSlot {
    let isNear = true
    let isInFlight = false
    let enteredAtMs = 0
    return {
      enter: async (signal) => {
        await queueUp(this.#waiting, signal, () => this.admit())
        isInFlight = true
        enteredAtMs = this.#bodies.clock.nowMs()
      },
      leave: (end) => {
        if (!isNear) return
        isNear = false
        this.#adapt(end)
        if (end === 'accepted') this.#measure(this.#bodies.clock.nowMs() - enteredAtMs)
        this.#near -= 1
        if (isInFlight) this.#inFlight -= 1
        this.#bodies.admit()
        this.#callNear()
      },
    }
  }

  #adapt(end: CallEnd): void {
    this.#found = widthAfter(this.#found, end, this.#inFlight, this.#widest)
    // Also if the refused call was alone in flight, which `widthAfter` does not count: the round of accepted calls starts again.
    if (end === 'crowded') this.#found = { ...this.#found, accepted: 0 }
  }

  /** A call that takes longer than the shortest one was queued on the way. The difference gives the number of queued calls, as in TCP Vegas. */
  #measure(tookMs: number): void {
    // The computer's clock was set back meanwhile.
    if (tookMs <= 0) return
    this.#leastMs = Math.min(this.#leastMs, tookMs)
    this.#oneWaits = this.#inFlight * (tookMs - this.#leastMs) >= tookMs
  }

  #othersWait(): boolean {
    return this.#bodies.windows.some((window) => window !== this && window.#waiting.length > 0)
  }
}

/** Waits in `queue` until called; `serve` calls those for whom there is room already. Aborting leaves the queue. */
function queueUp(queue: (() => void)[], signal: AbortSignal, serve: () => void): Promise<void> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const enter = () => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    const leave = () => {
      queue.splice(queue.indexOf(enter), 1)
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', leave)
    queue.push(enter)
    serve()
  })
}
