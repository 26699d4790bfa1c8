import type { JournalChange } from '../../engine/journal/journal-change.ts'
import type { JournalDatabase } from './journal-stores.ts'

const stores = ['queues', 'packs', 'states', 'creations', 'deletions', 'discards', 'handles'] as const
export type Transaction = ReturnType<typeof begin>
/** Makes one request within a transaction. */
export type Request = () => Promise<unknown>

export const nothing: JournalChange = {
  files: [],
  states: [],
  removed: [],
  order: null,
  creations: [],
  deletions: [],
  concluded: [],
  discards: [],
  discarded: [],
}

export function begin(database: JournalDatabase, durability: IDBTransactionDurability) {
  return database.transaction(stores, 'readwrite', { durability })
}

/** Whether the connection still works: it may have been closed, or the database deleted. */
export function isUsable(database: JournalDatabase): boolean {
  try {
    database.transaction('queues')
    return true
  } catch {
    return false
  }
}

export function isFull(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'QuotaExceededError'
}

/**
 * Committed data survives a crash of the browser even if relaxed; a power cut may lose the last seconds. That only repeats
 * work, except for an edit that has already been sent: a creation must be on the disk first, or its blocks could be created
 * twice; a deletion by index too, or nobody would look at what it deleted.
 */
export function durabilityOf({ creations, deletions }: JournalChange): IDBTransactionDurability {
  return creations.length + deletions.length > 0 ? 'strict' : 'relaxed'
}
