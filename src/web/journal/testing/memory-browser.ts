import 'fake-indexeddb/auto'
import { memoryStorage } from '../../wire/browser-storage.ts'
import { openJournalDatabase, type JournalDatabase } from '../journal-database.ts'
import type { BrowserKeeps } from '../open-queue.ts'

let browsers = 0

/** A browser's database, locks and storage in memory; tabs come and go as the test says. */
export class MemoryBrowser {
  readonly storage = memoryStorage()
  readonly #name = `browser-${(browsers += 1)}`
  readonly #held = new Set<string>()

  openDatabase(): Promise<JournalDatabase> {
    return openJournalDatabase(this.#name)
  }

  /** A tab's share of it; `close` gives its locks back, as the end of a tab does. */
  openTab(): BrowserKeeps & { readonly close: () => void } {
    const own = new Set<string>()
    return {
      openDatabase: () => this.openDatabase(),
      locks: {
        take: (queueId) => {
          if (this.#held.has(queueId)) return Promise.resolve(false)
          this.#held.add(queueId)
          own.add(queueId)
          return Promise.resolve(true)
        },
      },
      storage: this.storage,
      estimate: () => Promise.resolve({ quota: 10 ** 10, usage: 0 }),
      close: () => {
        for (const queueId of own) this.#held.delete(queueId)
        own.clear()
      },
    }
  }
}
