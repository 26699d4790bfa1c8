/** The first pause before a part is asked for again; doubled up to the longest one. */
const firstPauseMs = 500
const longestPauseMs = 8_000

type Sleep = (delayMs: number) => Promise<void>

/**
 * A part of the page that comes behind the first paint: asked for once, and again after a pause as long as the connection
 * fails, so that whoever waits for it never has to ask a second time.
 */
export class Late<T> {
  readonly #fetch: () => Promise<T>
  readonly #sleep: Sleep
  #now: T | null = null
  #coming: Promise<T> | null = null

  constructor(fetch: () => Promise<T>, sleep: Sleep = browserSleep) {
    this.#fetch = fetch
    this.#sleep = sleep
  }

  /** The part itself; null as long as it has not come. */
  get now(): T | null {
    return this.#now
  }

  /** Asks for the part, if nobody has yet; never rejects. */
  come(): Promise<T> {
    this.#coming ??= this.#untilThere()
    return this.#coming
  }

  /** The same part, read differently: there as soon as the part itself is. */
  map<U>(read: (part: T) => U): Late<U> {
    const mapped = new Late(async () => read(await this.come()))
    if (this.#now !== null) {
      mapped.#now = read(this.#now)
      mapped.#coming = Promise.resolve(mapped.#now)
    }
    return mapped
  }

  async #untilThere(): Promise<T> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        this.#now = await this.#fetch()
        return this.#now
      } catch {
        await this.#sleep(pauseMs)
      }
    }
  }
}

function browserSleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}
