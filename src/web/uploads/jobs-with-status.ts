import type { JobId } from '../../engine/job.ts'
import { statusOf } from '../../engine/status-of.ts'
import type { Status, Uploads } from '../../engine/uploads.ts'

/** Jobs in one of these states, in the queue's order. */
export function jobsWithStatus(uploads: Uploads, statuses: readonly Status[]): readonly JobId[] {
  const { ids, standstill } = uploads.getSnapshot()
  return ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && statuses.includes(statusOf(job, standstill))
  })
}
