import type { Uploads } from '../../engine/queue/uploads.ts'
import { JournalStatus } from '../journal/journal-status.ts'
import type { OpenQueue, Returned } from '../tabs/tab-queue-snapshot.ts'

interface OpenQueueFacts {
  readonly journalStatus?: JournalStatus
  readonly returned?: Returned | null
}

/** An open queue around uploads controlled by the test. */
export function openQueueOf(uploads: Uploads, facts: OpenQueueFacts = {}): OpenQueue {
  const { journalStatus = new JournalStatus(), returned = null } = facts
  const thumbnails = { find: () => Promise.resolve(null), keep: () => undefined }
  return { uploads, journalStatus, thumbnails, returned }
}
