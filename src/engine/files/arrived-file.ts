import type { Done, Job } from '../job/job.ts'

/** A file that an earlier queue put into a target, as the page remembers it. */
export interface ArrivedFile extends Pick<Job, 'id' | 'target'> {
  readonly stage: Done
  readonly path: string
  readonly sizeBytes: number
  readonly lastModifiedMs: number
}
