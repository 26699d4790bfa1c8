import { Subscribable } from '../../engine/subscribable.ts'
import type { JobId } from '../../engine/job/job.ts'
import { claimableQueues, claimQueue, type Claim } from './claim-queue.ts'
import type { JournalDatabase } from '../journal/journal-stores.ts'
import { JournalStatus, keptDespite, type Kept } from '../journal/journal-status.ts'
import { progressOf, RunningQueue } from './running-queue.ts'
import { QueueDatabase } from './queue-database.ts'
import type { Release } from './queue-locks.ts'
import { QueuesElsewhere } from './queues-elsewhere.ts'
import type { QueueProgress, TabWord } from './tab-channel.ts'
import { nothingShown } from './tab-queue-snapshot.ts'
import type { BrowserStores, DoorsButJournal, OpeningWait, Returned, TabQueueSnapshot } from './tab-queue-snapshot.ts'
import { TabTalk } from './tab-talk.ts'

/** Wait before taking up a queue that another tab has released: that tab may only be reloading. */
const graceMs = 5_000
/** Wait for the receipt of handed-over files; after it the lock is released anyway. */
const receiptMs = 3_000
/** Minimum time between progress messages to other tabs. */
const reportEveryMs = 500

/**
 * This tab's queue. Restores what the person left in the browser, and takes queues of other tabs up when they become free.
 */
export class TabQueue {
  readonly #doors: DoorsButJournal
  readonly #keeps: BrowserStores
  readonly #talk: TabTalk
  #ownerOpenId: string
  readonly #changes = new Subscribable()
  #snapshot: TabQueueSnapshot = { queue: null, waitsFor: 'database', elsewhere: [] }
  #waitsFor: OpeningWait = 'database'
  /** Accepts files from the start; shown only once there is nothing to wait for. */
  #running: RunningQueue
  #isShown = false
  #returned: Returned | null = null
  readonly #database: QueueDatabase
  readonly #elsewhere = new QueuesElsewhere()
  /** Queues the person asked to bring here, with the files handed over so far. */
  readonly #wanted = new Map<string, ReadonlyMap<JobId, File>>()
  /** Queues the person asked to bring to another tab. */
  readonly #calledElsewhere = new Set<string>()
  /** Serialises taking up queues. */
  #taking: Promise<void> = Promise.resolve()

  constructor(doors: DoorsButJournal, keeps: BrowserStores, ownerOpenId: string) {
    this.#doors = doors
    this.#keeps = keeps
    this.#ownerOpenId = ownerOpenId
    this.#database = new QueueDatabase({
      open: keeps.openDatabase,
      onBlocked: () => {
        this.#wait('older-page')
        this.#talk.post({ is: 'who' })
      },
      onWanted: () => {
        if (!this.#running.isUnfinished) this.#letDatabaseGo()
      },
      onLost: () => void this.#running.journal.writeAnew(),
    })
    this.#running = this.#begin('not-yet')
    this.#talk = new TabTalk(keeps.channel, ownerOpenId)
    this.#talk.subscribe((message) => this.#hear(message))
    void this.#open()
  }

  readonly getSnapshot = (): TabQueueSnapshot => this.#snapshot

  readonly subscribe = this.#changes.subscribe

  /** Starts with an empty queue; what is still waited for is added to it when it comes. */
  readonly beginNow = (): void => this.#show()

  /** Asks the tab that has a queue to hand it over to this one. */
  readonly bringHere = (queueId: string): void => {
    this.#wanted.set(queueId, this.#wanted.get(queueId) ?? new Map())
    this.#talk.post({ is: 'hand-over', queueId })
  }

  /** Makes another person the owner. */
  readonly own = (openId: string): void => {
    this.#ownerOpenId = openId
    this.#talk.own(openId)
    void this.#running.journal.own(openId)
  }

  /** Stops for good, so that the database can be deleted. Locks stay: no other tab is to take the queue up. */
  readonly end = async (): Promise<void> => {
    this.#database.end()
    this.#publish()
    await this.#running.stop()
    this.#database.close()
  }

  async #open(): Promise<void> {
    const { locks } = this.#keeps
    if (!locks) {
      this.#showUnkept('insecure')
      return
    }
    this.#talk.post({ is: 'who' })
    try {
      const database = await this.#database.open()
      await this.#keep(this.#running)
      const held: string[] = []
      for (const queueId of await claimableQueues(this.#claim(database))) {
        const release = await locks.takeFree(queueId)
        if (release) await this.#takeUp(queueId, release)
        else held.push(queueId)
      }
      for (const queueId of held) void this.#await(queueId)
    } catch (cause: unknown) {
      this.#showUnkept(keptDespite(cause))
      return
    }
    if (this.#elsewhere.allAnswer || this.#returned) this.#show()
    else this.#wait('lock')
  }

  /** Closes the database for a newer page. From now on this queue is not kept. */
  #letDatabaseGo(): void {
    if (this.#database.letGo()) this.#running.journalStatus.become('newer-version')
  }

  /** Starts an engine with an empty queue. */
  #begin(kept: Kept): RunningQueue {
    const running: RunningQueue = new RunningQueue({
      doors: this.#doors,
      keeps: this.#keeps,
      ownerOpenId: this.#ownerOpenId,
      journalStatus: new JournalStatus(kept),
      reopen: () => this.#database.open(),
    })
    let isReporting = false
    running.uploads.subscribe(() => {
      if (!running.isUnfinished && running === this.#running) this.#letDatabaseGo()
      if (isReporting) return
      isReporting = true
      void this.#pause(reportEveryMs).then(() => {
        isReporting = false
        if (running === this.#running) this.#postProgress()
      })
    })
    return running
  }

  /** Starts keeping a queue, including what is in it already. */
  async #keep(running: RunningQueue): Promise<void> {
    const { locks } = this.#keeps
    const database = this.#database.now
    if (!locks || !database) return
    const release = await locks.takeFree(running.journal.queueId)
    if (release) running.releases.push(release)
    await running.journal.attach(database)
    if (running.journal.isWhole) running.journalStatus.become('kept')
  }

  /** Waits for a queue that another tab has, however long it takes. */
  async #await(queueId: string): Promise<void> {
    const { locks } = this.#keeps
    if (!locks || !this.#database.now || this.#elsewhere.isAwaited(queueId)) return
    this.#elsewhere.await(queueId)
    this.#publish()
    const taking = locks.take(queueId)
    // A tab in its grace period after getting the lock hears this and gives way.
    if (!this.#isShown) this.#talk.post({ is: 'who' })
    let release = await taking
    while (await this.#givesWay(queueId)) {
      release()
      release = await locks.take(queueId)
    }
    this.#elsewhere.stopWaiting(queueId)
    await this.#takeUp(queueId, release)
    if (this.#elsewhere.allAnswer || this.#returned) this.#show()
  }

  /** Whether to leave a queue that has just become free to another tab. */
  async #givesWay(queueId: string): Promise<boolean> {
    if (this.#wanted.has(queueId)) return false
    return (
      this.#calledElsewhere.delete(queueId) ||
      (this.#isShown && (await this.#talk.hears({ is: 'who' }, this.#pause(graceMs))))
    )
  }

  #takeUp(queueId: string, release: Release): Promise<void> {
    this.#taking = this.#taking.then(() => this.#takeUpNow(queueId, release))
    return this.#taking
  }

  async #takeUpNow(queueId: string, release: Release): Promise<void> {
    const running = this.#running
    this.#elsewhere.claim(queueId)
    try {
      const database = this.#database.now
      const filed = database && (await claimQueue(queueId, this.#claim(database)))
      if (!filed) {
        this.#elsewhere.release(queueId)
        release()
        return
      }
      running.releases.push(release)
      this.#cameBack(await running.takeUp(filed, this.#wanted.get(queueId) ?? new Map<JobId, File>()))
    } catch {
      // The records stay in the database under this tab's lock; report at least one lost file.
      this.#cameBack({ files: 0, lost: [''], locked: running.locked })
    }
    this.#wanted.delete(queueId)
    this.#postProgress()
  }

  #cameBack({ files, lost, locked }: Returned): void {
    const before = this.#returned ?? { files: 0, lost: [] }
    if (files + lost.length > 0) {
      this.#returned = { files: before.files + files, lost: [...before.lost, ...lost], locked }
    }
    this.#publish()
  }

  #claim(database: JournalDatabase): Claim {
    const { storage } = this.#keeps
    return { database, storage, ownerOpenId: this.#ownerOpenId, nowMs: this.#doors.clock.nowMs() }
  }

  #hear(message: TabWord): void {
    if (this.#database.isEnded) return
    switch (message.is) {
      case 'who':
        this.#postProgress()
        break
      case 'here':
        this.#hearOf(message.queueId, message.progress)
        break
      case 'hand-over':
        if (message.queueId === this.#running.journal.queueId) void this.#handOver(message.queueId)
        else this.#calledElsewhere.add(message.queueId)
        break
      case 'handed-over':
        if (!this.#wanted.has(message.queueId)) break
        this.#wanted.set(message.queueId, message.files)
        this.#talk.post({ is: 'received', queueId: message.queueId })
        break
      case 'received':
        break
    }
  }

  #hearOf(queueId: string, progress: QueueProgress): void {
    if (!this.#elsewhere.hear(queueId, progress)) return
    void this.#await(queueId)
    if (this.#waitsFor === 'lock' && this.#elsewhere.allAnswer) this.#show()
    this.#publish()
  }

  #postProgress(): void {
    const { uploads, journal } = this.#running
    const snapshot = uploads.getSnapshot()
    if (snapshot.ids.length === 0) return
    this.#talk.post({ is: 'here', queueId: journal.queueId, progress: progressOf(snapshot, journal.isWhole) })
  }

  /**
   * Stops the queue as a crash would and lets another tab take it over. This tab starts an empty queue and waits for the
   * old one like any other tab.
   */
  async #handOver(queueId: string): Promise<void> {
    const { locks } = this.#keeps
    const handed = this.#running
    if (!locks || !handed.journal.isWhole) return
    this.#running = this.#begin('not-yet')
    this.#returned = null
    this.#elsewhere.handOver(queueId)
    this.#publish()
    await handed.stop()
    const receipt = this.#talk.hears({ is: 'received', queueId }, this.#pause(receiptMs))
    this.#talk.giveFiles(queueId, handed.filesInMemory())
    await receipt
    for (const release of handed.releases) release()
    this.#letDatabaseGo()
    await this.#keep(this.#running)
    void this.#await(queueId)
  }

  #pause(delayMs: number): Promise<void> {
    return this.#doors.clock.sleep(delayMs, new AbortController().signal)
  }

  #showUnkept(kept: Kept): void {
    this.#running.journalStatus.become(kept)
    this.#show()
  }

  #wait(waitsFor: OpeningWait): void {
    this.#waitsFor = waitsFor
    this.#publish()
  }

  #show(): void {
    this.#isShown = true
    this.#publish()
  }

  #publish(): void {
    const { uploads, journalStatus, thumbnails } = this.#running
    const known = this.#snapshot.queue
    const isSame = known?.uploads === uploads && known.returned === this.#returned
    const queue = isSame ? known : { uploads, journalStatus, thumbnails, returned: this.#returned }
    const shown = this.#isShown ? { queue, waitsFor: null } : { queue: null, waitsFor: this.#waitsFor }
    this.#snapshot = this.#database.isEnded ? nothingShown : { ...shown, elsewhere: this.#elsewhere.all }
    this.#changes.publish()
  }
}
