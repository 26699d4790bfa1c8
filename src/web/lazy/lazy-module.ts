import { Subscribable } from '../../engine/subscribable.ts'
import { lookAtServer } from '../version/look-at-server.ts'

/** First pause before a retry; doubled up to the longest one. */
const firstPauseMs = 500
const longestPauseMs = 8_000

/**
 * Why loading failed: nothing answers; the server has another version of the page, and this one's chunks may be gone; or
 * the server answers with the same version, and loading fails anyway.
 */
export type WhyNotLoaded = 'unreachable' | 'other-version' | 'failing'

interface LazyModuleDoors {
  readonly sleep: (delayMs: number) => Promise<void>
  /** Asked after each failure; never rejects. */
  readonly whyNot: () => Promise<WhyNotLoaded>
  /** Some browsers cache a failed import for the life of the page, so none is started while offline. */
  readonly isOffline: () => boolean
}

/** A lazily loaded module, retried with backoff until it has loaded, so that callers never retry themselves. */
export class LazyModule<T> {
  readonly #fetch: () => Promise<T>
  readonly #doors: LazyModuleDoors
  readonly #changes = new Subscribable()
  /** The module this one was mapped from. */
  #source: LazyModule<unknown> | null = null
  #now: T | null = null
  #loading: Promise<T> | null = null
  #whyNotLoaded: WhyNotLoaded | null = null
  #error: unknown = null
  #wake: () => void = () => undefined

  constructor(fetch: () => Promise<T>, doors: Partial<LazyModuleDoors> = {}) {
    this.#fetch = fetch
    this.#doors = { ...browserDoors, ...doors }
  }

  /** The module; null until it has loaded. */
  get now(): T | null {
    return this.#now
  }

  /** Why loading failed; null before the first failure and once it has loaded. */
  get whyNotLoaded(): WhyNotLoaded | null {
    return this.#source ? this.#source.whyNotLoaded : this.#whyNotLoaded
  }

  /** Error of the last failure. */
  get error(): unknown {
    return this.#source ? this.#source.error : this.#error
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    const unsubscribe = this.#source?.subscribe(listener)
    const unsubscribeOwn = this.#changes.subscribe(listener)
    return () => {
      unsubscribe?.()
      unsubscribeOwn()
    }
  }

  /** Starts loading if nobody has yet; never rejects. */
  load(): Promise<T> {
    this.#loading ??= this.#untilLoaded()
    return this.#loading
  }

  /** Retries now instead of after the pause. */
  retry(): void {
    if (this.#source) this.#source.retry()
    else this.#wake()
  }

  /**
   * Tries to load once.
   *
   * @throws When loading fails.
   */
  async attempt(): Promise<T> {
    if (this.#now !== null) return this.#now
    if (this.#doors.isOffline()) throw new Error('The browser is offline')
    this.#now = await this.#fetch()
    this.#loading = fulfilled(this.#now)
    this.#whyNotLoaded = null
    this.#changes.publish()
    return this.#now
  }

  /** A module derived from this one; it is there as soon as this one is. */
  map<U>(read: (part: T) => U): LazyModule<U> {
    const mapped = new LazyModule(async () => read(await this.load()), { isOffline: () => false })
    mapped.#source = this
    if (this.#now !== null) {
      mapped.#now = read(this.#now)
      mapped.#loading = fulfilled(mapped.#now)
    }
    return mapped
  }

  async #untilLoaded(): Promise<T> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        return await this.attempt()
      } catch (error) {
        this.#error = error
        this.#whyNotLoaded = await this.#doors.whyNot()
        this.#changes.publish()
        const asked = new Promise<void>((resolve) => {
          this.#wake = resolve
        })
        await Promise.race([this.#doors.sleep(pauseMs), asked])
      }
    }
  }
}

/** A promise that React's `use` reads without suspending: it looks for these two fields (react.dev, `use`, 2026-11). */
function fulfilled<T>(value: T): Promise<T> {
  return Object.assign(Promise.resolve(value), { status: 'fulfilled', value })
}

const browserDoors: LazyModuleDoors = {
  sleep: (delayMs) =>
    new Promise((resolve) => {
      // Retries as soon as the connection is back.
      const wake = () => {
        clearTimeout(timer)
        removeEventListener('online', wake)
        resolve()
      }
      const timer = setTimeout(wake, delayMs)
      addEventListener('online', wake)
    }),
  whyNot: async () => {
    const { is } = await lookAtServer()
    return is === 'same' ? 'failing' : is === 'unreachable' ? 'unreachable' : 'other-version'
  },
  // A service worker answers without a connection. `serviceWorker` is missing without https, although the type says otherwise.
  isOffline: () => !navigator.onLine && !('serviceWorker' in navigator && navigator.serviceWorker.controller),
}
