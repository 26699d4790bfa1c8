import type { Journal } from '../../engine/doors.ts'
import type { JournalChange, JournalFile } from '../../engine/journal-change.ts'
import type { JobId } from '../../engine/job.ts'
import { handleOf } from '../drop/source-file.ts'
import type { FileCopies } from './file-copies.ts'
import type { FilePacks } from './file-packs.ts'
import {
  eachInTurn,
  rangeOf,
  whole,
  type FileRecord,
  type JournalDatabase,
  type QueueRecord,
} from './journal-database.ts'

/** Files written down in the task in which they came; more than a pack of them would make it a long one. */
const filesWithoutBreath = 500
/** How far `touchedAtMs` may lag behind. */
const touchEveryMs = 60 * 60 * 1000

const stores = ['queues', 'packs', 'states', 'creations', 'discards', 'handles'] as const
type Transaction = ReturnType<typeof begin>
/** Makes one request of a transaction. */
type Request = () => Promise<unknown>

interface QueueJournalOptions {
  readonly database: JournalDatabase
  readonly queue: QueueRecord
  readonly packs: FilePacks
  /** Handles in the database, by the job they are filed under. */
  readonly handles: ReadonlyMap<FileSystemHandle, JobId>
  readonly copies: Pick<FileCopies, 'follow'>
  readonly nowMs: () => number
  /** Nothing more is written from here on. */
  readonly onStopped: () => void
}

/** Writes one queue into the browser's database. When that fails it stops for good, for a journal with a gap would lie. */
export class QueueJournal implements Journal {
  readonly #options: QueueJournalOptions
  readonly #handles: Map<FileSystemHandle, JobId>
  #queue: QueueRecord
  #isStopped = false

  constructor(options: QueueJournalOptions) {
    this.#options = options
    this.#queue = options.queue
    this.#handles = new Map(options.handles)
  }

  async write(change: JournalChange): Promise<void> {
    if (change.files.length > filesWithoutBreath) await new Promise((resolve) => setTimeout(resolve))
    const isWritten = await this.#try((transaction) => this.#requests(transaction, change), durabilityOf(change))
    if (isWritten) this.#options.copies.follow(change)
  }

  /** Somebody else goes on with the queue. */
  async own(ownerOpenId: string): Promise<void> {
    this.#queue = { ...this.#queue, ownerOpenId }
    await this.#try((transaction) => [this.#puttingQueue(transaction)], 'strict')
  }

  async #try(requestsOf: (transaction: Transaction) => Iterable<Request>, durability: IDBTransactionDurability) {
    if (this.#isStopped) return false
    try {
      const transaction = begin(this.#options.database, durability)
      const commit = () => transaction.commit()
      await whole(transaction, () => eachInTurn(requestsOf(transaction), (make) => make(), commit))
      return true
    } catch {
      this.#isStopped = true
      this.#options.onStopped()
      return false
    }
  }

  *#requests(transaction: Transaction, change: JournalChange): Generator<Request> {
    const { queueId } = this.#queue
    const [creations, discards] = [transaction.objectStore('creations'), transaction.objectStore('discards')]
    const states = transaction.objectStore('states')
    if (this.#touch(change.order)) yield this.#puttingQueue(transaction)
    yield* this.#puttingFiles(transaction, change)
    for (const state of change.states) yield () => states.put(state, [queueId, state.id])
    yield* this.#removing(transaction, change.removed)
    for (const each of change.creations) yield () => creations.put(each, [queueId, each.input.clientToken])
    for (const clientToken of change.settled) yield () => creations.delete([queueId, clientToken])
    for (const each of change.discards) yield () => discards.put(each, [queueId, each.blockId])
    for (const blockId of change.discarded) yield () => discards.delete([queueId, blockId])
  }

  /** Whether the queue's own record is to be written. */
  #touch(order: readonly JobId[] | null): boolean {
    const nowMs = this.#options.nowMs()
    if (order === null && nowMs - this.#queue.touchedAtMs < touchEveryMs) return false
    this.#queue = { ...this.#queue, touchedAtMs: nowMs, order: order ?? this.#queue.order }
    return true
  }

  #puttingQueue(transaction: Transaction): Request {
    return () => transaction.objectStore('queues').put(this.#queue)
  }

  *#puttingFiles(transaction: Transaction, { files, removed }: JournalChange): Generator<Request> {
    const { packs } = this.#options
    const { queueId } = this.#queue
    const [store, handles] = [transaction.objectStore('packs'), transaction.objectStore('handles')]
    for (const { id, file } of files) {
      const handle = handleOf(file)
      if (!handle || this.#handles.has(handle)) continue
      this.#handles.set(handle, id)
      yield () => handles.put(handle, [queueId, id])
    }
    for (const file of files) packs.put(this.#recordOf(file))
    for (const id of removed) packs.remove(id)
    for (const [number, records] of packs.takeChanged()) {
      yield () => (records.length > 0 ? store.put(records, [queueId, number]) : store.delete([queueId, number]))
    }
  }

  *#removing(transaction: Transaction, removed: readonly JobId[]): Generator<Request> {
    const { queueId } = this.#queue
    const [states, handles] = [transaction.objectStore('states'), transaction.objectStore('handles')]
    if (removed.length > 0 && this.#options.packs.isEmpty) {
      yield () => states.delete(rangeOf(queueId))
      yield () => handles.delete(rangeOf(queueId))
      return
    }
    for (const id of removed) yield () => states.delete([queueId, id])
  }

  #recordOf({ id, file, target }: JournalFile): FileRecord {
    const { name, path } = file
    const handle = handleOf(file)
    return {
      id,
      name,
      path,
      seen: 'open' in file ? { sizeBytes: file.sizeBytes, lastModifiedMs: file.lastModifiedMs, type: file.type } : null,
      target,
      handleOf: handle && (this.#handles.get(handle) ?? null),
    }
  }
}

function begin(database: JournalDatabase, durability: IDBTransactionDurability) {
  return database.transaction(stores, 'readwrite', { durability })
}

/**
 * A browser's crash loses nothing that was committed, however relaxed; a power cut may take the last seconds. That is only
 * work done again, except for a creation of blocks that already left: it has to be on the disk first, or its blocks would stand
 * in the document twice.
 */
function durabilityOf({ creations }: JournalChange): IDBTransactionDurability {
  return creations.length > 0 ? 'strict' : 'relaxed'
}
