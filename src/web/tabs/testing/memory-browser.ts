import 'fake-indexeddb/auto'
import { memoryStorage } from '../../platform/browser-storage.ts'
import { openJournalDatabase } from '../../journal/journal-database.ts'
import type { JournalDatabase } from '../../journal/journal-stores.ts'
import type { Release } from '../queue-locks.ts'
import type { TabChannel, TabMessage } from '../tab-channel.ts'
import type { BrowserStores } from '../tab-queue-snapshot.ts'

let browsers = 0

const noNeighbours = { onBlocked: () => undefined, onWanted: (close: () => void) => close(), onLost: () => undefined }

/** A browser's database, locks, messages and storage in memory; the test opens and closes tabs. */
export class MemoryBrowser {
  readonly storage = memoryStorage()
  readonly name = `browser-${(browsers += 1)}`
  readonly #locks = new MemoryLocks()
  readonly #tabs = new Set<(message: TabMessage) => void>()

  openDatabase(): Promise<JournalDatabase> {
    return openJournalDatabase(noNeighbours, this.name)
  }

  /** One tab. `close` releases its locks, as closing a tab does; `mute` stops its messages without that. */
  openTab() {
    const own = new Set<Release>()
    const keep = (release: Release): Release => {
      own.add(release)
      return () => {
        own.delete(release)
        release()
      }
    }
    let isGone = false
    const listeners = new Set<(message: TabMessage) => void>()
    const hear = (message: TabMessage) => {
      if (!isGone) for (const listener of listeners) listener(message)
    }
    this.#tabs.add(hear)
    const channel: TabChannel = {
      post: (message) => {
        if (isGone) return
        for (const tab of this.#tabs) if (tab !== hear) queueMicrotask(() => tab(message))
      },
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    const mute = () => {
      isGone = true
      this.#tabs.delete(hear)
    }
    const tab: BrowserStores = {
      openDatabase: (neighbours) => openJournalDatabase(neighbours, this.name),
      locks: {
        takeFree: async (queueId) => {
          const release = await this.#locks.takeFree(queueId)
          return release && keep(release)
        },
        take: async (queueId) => {
          const release = keep(await this.#locks.take(queueId))
          // A closed tab no longer waits for locks.
          if (isGone) release()
          return release
        },
      },
      channel,
      storage: this.storage,
      estimate: () => Promise.resolve({ quota: 10 ** 10, usage: 0 }),
    }
    const close = () => {
      mute()
      for (const release of own) release()
      own.clear()
    }
    return { ...tab, mute, close }
  }
}

class MemoryLocks {
  /** A waiter for a lock that is held. */
  readonly #waiting = new Map<string, (() => void)[]>()

  takeFree(queueId: string): Promise<Release | null> {
    return Promise.resolve(this.#waiting.has(queueId) ? null : this.#hold(queueId))
  }

  async take(queueId: string): Promise<Release> {
    const waiting = this.#waiting.get(queueId)
    if (waiting) await new Promise<void>((resolve) => waiting.push(resolve))
    return waiting ? this.#releaseOf(queueId) : this.#hold(queueId)
  }

  #hold(queueId: string): Release {
    this.#waiting.set(queueId, [])
    return this.#releaseOf(queueId)
  }

  #releaseOf(queueId: string): Release {
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      const next = this.#waiting.get(queueId)?.shift()
      if (next) next()
      else this.#waiting.delete(queueId)
    }
  }
}
