import type { DatabaseNeighbours } from '../journal/journal-database.ts'
import type { JournalDatabase } from '../journal/journal-stores.ts'

interface QueueDatabaseOptions {
  readonly open: (neighbours: DatabaseNeighbours) => Promise<JournalDatabase>
  readonly onBlocked: () => void
  /** A newer page waits to upgrade the database: `letGo` lets it. */
  readonly onWanted: () => void
  readonly onLost: () => void
}

/** A tab's connection to the database. */
export class QueueDatabase {
  readonly #options: QueueDatabaseOptions
  #database: JournalDatabase | null = null
  /** Closes the database for a newer page that waits to upgrade it; null if none does. */
  #close: (() => void) | null = null
  #isEnded = false

  constructor(options: QueueDatabaseOptions) {
    this.#options = options
  }

  /** Null until it has been opened, and once a newer page has it. */
  get now(): JournalDatabase | null {
    return this.#database
  }

  get isEnded(): boolean {
    return this.#isEnded
  }

  /** @throws The database's error, or that it has ended. */
  async open(): Promise<JournalDatabase> {
    const ended = new Error('The database has been closed for good')
    if (this.#isEnded) throw ended
    const { open, onBlocked, onWanted, onLost } = this.#options
    const database = await open({
      onBlocked,
      onWanted: (close) => {
        this.#close = close
        onWanted()
      },
      onLost: () => {
        if (!this.#isEnded) onLost()
      },
    })
    if (this.isEnded) {
      database.close()
      throw ended
    }
    this.#database = database
    return database
  }

  /** Closes it for a newer page; false if none waits. */
  letGo(): boolean {
    if (!this.#close) return false
    this.#close()
    this.#close = null
    this.#database = null
    return true
  }

  /** From now on it is not opened again, so that it can be deleted once it is closed. */
  end(): void {
    this.#isEnded = true
  }

  close(): void {
    this.#database?.close()
    this.#database = null
  }
}
