import { openDB } from 'idb'
import { journalVersion, raiseVersion } from './journal-migrations.ts'
import type { JournalDatabase, JournalSchema } from './journal-stores.ts'
import { journalName } from '../platform/databases.ts'

/** Callbacks for pages and events that compete for the database. */
export interface DatabaseNeighbours {
  /** A page with an older version keeps it open; opening continues once that page closes it. */
  readonly onBlocked: () => void
  /** A newer page waits to upgrade it; `close` lets it. */
  readonly onWanted: (close: () => void) => void
  /** The browser closed the connection, or the database is being deleted. */
  readonly onLost: () => void
}

/**
 * Opens the journal's database and migrates records of earlier versions.
 *
 * @throws {DOMException} `VersionError` when a newer version of the page wrote it; other names where the browser stores
 *   nothing (some private windows, blocked site data, a full disk).
 */
export function openJournalDatabase(
  neighbours: DatabaseNeighbours,
  name = journalName,
  version = journalVersion,
): Promise<JournalDatabase> {
  return openDB<JournalSchema>(name, version, {
    upgrade(_database, from, _to, raising) {
      // Aborting leaves the queues as the earlier page wrote them.
      raiseVersion(raising as never, from).catch(() => raising.abort())
      // The rejection reaches the caller through `openDB`.
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

/** Key range of all records of a queue. */
export function rangeOf(queueId: string): IDBKeyRange {
  // An array sorts after every number and every string.
  return IDBKeyRange.bound([queueId], [queueId, []])
}

/**
 * Completes all steps of a transaction, or aborts it.
 *
 * @throws The error of the failed step, or why the browser aborted.
 */
export async function whole(transaction: { readonly done: Promise<void>; abort(): void }, steps: () => Promise<void>) {
  const stepping = steps().catch((cause: unknown) => {
    transaction.abort()
    throw cause
  })
  await Promise.all([stepping, transaction.done])
}

/** Time after which requests are awaited before more are made: ten thousand at once block the page for 0.2 s. */
const breathAfterMs = 5
/**
 * Requests always made without a pause, so that those of a usual drop are made and committed before its rows are shown: a busy machine
 * may take longer than `breathAfterMs` for a few.
 */
const requestsWithoutBreath = 200

/**
 * Makes one request per item within their transaction.
 *
 * @param onAsked Called when all requests have been made, before the last are answered: committing here makes the
 *   transaction durable even if the page goes away before the answers.
 */
export async function eachInTurn<T>(
  items: Iterable<T>,
  ask: (item: T) => Promise<unknown>,
  onAsked?: () => void,
): Promise<void> {
  let asked: Promise<unknown>[] = []
  let sinceMs = performance.now()
  for (const item of items) {
    if (asked.length >= requestsWithoutBreath && performance.now() - sinceMs > breathAfterMs) {
      await Promise.all(asked)
      asked = []
      sinceMs = performance.now()
    }
    const answer = ask(item)
    // If making a later request throws, the transaction is aborted and nobody awaits this promise.
    answer.catch(() => undefined)
    asked.push(answer)
  }
  onAsked?.()
  await Promise.all(asked)
}
