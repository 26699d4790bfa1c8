import type { SourceFile } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { JournalChange } from '../../engine/journal/journal-change.ts'
import { eachInTurn, whole } from './journal-database.ts'
import type { Copy, JournalDatabase } from './journal-stores.ts'

/** Holds photographs, scans and office files; larger ones are seldom many, and quickly given again by hand. */
export const copyMaxBytes = 8 * 1024 * 1024
/** Of one queue: the next minutes of uploads, and no burden on a disk. */
const copiesMaxBytes = 256 * 1024 * 1024
/** Share of what the browser would still let this site keep, at most. */
const shareOfFree = 0.25
/** Files copied in one go: a transaction for each would cost more than the files. */
const copiedAtOnce = 32
/** Bytes after which no further file joins a go. */
const bytesAtOnce = 4 * 1024 * 1024
/** The browser has more to do than this, uploads above all: copies take a third of the time at most. */
const restPerCopying = 2
const leastRestMs = 50

interface FileCopiesOptions {
  /** Where the queue lies just now. */
  readonly place: () => { readonly database: JournalDatabase; readonly queueId: string } | null
  readonly estimate: () => Promise<StorageEstimate>
}

/**
 * Keeps the bytes of small files while they wait, in the order they came, so that most queues go on after
 * a reload without a person's help. Copies are a convenience: whatever goes wrong with one, nothing else suffers.
 */
export class FileCopies {
  readonly #options: FileCopiesOptions
  readonly #kept = new Map<JobId, number>()
  /** Copies that an earlier page made: this one has the bytes nowhere else. */
  readonly #inherited = new Set<JobId>()
  readonly #wanted = new Map<JobId, SourceFile>()
  #keptBytes = 0
  #maxBytes: number | null = null
  #isCopying = false
  /** A private window of WebKit files buffers only: a Blob ends the transaction (seen in WebKitGTK 2.50). */
  #asBuffers = false

  constructor(options: FileCopiesOptions) {
    this.#options = options
  }

  /** Copies that lie in the database already, with their sizes. */
  takeUp(kept: ReadonlyMap<JobId, number>): void {
    for (const [id, sizeBytes] of kept) {
      this.#inherited.add(id)
      this.#kept.set(id, sizeBytes)
      this.#keptBytes += sizeBytes
    }
  }

  /**
   * Gives back the room of all copies whose bytes are at hand otherwise, and makes no more.
   *
   * @returns Whether there were any.
   */
  async giveUp(): Promise<boolean> {
    this.#maxBytes = 0
    this.#wanted.clear()
    const gone = [...this.#kept.keys()].filter((id) => !this.#inherited.has(id) && this.#letGo(id))
    const place = this.#options.place()
    if (!place || gone.length === 0) return false
    return remove(place, gone).then(
      () => true,
      () => false,
    )
  }

  /** Copies what came, and lets go of what has arrived or was taken off the list. */
  follow({ files, states, removed }: Pick<JournalChange, 'files' | 'states' | 'removed'>): void {
    for (const { id, file } of files) {
      if ('open' in file && file.sizeBytes <= copyMaxBytes && !this.#kept.has(id)) this.#wanted.set(id, file)
    }
    const arrived = states.filter(({ stage }) => stage.at === 'done').map(({ id }) => id)
    this.#forget([...arrived, ...removed])
    if (!this.#isCopying && this.#wanted.size > 0) void this.#copyOn()
  }

  #forget(ids: readonly JobId[]): void {
    for (const id of ids) this.#wanted.delete(id)
    const gone = ids.filter((id) => this.#letGo(id))
    const place = this.#options.place()
    if (gone.length === 0 || !place) return
    // A copy that stays behind harms nobody; it goes with its queue.
    remove(place, gone).catch(() => undefined)
  }

  async #copyOn(): Promise<void> {
    this.#isCopying = true
    this.#maxBytes ??= await this.#room()
    for (let next = this.#next(); next.length > 0; next = this.#next()) {
      const sinceMs = performance.now()
      await this.#copy(next)
      const restMs = Math.max(leastRestMs, (performance.now() - sinceMs) * restPerCopying)
      if (this.#next().length > 0) await new Promise((resolve) => setTimeout(resolve, restMs))
    }
    this.#isCopying = false
  }

  /** As many as there is room for, and as go in one transaction. */
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
    // A job may have ended meanwhile.
    const copies = files.flatMap(([id, file], at) => {
      const bytes = opened[at] ?? null
      return this.#wanted.delete(id) && bytes ? [{ id, file, bytes }] : []
    })
    // Counted before they are there, so that letting one go comes after it.
    for (const { id, file } of copies) {
      this.#kept.set(id, file.sizeBytes)
      this.#keptBytes += file.sizeBytes
    }
    try {
      await this.#file(copies)
    } catch (error: unknown) {
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
      const stillKept = copies.filter(({ id }) => this.#letGo(id))
      // The disk is full after all: no more before some of these are let go.
      if (isFull) this.#maxBytes = this.#keptBytes
      else if (!this.#asBuffers) {
        this.#asBuffers = true
        for (const { id, file } of stillKept) this.#wanted.set(id, file)
      }
    }
  }

  async #file(copies: readonly { readonly id: JobId; readonly bytes: Blob }[]): Promise<void> {
    const place = this.#options.place()
    if (!place) throw new Error('No database has been opened')
    const { database, queueId } = place
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
    // A browser that does not tell how much room there is still refuses what it has no room for.
    if (quota === undefined) return copiesMaxBytes
    return Math.min(copiesMaxBytes, this.#keptBytes + (quota - usage) * shareOfFree)
  }
}

async function remove({ database, queueId }: { database: JournalDatabase; queueId: string }, ids: readonly JobId[]) {
  const transaction = database.transaction('copies', 'readwrite')
  await whole(transaction, () => eachInTurn(ids, (id) => transaction.store.delete([queueId, id])))
}
