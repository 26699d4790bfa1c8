import type { JobId } from '../job/job.ts'

/**
 * Waiting jobs, by rank. Stale ids, of jobs that moved on, are skipped on read; a job that left and came back before that is listed
 * twice.
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

  /** Called when ranks changed. */
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

  /** Takes jobs off the front as long as `fits` accepts them. */
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
