import { startWidth, widthAfter, type CallEnd } from '../../contract/concurrency-width.ts'

/**
 * Bodies on their way at once, all windows together: over HTTP/1.1 a browser opens six connections to a host, and two are
 * kept for edits and session calls.
 */
const maxBodies = 4
/** What each window may have while another one is asking. */
const fairShare = 2

/** A place near a window, held for one attempt of one call. */
export interface Place {
  /**
   * Waits for the turn to send.
   *
   * @throws The signal's reason, when aborted.
   */
  enter(signal: AbortSignal): Promise<void>
  /** Gives the place back; `crowded` when Feishu refused the call for coming together with others. */
  leave(end: CallEnd): void
}

/** The bodies in flight of all windows. */
export class Bodies {
  readonly windows: UploadWindow[] = []

  get inFlight(): number {
    return this.windows.reduce((sum, window) => sum + window.inFlight, 0)
  }

  /** Lets the longest waiting calls go, as far as there is room; those of the window with the fewest on their way first. */
  admit(): void {
    for (const window of this.windows.toSorted((a, b) => a.inFlight - b.inFlight)) window.admit()
  }
}

/**
 * How many bodies of one endpoint are in flight. Feishu documents none beside each other, practice tolerates some
 * (docs/feishu.md, U13), so the window finds out (`widthAfter`).
 */
export class UploadWindow {
  readonly #bodies: Bodies
  readonly #waiting: (() => void)[] = []
  /** Calls that wait to come near, so that only what is about to be sent is read into memory. */
  readonly #outside: (() => void)[] = []
  #found = startWidth(1)
  /** Calls being made ready, waiting for their turn, or in flight. */
  #near = 0
  #inFlight = 0
  #closings = 0

  constructor(bodies: Bodies) {
    this.#bodies = bodies
    bodies.windows.push(this)
  }

  get width(): number {
    return this.#found.width
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /**
   * Waits until a call may be made ready: one more than can be in flight, so that the next body stands read and summed when
   * the last one leaves, and memory holds no more than that.
   *
   * @throws The signal's reason, when aborted.
   */
  async approach(signal: AbortSignal): Promise<Place> {
    await queueUp(this.#outside, signal, () => this.#callNear())
    return this.#place()
  }

  /** Lets no call go before `reopened`: Feishu named the time, and calls before it would only be refused too. */
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

  #place(): Place {
    let isNear = true
    let isInFlight = false
    return {
      enter: async (signal) => {
        await queueUp(this.#waiting, signal, () => this.admit())
        isInFlight = true
      },
      leave: (end) => {
        if (!isNear) return
        isNear = false
        this.#adapt(end)
        this.#near -= 1
        if (isInFlight) this.#inFlight -= 1
        this.#bodies.admit()
        this.#callNear()
      },
    }
  }

  #adapt(end: CallEnd): void {
    this.#found = widthAfter(this.#found, end, this.#inFlight, maxBodies)
    // Also where a refused call was alone in flight: the next round begins anew.
    if (end === 'crowded') this.#found = { ...this.#found, accepted: 0 }
  }

  #othersWait(): boolean {
    return this.#bodies.windows.some((window) => window !== this && window.#waiting.length > 0)
  }
}

/** Waits in a queue until called by whoever `serve` wakes; leaving it is by the signal. */
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
