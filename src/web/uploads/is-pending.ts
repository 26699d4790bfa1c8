import type { QueueSnapshot } from '../../engine/uploads.ts'
import { pendingStatuses } from '../../engine/status-of.ts'

/** Whether files are still to arrive, paused ones among them. */
export function isPending({ counts }: Pick<QueueSnapshot, 'counts'>): boolean {
  return pendingStatuses.some((status) => counts[status] > 0)
}
