import type { Edits } from './edit-lane.ts'
import type { EngineParts } from './engine-parts.ts'
import type { JobId } from './job.ts'

/** Ends jobs that gave up a spot in which nothing stands, or that may stand in it all the same. */
export class LocalClear implements Edits {
  readonly #parts: EngineParts
  #ends = new Map<JobId, 'cleared' | 'notCleared'>()

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  add(id: JobId, end: 'cleared' | 'notCleared'): void {
    this.#ends.set(id, end)
  }

  hasWork(): boolean {
    return this.#ends.size > 0
  }

  work(): Promise<void> {
    const ends = this.#ends
    this.#ends = new Map()
    this.#parts.store.dispatchAll([...ends.keys()], ({ id }) => ({ type: ends.get(id) ?? 'cleared' }))
    return Promise.resolve()
  }
}
