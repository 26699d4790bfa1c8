import type { JournalChange } from '../../engine/journal/journal-change.ts'
import type { JournalDatabase } from './journal-stores.ts'

const stores = ['queues', 'packs', 'states', 'creations', 'discards', 'handles'] as const
export type Transaction = ReturnType<typeof begin>
/** Makes one request of a transaction. */
export type Request = () => Promise<unknown>

export const nothing: JournalChange = {
  files: [],
  states: [],
  removed: [],
  order: null,
  creations: [],
  settled: [],
  discards: [],
  discarded: [],
}

export function begin(database: JournalDatabase, durability: IDBTransactionDurability) {
  return database.transaction(stores, 'readwrite', { durability })
}

/** Whether the browser still lets it be used: a connection can be cut off, and a database deleted. */
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
 * A browser's crash loses nothing that was committed, however relaxed; a power cut may take the last seconds. That is only
 * work done again, except for a creation of blocks that already left: it has to be on the disk first, or its blocks would stand
 * in the document twice.
 */
export function durabilityOf({ creations }: JournalChange): IDBTransactionDurability {
  return creations.length > 0 ? 'strict' : 'relaxed'
}
