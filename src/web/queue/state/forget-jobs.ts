import type { JobId } from '../../../engine/job/job.ts'
import { statusOf } from '../../../engine/job/status.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'

/** Removes jobs whatever their state: running ones are cancelled first and removed once that is done. */
export function forgetJobs(uploads: Uploads, ids: readonly JobId[]): void {
  const isOver = (id: JobId) => {
    const job = uploads.getJob(id)
    return !job || ['done', 'failed', 'cancelled'].includes(statusOf(job))
  }
  let left = ids
  const look = () => {
    const over = left.filter(isOver)
    if (over.length === 0) return
    left = left.filter((id) => !over.includes(id))
    if (left.length === 0) unsubscribe()
    uploads.forget(over)
  }
  const unsubscribe = uploads.subscribe(look)
  uploads.cancel(ids.filter((id) => !isOver(id)))
  look()
}
