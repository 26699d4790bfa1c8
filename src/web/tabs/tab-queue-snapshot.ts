import type { Doors } from '../../engine/doors.ts'
import type { Uploads } from '../../engine/queue/uploads.ts'
import type { PageStorage } from '../platform/browser-storage.ts'
import type { DatabaseNeighbours } from '../journal/journal-database.ts'
import type { JournalDatabase } from '../journal/journal-stores.ts'
import type { JournalStatus } from '../journal/journal-status.ts'
import type { KeptThumbnails } from '../journal/kept-thumbnails.ts'
import type { LockedFiles } from '../journal/locked-files.ts'
import type { QueueLocks } from './queue-locks.ts'
import type { QueueProgress, TabChannel } from './tab-channel.ts'

/** An open queue and whether it is kept. */
export interface OpenQueue {
  readonly uploads: Uploads
  readonly journalStatus: Pick<JournalStatus, 'getSnapshot' | 'subscribe'>
  readonly thumbnails: Pick<KeptThumbnails, 'find' | 'keep'>
  /** What was restored from an earlier page; null for a new queue. */
  readonly returned: Returned | null
}

export interface Returned {
  /** Number of files that had not arrived yet. */
  readonly files: number
  readonly locked: LockedFiles
  /** Names of files whose records are too damaged to restore; empty strings where even the name is lost. */
  readonly lost: readonly string[]
}

/** Why the queue is not open yet. */
export type OpeningWait =
  /** The browser has not opened its database. */
  | 'database'
  /** A page with an older version of the database holds it. */
  | 'older-page'
  /** A page that does not answer holds the queue's lock: it is closing or frozen. */
  | 'lock'

/** A queue of the same person in another tab. `progress` is null until that tab has answered. */
export interface QueueElsewhere {
  readonly queueId: string
  readonly progress: QueueProgress | null
}

export interface TabQueueSnapshot {
  /** Null while the page waits. */
  readonly queue: OpenQueue | null
  readonly waitsFor: OpeningWait | null
  readonly elsewhere: readonly QueueElsewhere[]
}

/** Before anything is known, and after the end. */
export const nothingShown: TabQueueSnapshot = { queue: null, waitsFor: null, elsewhere: [] }

/** The browser's storage and the means of talking to other tabs. */
export interface BrowserStores {
  readonly openDatabase: (neighbours: DatabaseNeighbours) => Promise<JournalDatabase>
  /** Null on plain http, where two tabs could run the same queue. */
  readonly locks: QueueLocks | null
  readonly channel: TabChannel
  readonly storage: PageStorage
  readonly estimate: () => Promise<StorageEstimate>
}

export type DoorsButJournal = Omit<Doors, 'journal'>
