import type { Journal } from '../../engine/doors.ts'
import type { JournalChange } from '../../engine/journal/journal-change.ts'
import type { FileCopies } from './file-copies.ts'
import { joinQueues, puttingAnew, sizesOfCopies, type FiledQueue } from './filed-queue.ts'
import { eachInTurn, whole } from './journal-database.ts'
import {
  begin,
  durabilityOf,
  isFull,
  isUsable,
  nothing,
  type Request,
  type Transaction,
} from './journal-transaction.ts'
import type { JournalDatabase, QueueRecord } from './journal-stores.ts'
import type { KeptThumbnails } from './kept-thumbnails.ts'
import { QueueRecords } from './queue-records.ts'

/** Largest change written in the task in which it is made; a larger one would make that task too long. */
const filesWithoutBreath = 500
/** Minimum time between attempts to catch up after a failed write; the next change triggers one. */
const tryAgainMs = 10_000

interface QueueJournalOptions {
  /** The record of an empty queue. */
  readonly queue: QueueRecord
  readonly copies: Pick<FileCopies, 'follow' | 'giveUp' | 'takeUp'>
  readonly thumbnails: Pick<KeptThumbnails, 'follow' | 'giveUp' | 'takeUp'>
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
  readonly #records: QueueRecords
  /** Null until it has been opened. */
  #database: JournalDatabase | null = null
  /** Changes not in the database since a write failed; null while it is up to date. */
  #missed: JournalChange[] | null = []
  #isCatchingUp = false
  #triedAtMs = Number.NEGATIVE_INFINITY
  #turn: Promise<unknown> | null = null

  constructor(options: QueueJournalOptions) {
    this.#options = options
    this.#records = new QueueRecords(options.queue)
  }

  get queueId(): string {
    return this.#records.queue.queueId
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
    if (this.#records.isEmpty) this.#missed = null
    else await this.#catchUp()
  }

  /** Writes the whole queue to a new database after the old one was lost. */
  async writeAnew(): Promise<void> {
    while (this.#turn) await this.#turn
    if (this.#records.isEmpty || this.#isCatchingUp) return
    this.#missed ??= []
    await this.#catchUp()
  }

  async write(change: JournalChange): Promise<void> {
    if (change.files.length > filesWithoutBreath) await new Promise((resolve) => setTimeout(resolve))
    while (this.#turn) await this.#turn
    if (this.#missed) {
      this.#records.apply(change)
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
    this.#records.own(ownerOpenId)
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
    const own = { ...this.#records.queue, touchedAtMs: this.#options.nowMs() }
    let joined = { queue: { ...filed.queue, touchedAtMs: own.touchedAtMs }, raisedBy: 0 }
    if (this.#records.isEmpty) await database.put('queues', joined.queue)
    else joined = await joinQueues(database, { queue: own, packs: this.#records.packs }, filed)
    this.#records.takeUp(filed, joined.queue, joined.raisedBy)
    this.#options.copies.takeUp(sizesOfCopies(filed))
    this.#options.thumbnails.takeUp(filed.thumbnails)
  }

  /**
   * Runs `work` exclusively. Starts it synchronously, so that a change is on its way even if the page goes away in the same
   * task; the mutexes of packages (async-mutex) start it in a later one.
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
      await this.#commitChange(change)
      this.#records.apply(change)
    } catch (cause: unknown) {
      this.#records.apply(change)
      if (!(await this.#makesRoom(cause))) {
        this.#stop(cause, change)
        return
      }
    }
    this.#options.copies.follow(change)
    this.#options.thumbnails.follow(change)
  }

  /** Frees space by deleting copies and thumbnails, which are the largest part and dispensable. */
  async #makesRoom(cause: unknown): Promise<boolean> {
    if (!isFull(cause)) return false
    const { copies, thumbnails } = this.#options
    const freed = await Promise.all([copies.giveUp(), thumbnails.giveUp()])
    if (!freed.includes(true)) return false
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

  #commitChange(change: JournalChange): Promise<void> {
    const nowMs = this.#options.nowMs()
    return this.#commit((transaction) => this.#records.requests(transaction, change, nowMs), durabilityOf(change))
  }

  /** Rewrites the whole queue, then the changes made meanwhile. */
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
        if (change) await this.#commitChange(change)
      }
      this.#missed = null
      this.#options.onCaughtUp()
      const files = missed.flatMap((change) => change.files).filter(({ id }) => this.#records.isToCome(id))
      this.#options.copies.follow({ ...nothing, files })
    } catch (cause: unknown) {
      this.#options.onStopped(cause)
    } finally {
      this.#isCatchingUp = false
    }
  }

  async #rewrite(): Promise<void> {
    while (this.#turn) await this.#turn
    await this.#inTurn(() => this.#rewriteNow())
  }

  async #rewriteNow(): Promise<void> {
    const filed = this.#records.all(this.#options.nowMs())
    await this.#commit((transaction) => puttingAnew(transaction, this.#records.queue, filed), 'strict')
  }
}
