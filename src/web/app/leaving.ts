import type { ForgettableStorage } from '../platform/browser-storage.ts'
import type { TabChannel, TabMessage } from '../tabs/tab-channel.ts'
import type { PageLocks } from './page-locks.ts'

/** Wait for other tabs to stop; one that is frozen cannot write either, and stops as soon as it wakes. */
const othersStopMs = 3_000
/** Wait of another tab for the end of the session, so that it does not come back as a signed-in page. */
const sessionEndsMs = 5_000
/** Minimum time between messages that the page is in use. */
const announceEveryMs = 5_000

export interface LeavingDoors {
  /** Ends the session of this browser. */
  readonly endSession: (isForgetting: boolean) => Promise<void>
  readonly channel: TabChannel
  /** Null on plain http. */
  readonly locks: PageLocks | null
  readonly storages: readonly Pick<ForgettableStorage, 'forget'>[]
  readonly deleteDatabase: () => Promise<void>
  /** Null where the browser has none. */
  readonly caches: Pick<CacheStorage, 'keys' | 'delete'> | null
  /** Leaves for the start page without asking, so that nothing stays in memory or on the screen. */
  readonly goHome: () => void
  readonly sleep: (delayMs: number) => Promise<void>
}

/** Signs out, in all tabs of this browser, and forgets what the browser keeps if asked to. */
export class Leaving {
  readonly #doors: LeavingDoors
  readonly #stops = new Set<() => Promise<void>>()
  readonly #release: () => void
  readonly #uses = new Set<() => void>()
  #stopped: Promise<void> | null = null
  #forgotten: Promise<void> | null = null
  #hasForgotten = false
  #announcedAtMs = Number.NEGATIVE_INFINITY
  #sessionEnded: () => void = () => undefined

  constructor(doors: LeavingDoors) {
    this.#doors = doors
    this.#release = doors.locks?.hold() ?? (() => undefined)
    doors.channel.subscribe((message) => this.#hear(message))
  }

  /** Whether nothing is kept any more, though the session may go on. */
  get hasForgotten(): boolean {
    return this.#hasForgotten
  }

  /** Registers what has to stop writing before anything is deleted. */
  readonly stopFirst = (stop: () => Promise<void>): void => {
    this.#stops.add(stop)
    if (this.#stopped) void stop()
  }

  /**
   * Ends the session and leaves the page.
   *
   * @param isForgetting Deletes everything first, in this tab and all others.
   * @throws When the gateway cannot be reached or refuses. What was to be forgotten is forgotten then.
   */
  readonly signOut = async (isForgetting: boolean): Promise<void> => {
    if (isForgetting) await (this.#forgotten ??= this.#forget())
    await this.#doors.endSession(isForgetting)
    if (isForgetting) this.#doors.channel.post({ is: 'forgotten' })
    this.#doors.goHome()
  }

  /** Lets other tabs know that somebody is here. */
  readonly announceUse = (nowMs: number): void => {
    if (nowMs - this.#announcedAtMs < announceEveryMs) return
    this.#announcedAtMs = nowMs
    this.#doors.channel.post({ is: 'in-use' })
  }

  /** Calls `listener` when another tab is in use. Returns a function that unsubscribes. */
  readonly subscribeToUse = (listener: () => void): (() => void) => {
    this.#uses.add(listener)
    return () => this.#uses.delete(listener)
  }

  async #forget(): Promise<void> {
    const { channel, locks, deleteDatabase, sleep } = this.#doors
    channel.post({ is: 'forget' })
    await this.#stop()
    if (locks) await Promise.race([locks.allReleased().catch(() => undefined), sleep(othersStopMs)])
    await deleteDatabase()
    await this.#deleteCaches()
    // Other tabs may have stored something before they heard.
    this.#emptyStorages()
    this.#hasForgotten = true
  }

  #stop(): Promise<void> {
    this.#stopped ??= this.#stopNow()
    return this.#stopped
  }

  async #stopNow(): Promise<void> {
    await Promise.all([...this.#stops].map((stop) => stop()))
    this.#emptyStorages()
    this.#release()
  }

  #emptyStorages(): void {
    for (const storage of this.#doors.storages) storage.forget()
  }

  async #deleteCaches(): Promise<void> {
    const { caches } = this.#doors
    if (!caches) return
    try {
      for (const name of await caches.keys()) await caches.delete(name)
    } catch {
      // Denied where site data is blocked: then there are none.
    }
  }

  #hear(message: TabMessage): void {
    switch (message.is) {
      case 'forget':
        void this.#follow()
        break
      case 'forgotten':
        this.#sessionEnded()
        break
      case 'in-use':
        for (const listener of this.#uses) listener()
        break
      default:
        break
    }
  }

  /** Stops because another tab forgets everything. */
  async #follow(): Promise<void> {
    // Two tabs that end at the same time both go on by themselves.
    if (this.#stopped) return
    const ended = new Promise<void>((resolve) => (this.#sessionEnded = resolve))
    await this.#stop()
    await Promise.race([ended, this.#doors.sleep(sessionEndsMs)])
    this.#doors.goHome()
  }
}
