import type { Clock } from '../doors.ts'

/** A wait for more of what one edit can do together. It begins with the first, which waits the longest. */
export class Gathering {
  readonly #clock: Pick<Clock, 'sleep'>
  readonly #longestMs: number
  readonly #onOver: () => void
  #waiting: AbortController | null = null

  constructor(clock: Pick<Clock, 'sleep'>, longestMs: number, onOver: () => void) {
    this.#clock = clock
    this.#longestMs = longestMs
    this.#onOver = onOver
  }

  get isOpen(): boolean {
    return this.#waiting !== null
  }

  begin(): void {
    this.end()
    const waiting = new AbortController()
    this.#waiting = waiting
    const over = () => {
      if (this.#waiting !== waiting) return
      this.#waiting = null
      this.#onOver()
    }
    void this.#clock.sleep(this.#longestMs, waiting.signal).then(over, () => undefined)
  }

  end(): void {
    this.#waiting?.abort()
    this.#waiting = null
  }
}
