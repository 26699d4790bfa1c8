import type { Uploads } from '../../engine/queue/uploads.ts'
import { Keeping } from '../journal/keeping.ts'
import type { OpenQueue, Returned } from '../journal/tab-queue-snapshot.ts'

interface OpenQueueFacts {
  readonly keeping?: Keeping
  readonly returned?: Returned | null
}

/** An open queue around one held by hand. */
export function openQueueOf(uploads: Uploads, facts: OpenQueueFacts = {}): OpenQueue {
  const { keeping = new Keeping(), returned = null } = facts
  return { uploads, keeping, returned }
}
