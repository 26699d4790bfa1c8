import type { QueueSnapshot, Status, Uploads } from '../../../engine/queue/uploads.ts'
import { pendingStatuses, statusOf } from '../../../engine/job/status.ts'
import type { JobId } from '../../../engine/job/job.ts'

/**
 * How the queue is as a whole, which its head, bar, title and buttons go by: `running`; `standing` where what is left waits for
 * one cause that is told above the queue; `resting` where a person holds what is left, or has to bring it; `ended`.
 */
export type QueueState = 'running' | 'standing' | 'resting' | 'ended'

export function queueStateOf({ counts, hold }: Pick<QueueSnapshot, 'counts' | 'hold'>): QueueState {
  if (!isPending({ counts })) return 'ended'
  if (counts.active > 0) return 'running'
  if (counts.waiting === 0) return 'resting'
  return hold === null ? 'running' : 'standing'
}

/** Whether files are still to arrive, paused ones among them. */
export function isPending({ counts }: Pick<QueueSnapshot, 'counts'>): boolean {
  return pendingStatuses.some((status) => counts[status] > 0)
}

/** Jobs in one of these states, in the queue's order. */
export function jobsWithStatus(uploads: Uploads, statuses: readonly Status[]): readonly JobId[] {
  const { ids, hold } = uploads.getSnapshot()
  return ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && statuses.includes(statusOf(job, hold))
  })
}
