import type { JobId } from '../../engine/job/job.ts'
import type { JournalChange } from '../../engine/journal/journal-change.ts'
import { isFull } from './journal-transaction.ts'
import type { JournalDatabase, Thumbnail } from './journal-stores.ts'
import { isThumbnail } from './kept-records.ts'

/** Largest picture that is kept: most are 1 to 3 KB. */
export const thumbnailMaxBytes = 8 * 1024
/** Largest number per queue: at most 16 MB with `thumbnailMaxBytes`. */
export const mostThumbnails = 2000

interface Storage {
  readonly database: JournalDatabase
  readonly queueId: string
}

/**
 * Keeps the thumbnails of a queue, so that they are shown after a reload for files whose bytes the browser no longer has, and are
 * not made anew when a row comes into view again. Failures here affect nothing else.
 */
export class KeptThumbnails {
  /** Database and id of the queue at present; null before the database is open. */
  readonly #storage: () => Storage | null
  /** Oldest first. */
  readonly #kept = new Set<JobId>()
  #isGivenUp = false

  constructor(storage: () => Storage | null) {
    this.#storage = storage
  }

  /** Takes over the thumbnails stored by an earlier page. */
  takeUp(ids: Iterable<JobId>): void {
    for (const id of ids) this.#kept.add(id)
  }

  /** Null where none is stored. */
  readonly find = async (id: JobId): Promise<Thumbnail | null> => {
    const storage = this.#kept.has(id) ? this.#storage() : null
    const record: unknown = storage && (await get(storage, id).catch(() => null))
    if (isThumbnail(record)) return record
    this.#kept.delete(id)
    return null
  }

  readonly keep = (id: JobId, thumbnail: Thumbnail): void => {
    const storage = this.#storage()
    if (!storage || this.#isGivenUp || (thumbnail.picture?.byteLength ?? 0) > thumbnailMaxBytes) return
    // Noted before the write, so that a deletion is always queued after it.
    this.#kept.add(id)
    const beyond = this.#takeBeyond()
    write(storage, async (store, keyOf) => {
      await Promise.all([store.put(thumbnail, keyOf(id)), ...beyond.map((oldest) => store.delete(keyOf(oldest)))])
    }).catch((cause: unknown) => {
      this.#kept.delete(id)
      this.#isGivenUp ||= isFull(cause)
    })
  }

  /** Deletes the thumbnails of removed jobs. */
  follow({ removed }: Pick<JournalChange, 'removed'>): void {
    const gone = removed.filter((id) => this.#kept.delete(id))
    // A thumbnail left behind is deleted with its queue.
    void this.#delete(gone)
  }

  /**
   * Deletes all thumbnails, and stores no more.
   *
   * @returns Whether any were deleted.
   */
  async giveUp(): Promise<boolean> {
    this.#isGivenUp = true
    const gone = [...this.#kept]
    this.#kept.clear()
    return this.#delete(gone)
  }

  #takeBeyond(): readonly JobId[] {
    const beyond: JobId[] = []
    for (const oldest of this.#kept) {
      if (this.#kept.size <= mostThumbnails) break
      this.#kept.delete(oldest)
      beyond.push(oldest)
    }
    return beyond
  }

  async #delete(ids: readonly JobId[]): Promise<boolean> {
    const storage = this.#storage()
    if (!storage || ids.length === 0) return false
    return write(storage, async (store, keyOf) => {
      await Promise.all(ids.map((id) => store.delete(keyOf(id))))
    }).then(
      () => true,
      () => false,
    )
  }
}

type Store = ReturnType<typeof begin>['store']

function begin(database: JournalDatabase) {
  return database.transaction('thumbnails', 'readwrite', { durability: 'relaxed' })
}

async function get({ database, queueId }: Storage, id: JobId): Promise<unknown> {
  return database.get('thumbnails', [queueId, id])
}

async function write(
  { database, queueId }: Storage,
  requests: (store: Store, keyOf: (id: JobId) => [string, JobId]) => Promise<void>,
): Promise<void> {
  const transaction = begin(database)
  const asked = requests(transaction.store, (id) => [queueId, id])
  // The transaction reports the error.
  asked.catch(() => undefined)
  await transaction.done
}
