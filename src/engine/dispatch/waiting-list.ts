import type { JobId } from '../job/job.ts'

/** Rules by which a `WaitingList` gives out jobs. */
interface WaitingRules {
  readonly rankOf: (id: JobId) => number
  /** Whether the job still waits; otherwise its entry is stale. */
  readonly stillWaits: (id: JobId) => boolean
  /** Whether a queue hold keeps the job back: it stays on the list, and those behind it go first. None is, when absent. */
  readonly isHeld?: (id: JobId) => boolean
}

/**
 * A priority queue of waiting jobs, by rank. Stale ids, of jobs that moved on, are skipped on read; a job that left and came back
 * before that is listed twice.
 */
export class WaitingList {
  readonly #rules: WaitingRules
  #ids: JobId[] = []
  #head = 0
  #sorted = true

  constructor(rules: WaitingRules) {
    this.#rules = rules
  }

  add(id: JobId): void {
    const last = this.#ids.at(-1)
    if (last !== undefined && this.#rules.rankOf(last) > this.#rules.rankOf(id)) this.#sorted = false
    this.#ids.push(id)
  }

  /** How many are listed, stale ones among them. */
  get size(): number {
    return this.#ids.length - this.#head
  }

  /** Called when ranks changed. */
  reordered(): void {
    this.#sorted = false
  }

  /** The first that waits and is not held; it stays on the list. */
  first(): JobId | undefined {
    this.#order()
    this.#dropStale()
    for (let at = this.#head; at < this.#ids.length; at += 1) {
      const id = this.#ids[at]
      if (id !== undefined && this.#rules.stillWaits(id) && !this.#isHeld(id)) return id
    }
    return undefined
  }

  /** Takes jobs that are not held, by rank, as long as `fits` accepts them. */
  take(fits: (id: JobId) => boolean): readonly JobId[] {
    this.#order()
    const taken = new Set<JobId>()
    const held: JobId[] = []
    let at = this.#head
    for (; at < this.#ids.length; at += 1) {
      const id = this.#ids[at]
      if (id === undefined || taken.has(id) || !this.#rules.stillWaits(id)) continue
      if (this.#isHeld(id)) held.push(id)
      else if (fits(id)) taken.add(id)
      else break
    }
    this.#head = at - held.length
    for (const [index, id] of held.entries()) this.#ids[this.#head + index] = id
    return [...taken]
  }

  #isHeld(id: JobId): boolean {
    return this.#rules.isHeld?.(id) ?? false
  }

  #dropStale(): void {
    for (let id = this.#ids[this.#head]; id !== undefined && !this.#rules.stillWaits(id); id = this.#ids[this.#head]) {
      this.#head += 1
    }
    if (this.#head < this.#ids.length) return
    this.#ids = []
    this.#head = 0
  }

  #order(): void {
    if (this.#sorted) return
    const { rankOf } = this.#rules
    this.#ids = this.#ids.slice(this.#head).sort((a, b) => rankOf(a) - rankOf(b))
    this.#head = 0
    this.#sorted = true
  }
}
