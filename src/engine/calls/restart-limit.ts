import type { JobId } from '../job/job.ts'

export type Restart = 'restart-upload' | 'recreate-block'

/** How often one file may be begun anew by itself before a person is asked. */
const maxOfEach = 2

/** Counts how often each file was begun anew, so that nothing goes round for ever. */
export class RestartLimit {
  readonly #counts = new Map<string, number>()

  /** Counts one more; false when it was enough. */
  allow(id: JobId, heal: Restart): boolean {
    const key = `${heal} ${id}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= maxOfEach
  }

  /** A person asked for it: counting starts again. */
  reset(id: JobId): void {
    this.#counts.delete(`restart-upload ${id}`)
    this.#counts.delete(`recreate-block ${id}`)
  }
}
