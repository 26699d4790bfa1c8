import type { BlockId } from '../../contract/feishu/ids.ts'
import type { Journal } from '../../engine/doors.ts'
import type { JobId } from '../../engine/job/job.ts'
import type {
  JournalChange,
  JournalCreation,
  JournalDiscard,
  JournalFile,
  JournalState,
} from '../../engine/journal/journal-change.ts'
import { handleOf } from '../drop/source-file.ts'
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

/** Files written down in the task in which they came; more than a pack of them would make it a long one. */
const filesWithoutBreath = 500
/** How far `touchedAtMs` may lag behind. */
const touchEveryMs = 60 * 60 * 1000
/** A database that refused is tried again after so long, with the next change. */
const tryAgainMs = 10_000

interface QueueJournalOptions {
  /** A queue with nothing in it. */
  readonly queue: QueueRecord
  readonly copies: Pick<FileCopies, 'follow' | 'giveUp' | 'takeUp'>
  /** Opens the database once more. */
  readonly reopen: () => Promise<JournalDatabase>
  readonly nowMs: () => number
  /** From here on the database does not hold what happens, because of `cause`. */
  readonly onStopped: (cause: unknown) => void
  /** The database holds everything again. */
  readonly onCaughtUp: () => void
}

/**
 * Writes one queue into the browser's database. A journal with a gap would lie: when a change can not be written, the uploads go
 * on without it, and all of the queue is written anew as soon as the database takes it.
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
  /** Changes that the database does not hold, since it refused; null while it holds all. */
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

  /** Whether the database holds all of the queue. */
  get isWhole(): boolean {
    return this.#missed === null
  }

  /** The database has been opened: what happened so far is written down, and from here on everything. */
  async attach(database: JournalDatabase): Promise<void> {
    this.#database = database
    if (this.#isUntouched()) this.#missed = null
    else await this.#catchUp()
  }

  /** The database is gone, with what was in it: all of the queue is written into a new one. */
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

  /** Somebody else goes on with the queue. */
  async own(ownerOpenId: string): Promise<void> {
    while (this.#turn) await this.#turn
    // Touched so long ago that its record is written.
    this.#queue = { ...this.#queue, ownerOpenId, touchedAtMs: 0 }
    if (!this.#missed) await this.#inTurn(() => this.#writeNow(nothing))
  }

  /**
   * Goes on with another queue as well, behind what is there; under its id where nothing is there yet.
   *
   * @throws Why the database refused; nothing has changed then.
   */
  async takeUp(filed: FiledQueue): Promise<void> {
    while (this.#turn) await this.#turn
    await this.#inTurn(() => this.#takeUpNow(filed))
    if (filed.isDoubtful) await this.#rewrite()
  }

  /** What is written stands; nothing more is on its way. */
  async settled(): Promise<void> {
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

  /** Works at the database alone. Begins at once, so that a change is on its way even when the page goes in the same task. */
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

  /** Copies are a convenience, and the largest part of all: without them the queue may have its place. */
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

  /** Writes all of the queue anew, and after it what came meanwhile. */
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

  readonly #isToCome = ({ id }: JournalFile): boolean =>
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

  /** Takes a change into what is known here, from which all can be written anew. */
  #take({ files, states, removed, creations, settled, discards, discarded, order }: JournalChange): void {
    if (order) this.#queue = { ...this.#queue, order }
    for (const file of files) this.#packs.put(this.#recordOf(file))
    for (const state of states) this.#states.set(state.id, state)
    for (const id of removed) {
      this.#packs.remove(id)
      this.#states.delete(id)
    }
    for (const each of creations) this.#creations.set(each.input.clientToken, each)
    for (const clientToken of settled) this.#creations.delete(clientToken)
    for (const each of discards) this.#discards.set(each.blockId, each)
    for (const blockId of discarded) this.#discards.delete(blockId)
    // What was told to be written down already would be written once more.
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

  #recordOf({ id, file, target }: JournalFile): FileRecord {
    const { name, path } = file
    const handle = handleOf(file)
    if (handle && !this.#handles.has(handle)) this.#handles.set(handle, id)
    return { id, name, path, seen: seenOf(file), target, handleOf: handle && (this.#handles.get(handle) ?? null) }
  }
}
