import type { JobId } from '../job/job.ts'

/**
 * Jobs waiting for a place in one document, by rank. Leaving is found out late: an id whose job moved on is skipped, and one that
 * came back before anybody looked stands here twice.
 */
export class WaitingList {
  readonly #rankOf: (id: JobId) => number
  readonly #stillWaits: (id: JobId) => boolean
  #ids: JobId[] = []
  #head = 0
  #sorted = true

  constructor(rankOf: (id: JobId) => number, stillWaits: (id: JobId) => boolean) {
    this.#rankOf = rankOf
    this.#stillWaits = stillWaits
  }

  add(id: JobId): void {
    const last = this.#ids.at(-1)
    if (last !== undefined && this.#rankOf(last) > this.#rankOf(id)) this.#sorted = false
    this.#ids.push(id)
  }

  /** Ranks changed. */
  reordered(): void {
    this.#sorted = false
  }

  /** The first that waits; it stays on the list. */
  first(): JobId | undefined {
    this.#order()
    for (;;) {
      const id = this.#ids[this.#head]
      if (id === undefined) {
        this.#ids = []
        this.#head = 0
        return undefined
      }
      if (this.#stillWaits(id)) return id
      this.#head += 1
    }
  }

  /** Takes the first ones off, as long as `fits` says so. */
  take(fits: (id: JobId) => boolean): readonly JobId[] {
    const taken = new Set<JobId>()
    for (let id = this.first(); id !== undefined && (taken.has(id) || fits(id)); id = this.first()) {
      taken.add(id)
      this.#head += 1
    }
    return [...taken]
  }

  #order(): void {
    if (this.#sorted) return
    this.#ids = this.#ids.slice(this.#head).sort((a, b) => this.#rankOf(a) - this.#rankOf(b))
    this.#head = 0
    this.#sorted = true
  }
}
