import type { Job, JobId } from '../../../engine/job/job.ts'
import { statusOf } from '../../../engine/queue/status.ts'
import type { Status, Uploads } from '../../../engine/queue/uploads.ts'

// Not in queue-state.ts, which is in the first chunk of the page: `statusOf` imports the families of targets.

/** Jobs with one of these statuses, in the queue's order. */
export function jobsWithStatus(uploads: Uploads, statuses: readonly Status[]): readonly JobId[] {
  const { ids, hold } = uploads.getSnapshot()
  return ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && statuses.includes(statusOf(job, hold))
  })
}

/** Whether a job can still be moved and renamed: both are open until its block has been created. */
export function isMovable({ stage }: Pick<Job, 'stage'>): boolean {
  return stage.at === 'waiting'
}
