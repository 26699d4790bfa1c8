import type { DroppedFile } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import { statusOf } from '../../engine/queue/status.ts'
import type { Uploads } from '../../engine/queue/uploads.ts'
import { askPermission } from './handle-permission.ts'

/** A file of an earlier page that can be read as soon as a person allows it. */
export interface LockedFile {
  readonly id: JobId
  readonly file: DroppedFile
  readonly handle: FileSystemHandle
}

/** All such files of a restored queue: a person allows them with one click. */
export class LockedFiles {
  readonly #uploads: Uploads
  readonly #files: readonly LockedFile[]

  constructor(uploads: Uploads, files: readonly LockedFile[]) {
    this.#uploads = uploads
    this.#files = files
  }

  /** How many are still missing; they may have been brought by other ways meanwhile. */
  count(): number {
    return this.#missing().length
  }

  /**
   * Lets the browser ask; has to be called within a click. The queue goes on with what may be read then.
   *
   * @returns Whether all of it was allowed.
   */
  async unlock(): Promise<boolean> {
    const missing = this.#missing()
    const handles = new Set(missing.map(({ handle }) => handle))
    const allowed = await askPermission([...handles])
    await this.#uploads.reattach(missing.filter(({ handle }) => allowed.has(handle)).map(({ file }) => file))
    return allowed.size === handles.size
  }

  #missing(): readonly LockedFile[] {
    return this.#files.filter(({ id }) => {
      const job = this.#uploads.getJob(id)
      return job !== undefined && statusOf(job) === 'needs-file'
    })
  }
}
