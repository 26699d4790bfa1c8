import { createUploads } from '../../engine/queue/create-uploads.ts'
import { FileUnreadable } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { RestoredJob, RestoredQueue } from '../../engine/journal/journal-change.ts'
import type { QueueSnapshot, Uploads } from '../../engine/queue/uploads.ts'
import { handleOf, fileInMemory } from '../drop/page-file.ts'
import { forgetStopped, noteStopped } from './claim-queue.ts'
import { FileCopies } from '../journal/file-copies.ts'
import type { FiledQueue } from '../journal/filed-queue.ts'
import { permissionOf } from '../journal/handle-permission.ts'
import type { Copy, JournalDatabase } from '../journal/journal-stores.ts'
import { keptDespite, type JournalStatus } from '../journal/journal-status.ts'
import { KeptThumbnails } from '../journal/kept-thumbnails.ts'
import { LockedFiles } from '../journal/locked-files.ts'
import { QueueJournal } from '../journal/queue-journal.ts'
import type { Release } from './queue-locks.ts'
import { restoredQueue } from '../journal/restored-queue.ts'
import { StoppableDoors } from './stoppable-doors.ts'
import type { QueueProgress } from './tab-channel.ts'
import type { BrowserStores, DoorsButJournal, Returned } from './tab-queue-snapshot.ts'

interface RunningQueueOptions {
  readonly doors: DoorsButJournal
  readonly keeps: Pick<BrowserStores, 'storage' | 'estimate'>
  readonly ownerOpenId: string
  readonly journalStatus: JournalStatus
  readonly reopen: () => Promise<JournalDatabase>
}

/** An engine with its journal, from its start until another tab takes it over. */
export class RunningQueue {
  readonly uploads: Uploads
  readonly journal: QueueJournal
  readonly journalStatus: JournalStatus
  readonly thumbnails = new KeptThumbnails(() => this.#storage())
  /** Release the locks that this tab holds for the queue. */
  readonly releases: Release[] = []
  readonly #doors: StoppableDoors
  #lockedFiles: readonly RestoredJob[] = []

  constructor({ doors, keeps, ownerOpenId, journalStatus, reopen }: RunningQueueOptions) {
    const { clock, chance } = doors
    this.journalStatus = journalStatus
    this.journal = new QueueJournal({
      // Written with the first change only: a `touchedAtMs` of 0 is always due.
      queue: { queueId: chance.uuid(), ownerOpenId, createdAtMs: clock.nowMs(), touchedAtMs: 0, order: null },
      copies: new FileCopies({
        storage: () => this.#storage(),
        estimate: keeps.estimate,
        bytesPerSecond: () => this.uploads.getPace().confirmedBytesPerSecond,
      }),
      thumbnails: this.thumbnails,
      reopen,
      nowMs: () => clock.nowMs(),
      onStopped: (cause) => {
        noteStopped(this.journal.queueId, keeps.storage)
        journalStatus.become(keptDespite(cause))
      },
      onCaughtUp: () => {
        forgetStopped(this.journal.queueId, keeps.storage)
        journalStatus.become('kept')
      },
    })
    this.#doors = new StoppableDoors(doors, this.journal)
    this.uploads = createUploads(this.#doors.doors)
  }

  /** Whether files are pending that would be lost without the page or its journal. */
  get isUnfinished(): boolean {
    const { ids, counts } = this.uploads.getSnapshot()
    return counts.done + counts.cancelled < ids.length
  }

  /** Takes up a queue of an earlier page. `given`: files handed over by the tab that had it. */
  async takeUp(filed: FiledQueue, given: ReadonlyMap<JobId, File>): Promise<Returned> {
    const permissions = await permissionsOf(filed)
    await this.journal.takeUp(filed)
    const restored = restoredQueue(filed, {
      given,
      fetchCopy: (id) => this.#fetchCopy(id),
      isReadable: (handle) => permissions.get(handle) === 'granted',
    })
    this.uploads.takeUp(restored)
    this.#lockedFiles = [...this.#lockedFiles, ...lockedFilesIn(restored, permissions)]
    return { files: unfinishedIn(restored), locked: this.locked, lost: filed.lost }
  }

  /** Files of all restored queues that need the person's permission to be read. */
  get locked(): LockedFiles {
    return new LockedFiles(this.uploads, this.#lockedFiles)
  }

  /** Stops all calls and writes. Resolves once pending database writes are done. */
  async stop(): Promise<void> {
    this.#doors.stop()
    await this.journal.flushed()
  }

  /** Files of pending jobs that exist only in memory, neither in the database nor behind a handle. */
  filesInMemory(): ReadonlyMap<JobId, File> {
    const files = new Map<JobId, File>()
    for (const id of this.uploads.getSnapshot().ids) {
      const job = this.uploads.getJob(id)
      const file = job && job.stage.at !== 'done' ? fileInMemory(job.file) : null
      if (file) files.set(id, file)
    }
    return files
  }

  #storage() {
    const { database, queueId } = this.journal
    return database && { database, queueId }
  }

  async #fetchCopy(id: JobId): Promise<Copy> {
    const copy = await this.journal.database?.get('copies', [this.journal.queueId, id])
    if (!copy) throw new FileUnreadable('unreadable')
    return copy
  }
}

export function progressOf({ ids, counts, hold }: QueueSnapshot, isMovable: boolean): QueueProgress {
  return {
    done: counts.done,
    files: ids.length - counts.cancelled,
    failed: counts.failed,
    isStopped: hold !== null || counts.active + counts.waiting === 0,
    isMovable,
  }
}

type Permissions = ReadonlyMap<FileSystemHandle, PermissionState>

async function permissionsOf({ handles }: FiledQueue): Promise<Permissions> {
  const ask = async (handle: FileSystemHandle) => [handle, await permissionOf(handle)] as const
  return new Map(await Promise.all([...handles.values()].map(ask)))
}

function unfinishedIn({ jobs }: RestoredQueue): number {
  return jobs.filter(({ state }) => state?.stage.at !== 'done' && state?.stage.at !== 'cancelled').length
}

function lockedFilesIn({ jobs }: RestoredQueue, permissions: Permissions): readonly RestoredJob[] {
  return jobs.filter(({ file, lacksFile }) => {
    const handle = handleOf(file)
    return lacksFile && handle !== null && permissions.get(handle) === 'prompt'
  })
}
