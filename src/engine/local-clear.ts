import type { Edits } from './edit-lane.ts'
import type { EngineParts } from './engine-parts.ts'
import type { JobId } from './job.ts'

/** Ends jobs that gave up a spot in which nothing stands. */
export class LocalClear implements Edits {
  readonly #parts: EngineParts
  #ids: readonly JobId[] = []

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  add(id: JobId): void {
    this.#ids = [...this.#ids, id]
  }

  hasWork(): boolean {
    return this.#ids.length > 0
  }

  work(): Promise<void> {
    const ids = this.#ids
    this.#ids = []
    this.#parts.store.dispatchAll(ids, () => ({ type: 'cleared' }))
    return Promise.resolve()
  }
}
