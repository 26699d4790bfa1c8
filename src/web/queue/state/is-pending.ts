import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { pendingStatuses } from '../../../engine/queue/pending-statuses.ts'

/** Whether files are still to arrive, paused ones among them. */
export function isPending({ counts }: Pick<QueueSnapshot, 'counts'>): boolean {
  return pendingStatuses.some((status) => counts[status] > 0)
}
