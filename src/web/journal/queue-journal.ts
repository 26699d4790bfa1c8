import type { BlockId } from '../../contract/feishu/ids.ts'
import type { Journal } from '../../engine/doors.ts'
import type { Job, JobId } from '../../engine/job/job.ts'
import type {
  JournalChange,
  JournalCreation,
  JournalDiscard,
  JournalState,
} from '../../engine/journal/journal-change.ts'
import { handleOf } from '../drop/page-file.ts'
import type { FileCopies } from './file-copies.ts'
import { FilePacks, seenOf } from './file-packs.ts'
import { joinQueues, puttingAnew, sizesOfCopies, type FiledQueue } from './filed-queue.ts'
import { eachInTurn, rangeOf, whole } from './journal-database.ts'
import {
  begin,
  durabilityOf,
  isFull,
  isUsable,
  nothing,
  type Request,
  type Transaction,
} from './journal-transaction.ts'
import type { FileRecord, JournalDatabase, QueueRecord } from './journal-stores.ts'

/** Largest change written in the task in which it came; more would make that task too long. */
const filesWithoutBreath = 500
/** Largest delay of `touchedAtMs`. */
const touchEveryMs = 60 * 60 * 1000
/** Minimum time between attempts to catch up after a failed write; the next change triggers one. */
const tryAgainMs = 10_000

interface QueueJournalOptions {
  /** The record of an empty queue. */
  readonly queue: QueueRecord
  readonly copies: Pick<FileCopies, 'follow' | 'giveUp' | 'takeUp'>
  /** Opens the database again. */
  readonly reopen: () => Promise<JournalDatabase>
  readonly nowMs: () => number
  /** Writing failed: from now on the database is out of date. */
  readonly onStopped: (cause: unknown) => void
  /** The database is up to date again. */
  readonly onCaughtUp: () => void
}

/**
 * Writes one queue to IndexedDB. A journal with a gap would restore a wrong state, so after a failed write the uploads go
 * on without it, and the whole queue is rewritten as soon as the database accepts it.
 */
export class QueueJournal implements Journal {
  readonly #options: QueueJournalOptions
  readonly #packs = new FilePacks()
  readonly #handles = new Map<FileSystemHandle, JobId>()
  readonly #states = new Map<JobId, JournalState>()
  readonly #creations = new Map<string, JournalCreation>()
  readonly #discards = new Map<BlockId, JournalDiscard>()
  #queue: QueueRecord
  /** Null until it has been opened. */
  #database: JournalDatabase | null = null
  /** Changes not in the database since a write failed; null while it is up to date. */
  #missed: JournalChange[] | null = []
  #isCatchingUp = false
  #triedAtMs = Number.NEGATIVE_INFINITY
  #turn: Promise<unknown> | null = null

  constructor(options: QueueJournalOptions) {
    this.#options = options
    this.#queue = options.queue
  }

  get queueId(): string {
    return this.#queue.queueId
  }

  get database(): JournalDatabase | null {
    return this.#database
  }

  /** Whether the database is up to date. */
  get isWhole(): boolean {
    return this.#missed === null
  }

  /** Sets the database, writes what has happened so far, and from now on every change. */
  async attach(database: JournalDatabase): Promise<void> {
    this.#database = database
    if (this.#isUntouched()) this.#missed = null
    else await this.#catchUp()
  }

  /** Writes the whole queue to a new database after the old one was lost. */
  async writeAnew(): Promise<void> {
    while (this.#turn) await this.#turn
    if (this.#isUntouched() || this.#isCatchingUp) return
    this.#missed ??= []
    await this.#catchUp()
  }

  async write(change: JournalChange): Promise<void> {
    if (change.files.length > filesWithoutBreath) await new Promise((resolve) => setTimeout(resolve))
    while (this.#turn) await this.#turn
    if (this.#missed) {
      this.#take(change)
      if (this.#isCatchingUp || change.files.length > 0) this.#missed.push(change)
      const isDue = this.#options.nowMs() - this.#triedAtMs >= tryAgainMs
      if (this.#database && isDue && !this.#isCatchingUp) void this.#catchUp()
      return
    }
    await this.#inTurn(() => this.#writeNow(change))
  }

  /** Makes another person the owner. */
  async own(ownerOpenId: string): Promise<void> {
    while (this.#turn) await this.#turn
    // 0 makes the next write include the queue's record.
    this.#queue = { ...this.#queue, ownerOpenId, touchedAtMs: 0 }
    if (!this.#missed) await this.#inTurn(() => this.#writeNow(nothing))
  }

  /**
   * Appends a stored queue; an untouched journal takes over its id instead.
   *
   * @throws The database's error; nothing has changed then.
   */
  async takeUp(filed: FiledQueue): Promise<void> {
    while (this.#turn) await this.#turn
    await this.#inTurn(() => this.#takeUpNow(filed))
    if (filed.isDoubtful) await this.#rewrite()
  }

  /** Resolves once pending writes are done. */
  async flushed(): Promise<void> {
    while (this.#turn) await this.#turn
  }

  async #takeUpNow(filed: FiledQueue): Promise<void> {
    const database = this.#database
    if (!database) throw new Error('No database has been opened')
    let raisedBy = 0
    if (this.#isUntouched()) {
      const queue = { ...filed.queue, touchedAtMs: this.#options.nowMs() }
      await database.put('queues', queue)
      this.#queue = queue
    } else {
      const own = { ...this.#queue, touchedAtMs: this.#options.nowMs() }
      const joined = await joinQueues(database, { queue: own, packs: this.#packs.all() }, filed)
      this.#queue = joined.queue
      raisedBy = joined.raisedBy
    }
    this.#packs.takeUp(filed.packs, raisedBy)
    for (const [id, handle] of filed.handles) this.#handles.set(handle, id)
    for (const [id, state] of filed.states) this.#states.set(id, state)
    for (const each of filed.creations) this.#creations.set(each.input.clientToken, each)
    for (const each of filed.discards) this.#discards.set(each.blockId, each)
    this.#options.copies.takeUp(sizesOfCopies(filed))
  }

  #isUntouched(): boolean {
    return this.#packs.isEmpty && this.#states.size + this.#creations.size + this.#discards.size === 0
  }

  /**
   * Runs `work` exclusively. Starts it synchronously, so that a change is on its way even if the page goes away in the same
   * task.
   */
  async #inTurn(work: () => Promise<unknown>): Promise<void> {
    const turn = work()
    this.#turn = turn.catch(() => undefined)
    try {
      await turn
    } finally {
      this.#turn = null
    }
  }

  async #writeNow(change: JournalChange): Promise<void> {
    try {
      await this.#commit((transaction) => this.#requests(transaction, change), durabilityOf(change))
      this.#take(change)
    } catch (cause: unknown) {
      this.#take(change)
      if (!(await this.#makesRoom(cause))) {
        this.#stop(cause, change)
        return
      }
    }
    this.#options.copies.follow(change)
  }

  /** Frees space by deleting the copies, which are the largest part and dispensable. */
  async #makesRoom(cause: unknown): Promise<boolean> {
    if (!isFull(cause) || !(await this.#options.copies.giveUp())) return false
    return this.#rewriteNow().then(
      () => true,
      () => false,
    )
  }

  #stop(cause: unknown, change: JournalChange): void {
    this.#missed = [change]
    this.#triedAtMs = this.#options.nowMs()
    this.#options.onStopped(cause)
  }

  async #commit(requestsOf: (transaction: Transaction) => Iterable<Request>, durability: IDBTransactionDurability) {
    if (!this.#database) throw new Error('No database has been opened')
    const transaction = begin(this.#database, durability)
    const commit = () => transaction.commit()
    await whole(transaction, () => eachInTurn(requestsOf(transaction), (make) => make(), commit))
  }

  /** Rewrites the whole queue, then the changes that came meanwhile. */
  async #catchUp(): Promise<void> {
    this.#isCatchingUp = true
    this.#triedAtMs = this.#options.nowMs()
    try {
      const missed = this.#missed ?? []
      if (this.#database && !isUsable(this.#database)) this.#database = await this.#options.reopen()
      let written = missed.length
      await this.#rewriteNow()
      for (; written < missed.length; written += 1) {
        const change = missed[written]
        if (change) await this.#commit((transaction) => this.#requests(transaction, change), durabilityOf(change))
      }
      this.#missed = null
      this.#options.onCaughtUp()
      this.#options.copies.follow({ ...nothing, files: missed.flatMap(({ files }) => files).filter(this.#isToCome) })
    } catch (cause: unknown) {
      this.#options.onStopped(cause)
    } finally {
      this.#isCatchingUp = false
    }
  }

  readonly #isToCome = ({ id }: Pick<Job, 'id'>): boolean =>
    this.#packs.get(id) !== undefined && this.#states.get(id)?.stage.at !== 'done'

  async #rewrite(): Promise<void> {
    while (this.#turn) await this.#turn
    await this.#inTurn(() => this.#rewriteNow())
  }

  async #rewriteNow(): Promise<void> {
    this.#queue = { ...this.#queue, touchedAtMs: this.#options.nowMs() }
    const filed = {
      packs: this.#packs.all(),
      states: new Map(this.#states),
      handles: new Map([...this.#handles].map(([handle, id]) => [id, handle])),
      creations: [...this.#creations.values()],
      discards: [...this.#discards.values()],
    }
    await this.#commit((transaction) => puttingAnew(transaction, this.#queue, filed), 'strict')
  }

  /** Applies a change to the state in memory, from which the queue can be rewritten. */
  #take({ files, states, removed, creations, concluded, discards, discarded, order }: JournalChange): void {
    if (order) this.#queue = { ...this.#queue, order }
    for (const file of files) this.#packs.put(this.#recordOf(file))
    for (const state of states) this.#states.set(state.id, state)
    for (const id of removed) {
      this.#packs.remove(id)
      this.#states.delete(id)
    }
    for (const each of creations) this.#creations.set(each.input.clientToken, each)
    for (const clientToken of concluded) this.#creations.delete(clientToken)
    for (const each of discards) this.#discards.set(each.blockId, each)
    for (const blockId of discarded) this.#discards.delete(blockId)
    // The rewrite covers these packs.
    this.#packs.takeChanged()
  }

  *#requests(transaction: Transaction, change: JournalChange): Generator<Request> {
    const { queueId } = this.#queue
    const [creations, discards] = [transaction.objectStore('creations'), transaction.objectStore('discards')]
    const states = transaction.objectStore('states')
    if (this.#touch(change.order)) yield () => transaction.objectStore('queues').put(this.#queue)
    yield* this.#puttingFiles(transaction, change)
    for (const state of change.states) yield () => states.put(state, [queueId, state.id])
    yield* this.#removing(transaction, change.removed)
    for (const each of change.creations) yield () => creations.put(each, [queueId, each.input.clientToken])
    for (const clientToken of change.concluded) yield () => creations.delete([queueId, clientToken])
    for (const each of change.discards) yield () => discards.put(each, [queueId, each.blockId])
    for (const blockId of change.discarded) yield () => discards.delete([queueId, blockId])
  }

  /** Whether the queue's own record has to be written. */
  #touch(order: readonly JobId[] | null): boolean {
    const nowMs = this.#options.nowMs()
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
