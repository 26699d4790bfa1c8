import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { pendingStatuses } from '../../../engine/queue/pending-statuses.ts'

/**
 * State of the queue as a whole. `running`; `on-hold`: everything left waits for one cause, shown above the queue;
 * `resting`: everything left was paused or needs its file again; `ended`.
 */
export type QueueState = 'running' | 'on-hold' | 'resting' | 'ended'

export function queueStateOf({ counts, hold }: Pick<QueueSnapshot, 'counts' | 'hold'>): QueueState {
  if (!isPending({ counts })) return 'ended'
  if (counts.active > 0) return 'running'
  if (counts.waiting === 0) return 'resting'
  return hold === null ? 'running' : 'on-hold'
}

/** Whether files are still to arrive, including paused ones. */
export function isPending({ counts }: Pick<QueueSnapshot, 'counts'>): boolean {
  return pendingStatuses.some((status) => counts[status] > 0)
}
