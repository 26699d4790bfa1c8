import type { JobId } from '../job/job.ts'

export type Restart = 'restart-upload' | 'recreate-block'

/** How many restarts of each type the app makes for one file before it asks a person. */
const maxOfEach = 2

/** Counts the restarts of each file, to avoid endless ones. */
export class RestartLimit {
  readonly #counts = new Map<string, number>()

  /** Counts one more restart; false when it is over the limit. */
  allow(id: JobId, heal: Restart): boolean {
    const key = `${heal} ${id}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= maxOfEach
  }

  /** Starts counting again, as when a person retries the job. */
  reset(id: JobId): void {
    this.#counts.delete(`restart-upload ${id}`)
    this.#counts.delete(`recreate-block ${id}`)
  }
}
