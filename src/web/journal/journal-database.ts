import { openDB } from 'idb'
import { journalVersion, raiseVersion } from './journal-migrations.ts'
import type { JournalDatabase, JournalSchema } from './journal-stores.ts'
import { journalName } from './forget-journal.ts'

/** What the page does about others that have, or want, the database. */
export interface DatabaseNeighbours {
  /** A page with an older version of the database has it; it opens by itself once that page lets go of it. */
  readonly onBlocked: () => void
  /** A newer page wants to raise the version; `close` lets it. */
  readonly onWanted: (close: () => void) => void
  /** The browser took the database away, or somebody deletes it. */
  readonly onLost: () => void
}

/**
 * Opens the journal's database, with what earlier versions of the page wrote there.
 *
 * @throws {DOMException} `VersionError` when a newer version of the page wrote it. Other names where the browser keeps nothing:
 *   private windows of some, blocked site data, a full disk.
 */
export function openJournalDatabase(
  neighbours: DatabaseNeighbours,
  name = journalName,
  version = journalVersion,
): Promise<JournalDatabase> {
  return openDB<JournalSchema>(name, version, {
    upgrade(_database, from, _to, raising) {
      // Taken back as a whole, so that the queues stay as the earlier page left them.
      raiseVersion(raising as never, from).catch(() => raising.abort())
      // Opening tells of it.
      raising.done.catch(() => undefined)
    },
    blocked: neighbours.onBlocked,
    blocking: (_current, wanted, event) => {
      const close = () => (event.target as IDBDatabase).close()
      if (wanted !== null) {
        neighbours.onWanted(close)
        return
      }
      close()
      neighbours.onLost()
    },
    terminated: neighbours.onLost,
  })
}

/** All that is filed under a queue. */
export function rangeOf(queueId: string): IDBKeyRange {
  // An array sorts after every number and every string.
  return IDBKeyRange.bound([queueId], [queueId, []])
}

/**
 * Does all steps of a transaction, or none.
 *
 * @throws What a step threw, or why the browser took it back.
 */
export async function whole(transaction: { readonly done: Promise<void>; abort(): void }, steps: () => Promise<void>) {
  const stepping = steps().catch((cause: unknown) => {
    transaction.abort()
    throw cause
  })
  await Promise.all([stepping, transaction.done])
}

/** Requests are made for so long before the page gets a breath: ten thousand at once would hold it for 0.2 s. */
const breathAfterMs = 5

/**
 * Makes one request for each item, within the transaction they belong to.
 *
 * @param onAsked Called when all have been made, before the last of them are answered: a transaction that is committed here
 *   stands even where the page is gone when the answers come.
 */
export async function eachInTurn<T>(
  items: Iterable<T>,
  ask: (item: T) => Promise<unknown>,
  onAsked?: () => void,
): Promise<void> {
  let asked: Promise<unknown>[] = []
  let sinceMs = performance.now()
  for (const item of items) {
    if (performance.now() - sinceMs > breathAfterMs) {
      await Promise.all(asked)
      asked = []
      sinceMs = performance.now()
    }
    const answer = ask(item)
    // When a later one can not even be made, the transaction is taken back and nobody waits for this answer any more.
    answer.catch(() => undefined)
    asked.push(answer)
  }
  onAsked?.()
  await Promise.all(asked)
}
