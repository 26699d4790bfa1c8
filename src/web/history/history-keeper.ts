import type { JobId } from '../../engine/job/job.ts'
import type { QueueSnapshot, Uploads } from '../../engine/queue/uploads.ts'
import type { ArrivedFile } from '../../engine/files/arrived-file.ts'
import { arrivalOf, arrivedFileOf, type Arrival } from './arrival.ts'
import {
  clearHistory,
  keepArrivals,
  pruneHistory,
  readHistory,
  readHistoryOf,
  type HistoryDatabase,
} from './history-database.ts'

/** How long arrivals are gathered before they are written. A file that is taken off the list within that time is missed. */
const gatherMs = 500
/** Files that were dropped wait for it. */
const readWithinMs = 2_000
/** Records of one transaction: more would take a frame. */
const batchRecords = 200
/** Records written between two looks at the limits. */
const pruneEvery = 1_000

interface HistoryKeeperOptions {
  /** The tab's queue, which another one may replace. */
  readonly tab: Watched & { readonly getSnapshot: () => { readonly queue: { readonly uploads: Queue } | null } }
  readonly open: (onLost: () => void) => Promise<HistoryDatabase>
  readonly nowMs: () => number
  readonly ownerOpenId: string
  readonly sleep: (delayMs: number) => Promise<void>
}

interface Watched {
  readonly subscribe: (listener: () => void) => () => void
}

type Queue = Pick<Uploads, 'getSnapshot' | 'getJob' | 'subscribe'>

export type ReadableHistory = Pick<HistoryKeeper, 'read' | 'clear'>

/** Records which files arrived, in batches, without delaying the queue. */
export class HistoryKeeper {
  readonly #options: HistoryKeeperOptions
  #ownerOpenId: string
  #opening: Promise<HistoryDatabase | null> | null = null
  #database: HistoryDatabase | null = null
  #isEnded = false
  readonly #queues = new WeakSet<Queue>()
  readonly #known = new Set<JobId>()
  /** Of the owner. */
  readonly #unwritten: Arrival[] = []
  #seen: QueueSnapshot['counts'] | null = null
  #isGathering = false
  #unpruned = pruneEvery
  readonly #uses = new Set<Promise<unknown>>()

  /** Opens the database at once: a page that goes away can only write to one that is open. */
  constructor(options: HistoryKeeperOptions) {
    this.#options = options
    this.#ownerOpenId = options.ownerOpenId
    void this.#open()
    options.tab.subscribe(() => this.#watch())
    this.#watch()
  }

  /** Makes another person the owner. */
  readonly own = (openId: string): void => {
    this.flush()
    this.#ownerOpenId = openId
  }

  /** The owner's arrivals, the newest first; null where the browser keeps none. */
  readonly read = async (): Promise<readonly Arrival[] | null> => {
    await this.#write()
    const openId = this.#ownerOpenId
    return this.#with((database) => readHistory(database, openId))
  }

  /**
   * Those of the owner's arrivals that a file of one of these paths could replace, the newest first; none where the browser takes long
   * to say.
   */
  readonly arrivedFiles = async (paths: ReadonlySet<string>): Promise<readonly ArrivedFile[]> => {
    const tooLate = this.#options.sleep(readWithinMs).then(() => null)
    const arrivals = (await Promise.race([this.#readOf(paths), tooLate])) ?? []
    return arrivals.flatMap((arrival) => arrivedFileOf(arrival) ?? [])
  }

  /** Forgets the owner's arrivals; false where the browser did not, and they may still be there. */
  readonly clear = async (): Promise<boolean> => {
    await this.#write()
    const inQueue = this.#queue?.getSnapshot().ids.filter((id) => this.#known.has(id)) ?? []
    const cleared = { openId: this.#ownerOpenId, inQueue, nowMs: this.#options.nowMs() }
    return (await this.#with((database) => clearHistory(database, cleared).then(() => true))) ?? false
  }

  /**
   * Writes what has arrived so far, as before the page goes away. The transaction begins before this returns, for what a page
   * begins after its `pagehide` is lost.
   */
  readonly flush = (): void => {
    this.#gather()
    void this.#keep(this.#unwritten.splice(0))
  }

  /** Stops for good, so that the database can be deleted. */
  readonly end = async (): Promise<void> => {
    this.#isEnded = true
    await Promise.allSettled(this.#uses)
    ;(await this.#opening)?.close()
  }

  async #readOf(paths: ReadonlySet<string>): Promise<readonly Arrival[] | null> {
    await this.#write()
    const openId = this.#ownerOpenId
    return this.#with((database) => readHistoryOf(database, openId, paths))
  }

  get #queue(): Queue | null {
    return this.#options.tab.getSnapshot().queue?.uploads ?? null
  }

  #watch(): void {
    const queue = this.#queue
    if (!queue || this.#queues.has(queue)) return
    this.#queues.add(queue)
    queue.subscribe(() => this.#look())
    this.#look()
  }

  /** Called on every change of the queue, so it must be cheap. */
  #look(): void {
    if (this.#isGathering || this.#isEnded || this.#queue?.getSnapshot().counts === this.#seen) return
    this.#isGathering = true
    void this.#options.sleep(gatherMs).then(() => {
      this.#isGathering = false
      void this.#write()
    })
  }

  async #write(): Promise<void> {
    this.#gather()
    while (this.#unwritten.length > 0) await this.#keep(this.#unwritten.splice(0, batchRecords))
    if (this.#unpruned < pruneEvery) return
    this.#unpruned = 0
    await this.#with((database) => pruneHistory(database, this.#options.nowMs()))
  }

  #keep(arrivals: readonly Arrival[]): Promise<unknown> {
    const openId = this.#ownerOpenId
    this.#unpruned += arrivals.length
    return this.#with((database) => keepArrivals(database, openId, arrivals))
  }

  #gather(): void {
    const queue = this.#queue
    if (!queue || this.#isEnded) return
    const { ids, counts } = queue.getSnapshot()
    if (counts === this.#seen) return
    this.#seen = counts
    const nowMs = this.#options.nowMs()
    for (const id of ids) {
      const job = this.#known.has(id) ? undefined : queue.getJob(id)
      const arrival = job ? arrivalOf(job, nowMs) : null
      if (!arrival) continue
      this.#known.add(id)
      this.#unwritten.push(arrival)
    }
  }

  /**
   * Uses the database: now if it is open, otherwise once it is. The database itself runs one use after the other. Null where the
   * browser stores nothing or another page deletes the database; the person is not told, because uploads do not need the history.
   */
  async #with<T>(work: (database: HistoryDatabase) => Promise<T>): Promise<T | null> {
    if (this.#isEnded) return null
    const done = this.#database ? work(this.#database) : this.#open().then((database) => database && work(database))
    const settled = done.catch(() => null)
    this.#uses.add(settled)
    await settled
    this.#uses.delete(settled)
    return settled
  }

  #open(): Promise<HistoryDatabase | null> {
    this.#opening ??= this.#openOnce()
    return this.#opening
  }

  async #openOnce(): Promise<HistoryDatabase | null> {
    const opened = { isLost: false }
    try {
      const database = await this.#options.open(() => {
        opened.isLost = true
        this.#database = null
        this.#opening = null
      })
      // It may have been lost while it was being opened.
      if (!opened.isLost) this.#database = database
      return database
    } catch {
      return null
    }
  }
}
