import type { Job, JobId } from '../../../engine/job/job.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'

/** What has to be known of a file in order to move and rename it. */
export type Movable = Pick<Job, 'id' | 'name' | 'file' | 'stage'>

/** The order, and what changes with the status of any file. */
export interface OrderSnapshot {
  readonly ids: readonly JobId[]
  readonly counts: object
}

/** Files in an order that a person can change: a queue, or those that wait until a document is chosen. */
export interface Orderable extends Pick<Uploads, 'move' | 'sort' | 'rename'> {
  getSnapshot(): OrderSnapshot
  getJob(id: JobId): Movable | undefined
}
