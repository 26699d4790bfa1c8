import { createUploads } from '../../engine/create-uploads.ts'
import { FileUnreadable, type Doors } from '../../engine/doors.ts'
import type { JobId } from '../../engine/job.ts'
import type { RestoredQueue } from '../../engine/journal-change.ts'
import type { Uploads } from '../../engine/uploads.ts'
import { handleOf } from '../drop/source-file.ts'
import type { PageStorage } from '../wire/browser-storage.ts'
import { claimQueue, noteStopped } from './claim-queue.ts'
import { FileCopies } from './file-copies.ts'
import { FilePacks } from './file-packs.ts'
import type { FiledQueue } from './filed-queue.ts'
import { permissionOf } from './handle-permission.ts'
import type { Copy, JournalDatabase } from './journal-database.ts'
import { Keeping } from './keeping.ts'
import { LockedFiles, type LockedFile } from './locked-files.ts'
import { QueueJournal } from './queue-journal.ts'
import type { QueueLocks } from './queue-locks.ts'
import { restoredQueue } from './restored-queue.ts'

/** A queue, and what the page tells of its life beyond the page. */
export interface OpenQueue {
  readonly uploads: Uploads
  readonly keeping: Pick<Keeping, 'getSnapshot' | 'subscribe'>
  /** What came back from an earlier page; null where the queue begins here. */
  readonly returned: Returned | null
  /** Another person goes on with it. */
  readonly own: (openId: string) => void
}

export interface Returned {
  /** Files that were not in their document yet. */
  readonly files: number
  readonly locked: LockedFiles
}

/** What the browser keeps things in. */
export interface BrowserKeeps {
  readonly openDatabase: () => Promise<JournalDatabase>
  /** Null on plain http, where two tabs could drive one queue. */
  readonly locks: QueueLocks | null
  readonly storage: PageStorage
  readonly estimate: () => Promise<StorageEstimate>
}

type DoorsButJournal = Omit<Doors, 'journal'>

/** Some browsers never answer when their database is broken; the page goes on without it then. */
const openingLimitMs = 3_000

/**
 * Opens a person's queue: what an earlier page left behind, or a new one. Where the browser keeps nothing, the queue ends with
 * the page.
 */
export async function openQueue(doors: DoorsButJournal, keeps: BrowserKeeps, ownerOpenId: string): Promise<OpenQueue> {
  const claimed = await Promise.race([claim(doors, keeps, ownerOpenId), tooLate(doors)]).catch(() => null)
  return claimed ? openKept(doors, keeps, claimed) : openUnkept(doors)
}

interface Claimed {
  readonly database: JournalDatabase
  readonly filed: FiledQueue
  readonly permissions: ReadonlyMap<FileSystemHandle, PermissionState>
}

async function claim(doors: DoorsButJournal, keeps: BrowserKeeps, ownerOpenId: string): Promise<Claimed | null> {
  const { locks, storage } = keeps
  if (!locks) return null
  const database = await keeps.openDatabase()
  const [nowMs, newQueueId] = [doors.clock.nowMs(), doors.chance.uuid()]
  const filed = await claimQueue({ database, locks, storage, ownerOpenId, nowMs, newQueueId })
  const ask = async (handle: FileSystemHandle) => [handle, await permissionOf(handle)] as const
  return { database, filed, permissions: new Map(await Promise.all([...filed.handles.values()].map(ask))) }
}

async function tooLate({ clock }: DoorsButJournal): Promise<null> {
  await clock.sleep(openingLimitMs, new AbortController().signal)
  return null
}

function openKept(doors: DoorsButJournal, keeps: BrowserKeeps, claimed: Claimed): OpenQueue {
  const { database, filed, permissions } = claimed
  const { queueId } = filed.queue
  const restored = restoredQueue(filed, {
    fetchCopy: (id) => fetchCopy(database, queueId, id),
    isReadable: (handle) => permissions.get(handle) === 'granted',
  })
  const keeping = new Keeping()
  const journal = new QueueJournal({
    database,
    queue: filed.queue,
    packs: new FilePacks(filed.packs),
    handles: new Map([...filed.handles].map(([id, handle]) => [handle, id])),
    copies: new FileCopies({ database, queueId, kept: copiesIn(filed), estimate: keeps.estimate }),
    nowMs: () => doors.clock.nowMs(),
    onStopped: () => {
      noteStopped(queueId, keeps.storage)
      keeping.end()
    },
  })
  const uploads = createUploads({ ...doors, journal }, restored)
  const returned = returnedOf(restored, new LockedFiles(uploads, lockedFilesIn(restored, permissions)))
  return { uploads, keeping, returned, own: (openId) => void journal.own(openId) }
}

function openUnkept(doors: DoorsButJournal): OpenQueue {
  const keeping = new Keeping()
  keeping.end()
  const uploads = createUploads({ ...doors, journal: { write: () => Promise.resolve() } })
  return { uploads, keeping, returned: null, own: () => undefined }
}

function returnedOf({ jobs }: RestoredQueue, locked: LockedFiles): Returned | null {
  const unfinished = jobs.filter(({ state }) => state?.stage.at !== 'done' && state?.stage.at !== 'cancelled')
  return unfinished.length > 0 ? { files: unfinished.length, locked } : null
}

function lockedFilesIn({ jobs }: RestoredQueue, permissions: Claimed['permissions']): readonly LockedFile[] {
  return jobs.flatMap(({ id, file, lacksFile }) => {
    const handle = handleOf(file)
    return lacksFile && handle && permissions.get(handle) === 'prompt' ? [{ id, file, handle }] : []
  })
}

function copiesIn({ packs, copies }: FiledQueue): ReadonlyMap<JobId, number> {
  const files = packs.flatMap(([, each]) => each)
  return new Map(files.flatMap(({ id, seen }) => (copies.has(id) ? [[id, seen?.sizeBytes ?? 0]] : [])))
}

async function fetchCopy(database: JournalDatabase, queueId: string, id: JobId): Promise<Copy> {
  const copy = await database.get('copies', [queueId, id])
  if (!copy) throw new FileUnreadable('unreadable')
  return copy
}
