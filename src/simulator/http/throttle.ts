import type { Clock } from '../world/clock.ts'

export type Turn = { readonly granted: true } | { readonly granted: false; readonly resetSeconds: number }

/**
 * Counts calls in windows that open with the first call after the last window closed. Feishu publishes how many calls fit
 * and when the wait is over (`x-ogw-ratelimit-reset`), not where its windows begin: that is this simulator's choice.
 */
export class Throttle {
  readonly #clock: Pick<Clock, 'nowMs'>
  readonly #windows = new Map<string, { opensAtMs: number; calls: number }>()

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock
  }

  /** Takes one turn of `key`'s window; a refused call takes none. */
  take(key: string, calls: number, perMs: number): Turn {
    const nowMs = this.#clock.nowMs()
    const window = this.#windows.get(key)
    if (!window || nowMs >= window.opensAtMs + perMs) {
      this.#windows.set(key, { opensAtMs: nowMs, calls: 1 })
      return { granted: true }
    }
    if (window.calls < calls) {
      window.calls += 1
      return { granted: true }
    }
    return { granted: false, resetSeconds: Math.max(1, Math.ceil((window.opensAtMs + perMs - nowMs) / 1000)) }
  }
}
