import type { Doors } from '../../engine/doors.ts'
import type { Uploads } from '../../engine/queue/uploads.ts'
import type { PageStorage } from '../platform/browser-storage.ts'
import type { DatabaseNeighbours } from '../journal/journal-database.ts'
import type { JournalDatabase } from '../journal/journal-stores.ts'
import type { JournalStatus } from '../journal/journal-status.ts'
import type { LockedFiles } from '../journal/locked-files.ts'
import type { QueueLocks } from './queue-locks.ts'
import type { QueueProgress, TabChannel } from './tab-channel.ts'

/** A queue, and what the page tells of its life beyond the page. */
export interface OpenQueue {
  readonly uploads: Uploads
  readonly keeping: Pick<JournalStatus, 'getSnapshot' | 'subscribe'>
  /** What came back from an earlier page; null where the queue begins here. */
  readonly returned: Returned | null
}

export interface Returned {
  /** Files that were not in their document yet. */
  readonly files: number
  readonly locked: LockedFiles
  /** Files of which too little could be read to go on with them, by name; empty where not even that could be read. */
  readonly lost: readonly string[]
}

/** What the page waits for, with its queue not open yet. */
export type OpeningWait =
  /** The browser has not opened its database. */
  | 'database'
  /** A page with an older version of the database holds it. */
  | 'older-page'
  /** A page that does not answer holds the queue: it is just going, or is asleep. */
  | 'lock'

/** A queue of the same person that another tab has; null as long as that tab has not said how far it is. */
export interface QueueElsewhere {
  readonly queueId: string
  readonly progress: QueueProgress | null
}

export interface TabQueueSnapshot {
  /** Null as long as the page waits. */
  readonly queue: OpenQueue | null
  readonly waitsFor: OpeningWait | null
  readonly elsewhere: readonly QueueElsewhere[]
}

/** What the browser keeps things in. */
export interface BrowserStores {
  readonly openDatabase: (neighbours: DatabaseNeighbours) => Promise<JournalDatabase>
  /** Null on plain http, where two tabs could drive one queue. */
  readonly locks: QueueLocks | null
  readonly channel: TabChannel
  readonly storage: PageStorage
  readonly estimate: () => Promise<StorageEstimate>
}

export type DoorsButJournal = Omit<Doors, 'journal'>
