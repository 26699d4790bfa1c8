import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { isPending } from './is-pending.ts'

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
