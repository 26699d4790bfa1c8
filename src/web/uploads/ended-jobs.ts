import type { JobId } from '../../engine/job.ts'
import type { Uploads } from '../../engine/uploads.ts'

type EndedAt = 'done' | 'failed' | 'cancelled'

/** Jobs that have come to one of these ends. */
export function jobsAt(uploads: Uploads, ...ends: readonly EndedAt[]): readonly JobId[] {
  return uploads.getSnapshot().ids.filter((id) => ends.some((end) => uploads.getJob(id)?.stage.at === end))
}

/** Jobs that have not ended. */
export function pendingJobs(uploads: Uploads): readonly JobId[] {
  const ended = new Set(jobsAt(uploads, 'done', 'failed', 'cancelled'))
  return uploads.getSnapshot().ids.filter((id) => !ended.has(id))
}
