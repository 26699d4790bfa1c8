import type { JobId } from './job.ts'
import type { JobStore } from './job-store.ts'

/** The jobs of one place that were sent and wait to be put in, each once, however often it came. */
export class SentJobs {
  readonly #store: JobStore
  readonly #ids = new Set<JobId>()

  constructor(store: JobStore) {
    this.#store = store
  }

  add(id: JobId): void {
    this.#ids.add(id)
  }

  /** Those that still wait, in the queue's order. */
  inOrder(): readonly JobId[] {
    for (const id of this.#ids) if (this.#store.get(id)?.stage.at !== 'sent') this.#ids.delete(id)
    return [...this.#ids].toSorted((a, b) => this.#store.rankOf(a) - this.#store.rankOf(b))
  }
}
