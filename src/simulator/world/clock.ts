/** The world's time. Runs with real time and can be advanced, so that a day passes within a test. */
export class Clock {
  #aheadMs = 0

  /** Milliseconds since 1970. */
  nowMs(): number {
    return Date.now() + this.#aheadMs
  }

  advance(byMs: number): void {
    this.#aheadMs += byMs
  }
}
