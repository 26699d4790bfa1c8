import type { BlockId } from '../../contract/feishu/ids.ts'
import type { Job, JobId } from '../../engine/job/job.ts'
import type {
  JournalChange,
  JournalCreation,
  JournalDeletion,
  JournalDiscard,
  JournalState,
} from '../../engine/journal/journal-change.ts'
import { handleOf } from '../drop/page-file.ts'
import { FilePacks, seenOf, type Pack } from './file-packs.ts'
import type { FiledQueue } from './filed-queue.ts'
import { rangeOf } from './journal-database.ts'
import type { FileRecord, QueueRecord } from './journal-stores.ts'
import type { Request, Transaction } from './journal-transaction.ts'

/** Largest delay of `touchedAtMs`. */
const touchEveryMs = 60 * 60 * 1000

/** The records of one queue in memory: makes the requests that write a change, or the whole queue anew. */
export class QueueRecords {
  readonly #packs = new FilePacks()
  readonly #handles = new Map<FileSystemHandle, JobId>()
  readonly #states = new Map<JobId, JournalState>()
  readonly #creations = new Map<string, JournalCreation>()
  readonly #deletions = new Map<string, JournalDeletion>()
  readonly #discards = new Map<BlockId, JournalDiscard>()
  #queue: QueueRecord

  constructor(queue: QueueRecord) {
    this.#queue = queue
  }

  get queue(): QueueRecord {
    return this.#queue
  }

  get packs(): readonly Pack[] {
    return this.#packs.all()
  }

  get isEmpty(): boolean {
    return (
      this.#packs.isEmpty &&
      [this.#states, this.#creations, this.#deletions, this.#discards].every(({ size }) => size === 0)
    )
  }

  /** Whether a file is in the queue and has not arrived yet. */
  isToCome(id: JobId): boolean {
    return this.#packs.get(id) !== undefined && this.#states.get(id)?.stage.at !== 'done'
  }

  own(ownerOpenId: string): void {
    // 0 makes the next write include the queue's record.
    this.#queue = { ...this.#queue, ownerOpenId, touchedAtMs: 0 }
  }

  /** Appends a stored queue. `queue` is the record of both; the numbers of the packs were raised by `raisedBy`. */
  takeUp(filed: FiledQueue, queue: QueueRecord, raisedBy: number): void {
    this.#queue = queue
    this.#packs.takeUp(filed.packs, raisedBy)
    for (const [id, handle] of filed.handles) this.#handles.set(handle, id)
    for (const [id, state] of filed.states) this.#states.set(id, state)
    for (const each of filed.creations) this.#creations.set(each.input.clientToken, each)
    for (const each of filed.deletions) this.#deletions.set(each.input.clientToken, each)
    for (const each of filed.discards) this.#discards.set(each.blockId, each)
  }

  /** All records, to be written anew. */
  all(nowMs: number) {
    this.#queue = { ...this.#queue, touchedAtMs: nowMs }
    return {
      packs: this.#packs.all(),
      states: new Map(this.#states),
      handles: new Map([...this.#handles].map(([handle, id]) => [id, handle])),
      creations: [...this.#creations.values()],
      deletions: [...this.#deletions.values()],
      discards: [...this.#discards.values()],
    }
  }

  /** Applies a change in memory, whether or not it was written. */
  apply({ files, states, removed, creations, deletions, concluded, discards, discarded, order }: JournalChange): void {
    if (order) this.#queue = { ...this.#queue, order }
    for (const file of files) this.#packs.put(this.#recordOf(file))
    for (const state of states) this.#states.set(state.id, state)
    for (const id of removed) {
      this.#packs.remove(id)
      this.#states.delete(id)
    }
    for (const each of creations) this.#creations.set(each.input.clientToken, each)
    for (const each of deletions) this.#deletions.set(each.input.clientToken, each)
    for (const clientToken of concluded) {
      this.#creations.delete(clientToken)
      this.#deletions.delete(clientToken)
    }
    for (const each of discards) this.#discards.set(each.blockId, each)
    for (const blockId of discarded) this.#discards.delete(blockId)
    // The rewrite covers these packs.
    this.#packs.takeChanged()
  }

  /** The requests that write a change. */
  *requests(transaction: Transaction, change: JournalChange, nowMs: number): Generator<Request> {
    const { queueId } = this.#queue
    const [creations, deletions] = [transaction.objectStore('creations'), transaction.objectStore('deletions')]
    const [states, discards] = [transaction.objectStore('states'), transaction.objectStore('discards')]
    if (this.#touch(change.order, nowMs)) yield () => transaction.objectStore('queues').put(this.#queue)
    yield* this.#puttingFiles(transaction, change)
    for (const state of change.states) yield () => states.put(state, [queueId, state.id])
    yield* this.#removing(transaction, change.removed)
    for (const each of change.creations) yield () => creations.put(each, [queueId, each.input.clientToken])
    for (const each of change.deletions) yield () => deletions.put(each, [queueId, each.input.clientToken])
    for (const clientToken of change.concluded) {
      const store = this.#deletions.has(clientToken) ? deletions : creations
      yield () => store.delete([queueId, clientToken])
    }
    for (const each of change.discards) yield () => discards.put(each, [queueId, each.blockId])
    for (const blockId of change.discarded) yield () => discards.delete([queueId, blockId])
  }

  /** Whether the queue's own record has to be written. */
  #touch(order: readonly JobId[] | null, nowMs: number): boolean {
    if (order === null && nowMs - this.#queue.touchedAtMs < touchEveryMs) return false
    this.#queue = { ...this.#queue, touchedAtMs: nowMs, order: order ?? this.#queue.order }
    return true
  }

  *#puttingFiles(transaction: Transaction, { files, removed }: JournalChange): Generator<Request> {
    const { queueId } = this.#queue
    const [store, handles] = [transaction.objectStore('packs'), transaction.objectStore('handles')]
    for (const { id, file } of files) {
      const handle = handleOf(file)
      if (!handle || this.#handles.has(handle)) continue
      this.#handles.set(handle, id)
      yield () => handles.put(handle, [queueId, id])
    }
    for (const file of files) this.#packs.put(this.#recordOf(file))
    for (const id of removed) this.#packs.remove(id)
    for (const [number, records] of this.#packs.takeChanged()) {
      yield () => (records.length > 0 ? store.put(records, [queueId, number]) : store.delete([queueId, number]))
    }
  }

  *#removing(transaction: Transaction, removed: readonly JobId[]): Generator<Request> {
    const { queueId } = this.#queue
    const [states, handles] = [transaction.objectStore('states'), transaction.objectStore('handles')]
    if (removed.length > 0 && this.#packs.isEmpty) {
      yield () => states.delete(rangeOf(queueId))
      yield () => handles.delete(rangeOf(queueId))
      return
    }
    for (const id of removed) yield () => states.delete([queueId, id])
  }

  #recordOf({ id, file, target, dropId }: Pick<Job, 'id' | 'file' | 'target' | 'dropId'>): FileRecord {
    const { name, path } = file
    const handle = handleOf(file)
    if (handle && !this.#handles.has(handle)) this.#handles.set(handle, id)
    const handleOwner = handle && (this.#handles.get(handle) ?? null)
    const facts = { id, name, path, seen: seenOf(file), target, handleOf: handleOwner }
    return dropId === undefined ? facts : { ...facts, dropId }
  }
}
