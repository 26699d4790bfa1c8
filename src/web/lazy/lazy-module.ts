import { Subscribable } from '../../engine/subscribable.ts'
import { lookAtServer } from '../version/look-at-server.ts'

/** The first pause before a part is asked for again; doubled up to the longest one. */
const firstPauseMs = 500
const longestPauseMs = 8_000

/**
 * Why a part has not come: nothing answers; the server has another version of the page, and this one's parts may be gone; or the
 * server answers, and the part fails all the same.
 */
export type Hindrance = 'unreachable' | 'other-version' | 'failing'

interface LateDoors {
  readonly sleep: (delayMs: number) => Promise<void>
  /** Asked after each failure; never rejects. */
  readonly whyNot: () => Promise<Hindrance>
  /** Some browsers remember for as long as the page stands that an import failed: none is begun that can not go well. */
  readonly isOffline: () => boolean
}

/**
 * A part of the page that comes behind the first paint: asked for once, and again after a pause as long as it fails, so that
 * whoever waits for it never has to ask a second time.
 */
export class LazyModule<T> {
  readonly #fetch: () => Promise<T>
  readonly #doors: LateDoors
  readonly #changes = new Subscribable()
  /** What this one was read from. */
  #source: LazyModule<unknown> | null = null
  #now: T | null = null
  #coming: Promise<T> | null = null
  #hindrance: Hindrance | null = null
  #error: unknown = null
  #wake: () => void = () => undefined

  constructor(fetch: () => Promise<T>, doors: Partial<LateDoors> = {}) {
    this.#fetch = fetch
    this.#doors = { ...browserDoors, ...doors }
  }

  /** The part itself; null as long as it has not come. */
  get now(): T | null {
    return this.#now
  }

  /** Why it has not come; null before the first failure, and once it is there. */
  get hindrance(): Hindrance | null {
    return this.#source ? this.#source.hindrance : this.#hindrance
  }

  /** What the last failure said. */
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

  /** Asks for the part, if nobody has yet; never rejects. */
  come(): Promise<T> {
    this.#coming ??= this.#untilThere()
    return this.#coming
  }

  /** Asks again now, and not only when the pause is over. */
  again(): void {
    if (this.#source) this.#source.again()
    else this.#wake()
  }

  /**
   * Asks once.
   *
   * @throws When it did not come.
   */
  async attempt(): Promise<T> {
    if (this.#now !== null) return this.#now
    if (this.#doors.isOffline()) throw new Error('The browser is offline')
    this.#now = await this.#fetch()
    this.#coming ??= Promise.resolve(this.#now)
    this.#hindrance = null
    this.#changes.publish()
    return this.#now
  }

  /** The same part, read differently: there as soon as the part itself is. */
  map<U>(read: (part: T) => U): LazyModule<U> {
    const mapped = new LazyModule(async () => read(await this.come()), { isOffline: () => false })
    mapped.#source = this
    if (this.#now !== null) {
      mapped.#now = read(this.#now)
      mapped.#coming = Promise.resolve(mapped.#now)
    }
    return mapped
  }

  async #untilThere(): Promise<T> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        return await this.attempt()
      } catch (error) {
        this.#error = error
        this.#hindrance = await this.#doors.whyNot()
        this.#changes.publish()
        const asked = new Promise<void>((resolve) => {
          this.#wake = resolve
        })
        await Promise.race([this.#doors.sleep(pauseMs), asked])
      }
    }
  }
}

const browserDoors: LateDoors = {
  sleep: (delayMs) =>
    new Promise((resolve) => {
      // Not a second later than the connection is back.
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
  isOffline: () => !navigator.onLine,
}
