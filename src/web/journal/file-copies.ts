import { isInspected, type SourceFile } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { JournalChange } from '../../engine/journal/journal-change.ts'
import { eachInTurn, whole } from './journal-database.ts'
import type { Copy, JournalDatabase } from './journal-stores.ts'

/** Largest file copied: enough for photographs, scans and office files. Larger files are few and easily chosen again. */
export const copyMaxBytes = 8 * 1024 * 1024
/** Largest total for one queue: covers the next minutes of uploads without filling the disk. */
const copiesMaxBytes = 256 * 1024 * 1024
/** Largest share of the site's remaining storage quota. */
const shareOfFree = 0.25
/** Files per transaction: one transaction each would cost more than writing the files. */
const copiedAtOnce = 32
/** Bytes after which a transaction takes no further file. */
const bytesAtOnce = 4 * 1024 * 1024
/** Pause after copying, in multiples of the time it took: uploads come first, copying gets a third of the time. */
const restPerCopying = 2
const leastRestMs = 50
/** Uploads as fast as this send within 20 s all that copies could keep, and copying takes the processor and the disk from them. */
const fastBytesPerSecond = copiesMaxBytes / 20
const restWhileFastMs = 250

interface FileCopiesOptions {
  /** Database and id of the queue at present; null before the database is open. */
  readonly storage: () => { readonly database: JournalDatabase; readonly queueId: string } | null
  readonly estimate: () => Promise<StorageEstimate>
  /** How fast files are being uploaded; null where nothing has been confirmed yet. */
  readonly bytesPerSecond: () => number | null
}

/**
 * Stores copies of small files while they wait, in queue order, so that most queues continue after a reload without the
 * person's help. Uploads go first: while they are so fast that a copy would hardly outlive its file's wait, none is made. A failed
 * copy affects nothing else.
 */
export class FileCopies {
  readonly #options: FileCopiesOptions
  readonly #kept = new Map<JobId, number>()
  /** Copies made by an earlier page, which may be the only source of the bytes. */
  readonly #inherited = new Set<JobId>()
  readonly #wanted = new Map<JobId, SourceFile>()
  /** Altered files, each copied anew: what was copied before has other bytes. */
  readonly #altered = new Map<JobId, SourceFile>()
  #keptBytes = 0
  #maxBytes: number | null = null
  #isCopying = false
  /** In WebKit's private windows storing a Blob aborts the transaction; ArrayBuffers work (seen in WebKitGTK 2.50). */
  #asBuffers = false

  constructor(options: FileCopiesOptions) {
    this.#options = options
  }

  /** Takes over existing copies with their sizes in bytes. */
  takeUp(kept: ReadonlyMap<JobId, number>): void {
    for (const [id, sizeBytes] of kept) {
      this.#inherited.add(id)
      this.#kept.set(id, sizeBytes)
      this.#keptBytes += sizeBytes
    }
  }

  /**
   * Deletes all copies whose bytes are available otherwise, and makes no more.
   *
   * @returns Whether any were deleted.
   */
  async giveUp(): Promise<boolean> {
    this.#maxBytes = 0
    this.#wanted.clear()
    const gone = [...this.#kept.keys()].filter((id) => !this.#inherited.has(id) && this.#letGo(id))
    const storage = this.#options.storage()
    if (!storage || gone.length === 0) return false
    return remove(storage, gone).then(
      () => true,
      () => false,
    )
  }

  /** Copies new files, and deletes the copies of jobs that are done or removed. */
  follow({ files, states, removed }: Pick<JournalChange, 'files' | 'states' | 'removed'>): void {
    for (const { id, file, altered } of files) {
      if (altered && this.#altered.get(id) !== file) this.#replaceWanted(id, file)
      else if (isInspected(file) && file.sizeBytes <= copyMaxBytes && !this.#kept.has(id)) this.#wanted.set(id, file)
    }
    const arrived = states.filter(({ stage }) => stage.at === 'done').map(({ id }) => id)
    this.#forget([...arrived, ...removed])
    if (!this.#isCopying && this.#wanted.size > 0) void this.#copyOn()
  }

  /** An altered picture is in the page's memory only, so it is copied although it is large. */
  #replaceWanted(id: JobId, file: SourceFile): void {
    // Should it stay, its size is another one, and a later page refuses it.
    const storage = this.#options.storage()
    if (this.#letGo(id) && storage) remove(storage, [id]).catch(() => undefined)
    this.#inherited.delete(id)
    this.#altered.set(id, file)
    this.#wanted.set(id, file)
  }

  #forget(ids: readonly JobId[]): void {
    for (const id of ids) {
      this.#wanted.delete(id)
      this.#altered.delete(id)
    }
    const gone = ids.filter((id) => this.#letGo(id))
    const storage = this.#options.storage()
    if (gone.length === 0 || !storage) return
    // A copy left behind is deleted with its queue.
    remove(storage, gone).catch(() => undefined)
  }

  async #copyOn(): Promise<void> {
    this.#isCopying = true
    this.#maxBytes ??= await this.#room()
    for (let next = this.#next(); next.length > 0; next = this.#next()) {
      if ((this.#options.bytesPerSecond() ?? 0) >= fastBytesPerSecond) {
        await pause(restWhileFastMs)
        continue
      }
      const sinceMs = performance.now()
      await this.#copy(next)
      const restMs = Math.max(leastRestMs, (performance.now() - sinceMs) * restPerCopying)
      if (this.#next().length > 0) await pause(restMs)
    }
    this.#isCopying = false
  }

  /** The next files that fit the quota and one transaction. */
  #next(): readonly (readonly [JobId, SourceFile])[] {
    const next: (readonly [JobId, SourceFile])[] = []
    let bytes = 0
    for (const [id, file] of this.#wanted) {
      if (next.length === copiedAtOnce || bytes >= bytesAtOnce) break
      bytes += file.sizeBytes
      if (this.#keptBytes + bytes > (this.#maxBytes ?? 0)) break
      next.push([id, file])
    }
    return next
  }

  async #copy(files: readonly (readonly [JobId, SourceFile])[]): Promise<void> {
    const opened = await Promise.all(files.map(([, file]) => file.open().catch(() => null)))
    // Jobs may have ended while the files were opened.
    const copies = files.flatMap(([id, file], at) => {
      const bytes = opened[at] ?? null
      const isStillWanted = this.#wanted.get(id) === file && this.#wanted.delete(id)
      return isStillWanted && bytes ? [{ id, file, bytes }] : []
    })
    // Counted before the write, so that a deletion is always queued after it.
    for (const { id, file } of copies) {
      this.#kept.set(id, file.sizeBytes)
      this.#keptBytes += file.sizeBytes
    }
    try {
      await this.#file(copies)
    } catch (error: unknown) {
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
      const stillKept = copies.filter(({ id }) => this.#letGo(id))
      // No space: copy no more until some copies have been deleted.
      if (isFull) this.#maxBytes = this.#keptBytes
      else if (!this.#asBuffers) {
        this.#asBuffers = true
        for (const { id, file } of stillKept) this.#wanted.set(id, file)
      }
    }
  }

  async #file(copies: readonly { readonly id: JobId; readonly bytes: Blob }[]): Promise<void> {
    const storage = this.#options.storage()
    if (!storage) throw new Error('No database has been opened')
    const { database, queueId } = storage
    const asFiled = async (bytes: Blob): Promise<Copy> => (this.#asBuffers ? bytes.arrayBuffer() : bytes)
    const filed = await Promise.all(copies.map(async ({ id, bytes }) => ({ id, copy: await asFiled(bytes) })))
    const transaction = database.transaction('copies', 'readwrite')
    await whole(transaction, () => eachInTurn(filed, ({ id, copy }) => transaction.store.put(copy, [queueId, id])))
  }

  #letGo(id: JobId): boolean {
    this.#keptBytes -= this.#kept.get(id) ?? 0
    return this.#kept.delete(id)
  }

  async #room(): Promise<number> {
    const { quota, usage = 0 } = await this.#options.estimate().catch((): StorageEstimate => ({}))
    // Without an estimate rely on the browser to refuse writes over its quota.
    if (quota === undefined) return copiesMaxBytes
    return Math.min(copiesMaxBytes, this.#keptBytes + (quota - usage) * shareOfFree)
  }
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}

async function remove({ database, queueId }: { database: JournalDatabase; queueId: string }, ids: readonly JobId[]) {
  const transaction = database.transaction('copies', 'readwrite')
  await whole(transaction, () => eachInTurn(ids, (id) => transaction.store.delete([queueId, id])))
}
