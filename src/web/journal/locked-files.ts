import type { Job } from '../../engine/job/job.ts'
import { statusOf } from '../../engine/queue/status.ts'
import type { Uploads } from '../../engine/queue/uploads.ts'
import { handleOf } from '../drop/page-file.ts'
import { askPermission } from './handle-permission.ts'

/** Files of restored queues that need the person's permission to be read; one click asks for all of them. */
export class LockedFiles {
  readonly #uploads: Uploads
  readonly #files: readonly Pick<Job, 'id' | 'file'>[]

  constructor(uploads: Uploads, files: readonly Pick<Job, 'id' | 'file'>[]) {
    this.#uploads = uploads
    this.#files = files
  }

  /** How many are still missing; some may have been chosen again meanwhile. */
  count(): number {
    return this.#missing().length
  }

  /**
   * Asks for permission; must be called within a click. Reattaches the files that may then be read.
   *
   * @returns Whether everything was allowed.
   */
  async unlock(): Promise<boolean> {
    const missing = this.#missing()
    const handles = new Set(missing.flatMap(({ file }) => handleOf(file) ?? []))
    const allowed = await askPermission([...handles])
    const files = missing.map(({ file }) => file)
    await this.#uploads.reattach(files.filter((file) => allowed.has(handleOf(file))))
    return allowed.size === handles.size
  }

  #missing(): readonly Pick<Job, 'id' | 'file'>[] {
    return this.#files.filter(({ id }) => {
      const job = this.#uploads.getJob(id)
      return job !== undefined && statusOf(job) === 'needs-file'
    })
  }
}
