import type { JobId } from '../../../engine/job/job.ts'
import { statusOf } from '../../../engine/queue/status.ts'
import type { Status, Uploads } from '../../../engine/queue/uploads.ts'

/** Jobs in one of these states, in the queue's order. */
export function jobsWithStatus(uploads: Uploads, statuses: readonly Status[]): readonly JobId[] {
  const { ids, hold } = uploads.getSnapshot()
  return ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && statuses.includes(statusOf(job, hold))
  })
}
