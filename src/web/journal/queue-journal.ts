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

/** How far `touchedAtMs` may lag behind. */
const touchEveryMs = 60 * 60 * 1000

const stores = ['queues', 'packs', 'states', 'creations', 'discards', 'handles'] as const
type Transaction = ReturnType<typeof begin>

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
    const isWritten = await this.#try((transaction) => this.#put(transaction, change), durabilityOf(change))
    if (isWritten) this.#options.copies.follow(change)
  }

  /** Somebody else goes on with the queue. */
  async own(ownerOpenId: string): Promise<void> {
    this.#queue = { ...this.#queue, ownerOpenId }
    await this.#try((transaction) => this.#putQueue(transaction), 'strict')
  }

  async #try(steps: (transaction: Transaction) => Promise<void>, durability: IDBTransactionDurability) {
    if (this.#isStopped) return false
    try {
      const transaction = begin(this.#options.database, durability)
      await whole(transaction, () => steps(transaction))
      return true
    } catch {
      this.#isStopped = true
      this.#options.onStopped()
      return false
    }
  }

  async #put(transaction: Transaction, change: JournalChange): Promise<void> {
    const { queueId } = this.#queue
    const [creations, discards] = [transaction.objectStore('creations'), transaction.objectStore('discards')]
    await this.#touch(transaction, change.order)
    await this.#putFiles(transaction, change)
    const states = transaction.objectStore('states')
    await eachInTurn(change.states, (state) => states.put(state, [queueId, state.id]))
    await this.#remove(transaction, change.removed)
    await eachInTurn(change.creations, (each) => creations.put(each, [queueId, each.input.clientToken]))
    await eachInTurn(change.settled, (clientToken) => creations.delete([queueId, clientToken]))
    await eachInTurn(change.discards, (each) => discards.put(each, [queueId, each.blockId]))
    await eachInTurn(change.discarded, (blockId) => discards.delete([queueId, blockId]))
  }

  async #touch(transaction: Transaction, order: readonly JobId[] | null): Promise<void> {
    const nowMs = this.#options.nowMs()
    if (order === null && nowMs - this.#queue.touchedAtMs < touchEveryMs) return
    this.#queue = { ...this.#queue, touchedAtMs: nowMs, order: order ?? this.#queue.order }
    await this.#putQueue(transaction)
  }

  async #putQueue(transaction: Transaction): Promise<void> {
    await transaction.objectStore('queues').put(this.#queue)
  }

  async #putFiles(transaction: Transaction, { files, removed }: JournalChange): Promise<void> {
    const { packs } = this.#options
    const { queueId } = this.#queue
    for (const file of files) await this.#putHandle(transaction, file)
    for (const file of files) packs.put(this.#recordOf(file))
    for (const id of removed) packs.remove(id)
    // One after another: each pack takes the page a millisecond or two.
    for (const [number, records] of packs.takeChanged()) {
      const store = transaction.objectStore('packs')
      await (records.length > 0 ? store.put(records, [queueId, number]) : store.delete([queueId, number]))
    }
  }

  async #putHandle(transaction: Transaction, { id, file }: JournalFile): Promise<void> {
    const handle = handleOf(file)
    if (!handle || this.#handles.has(handle)) return
    this.#handles.set(handle, id)
    await transaction.objectStore('handles').put(handle, [this.#queue.queueId, id])
  }

  async #remove(transaction: Transaction, removed: readonly JobId[]): Promise<void> {
    const { queueId } = this.#queue
    const [states, handles] = [transaction.objectStore('states'), transaction.objectStore('handles')]
    if (removed.length > 0 && this.#options.packs.isEmpty) {
      await states.delete(rangeOf(queueId))
      await handles.delete(rangeOf(queueId))
      return
    }
    await eachInTurn(removed, (id) => states.delete([queueId, id]))
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
