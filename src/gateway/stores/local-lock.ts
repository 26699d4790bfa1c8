import type { RefreshLock } from '../session/access-tokens.ts'

/** One lock for each key within this process: those who wait get it in their order. Not to be taken twice by the same work. */
export class LocalLock implements RefreshLock {
  readonly #last = new Map<string, Promise<unknown>>()

  async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
    const held = (this.#last.get(key) ?? Promise.resolve()).then(work, work)
    this.#last.set(key, held)
    try {
      return await held
    } finally {
      if (this.#last.get(key) === held) this.#last.delete(key)
    }
  }
}
