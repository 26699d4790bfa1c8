import type { JobId } from '../../engine/job.ts'
import { statusOf } from '../../engine/status-of.ts'
import type { Status, Uploads } from '../../engine/uploads.ts'

/** What has not come to its end, whatever it waits for. */
export const pendingStatuses: readonly Status[] = ['waiting', 'active', 'paused', 'needs-file']

/** Jobs in one of these states, in the queue's order. */
export function jobsWithStatus(uploads: Uploads, statuses: readonly Status[]): readonly JobId[] {
  return uploads.getSnapshot().ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && statuses.includes(statusOf(job))
  })
}
