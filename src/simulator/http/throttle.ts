import type { Clock } from '../world/clock.ts'

export type Turn = { readonly granted: true } | { readonly granted: false; readonly resetSeconds: number }

/**
 * The simulated rate limiter. Counts calls in windows; a window begins with the first call after the last one ended. Feishu
 * documents the size of its windows and the time until the next (`x-ogw-ratelimit-reset`), but not when they begin.
 */
export class Throttle {
  readonly #clock: Pick<Clock, 'nowMs'>
  readonly #windows = new Map<string, { opensAtMs: number; calls: number }>()

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock
  }

  /** Counts one call in the window of `key`; a refused call does not count. */
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
