import type { QueueSnapshot, Status, Uploads } from '../../../engine/queue/uploads.ts'
import { pendingStatuses } from '../../../engine/queue/pending-statuses.ts'
import { statusOf } from '../../../engine/queue/status.ts'
import type { JobId } from '../../../engine/job/job.ts'

/**
 * State of the queue as a whole. `running`; `standing`: everything left waits for one cause, shown above the queue;
 * `resting`: everything left was paused or needs its file again; `ended`.
 */
export type QueueState = 'running' | 'standing' | 'resting' | 'ended'

export function queueStateOf({ counts, hold }: Pick<QueueSnapshot, 'counts' | 'hold'>): QueueState {
  if (!isPending({ counts })) return 'ended'
  if (counts.active > 0) return 'running'
  if (counts.waiting === 0) return 'resting'
  return hold === null ? 'running' : 'standing'
}

/** Whether files are still to arrive, including paused ones. */
export function isPending({ counts }: Pick<QueueSnapshot, 'counts'>): boolean {
  return pendingStatuses.some((status) => counts[status] > 0)
}

/** Jobs with one of these statuses, in the queue's order. */
export function jobsWithStatus(uploads: Uploads, statuses: readonly Status[]): readonly JobId[] {
  const { ids, hold } = uploads.getSnapshot()
  return ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && statuses.includes(statusOf(job, hold))
  })
}
