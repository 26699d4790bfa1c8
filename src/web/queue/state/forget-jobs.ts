import type { JobId, Stage } from '../../../engine/job/job.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'

/** Not by `statusOf`: it would add the engine to the first chunk of the page, which contains the fallback page. */
const ends: readonly Stage['at'][] = ['done', 'failed', 'cancelled']

/** Removes jobs from the list at any stage: those under way are cancelled first and removed once that is done. */
export function forgetJobs(uploads: Uploads, ids: readonly JobId[]): void {
  const isOver = (id: JobId) => {
    const job = uploads.getJob(id)
    return !job || ends.includes(job.stage.at)
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
