import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { BlockId } from '../../contract/ids.ts'
import type { JobId } from '../../engine/job.ts'
import type { Target } from '../../engine/target.ts'
import { journalName } from './journal-name.ts'
import type { JournalCreation, JournalDiscard, JournalState } from '../../engine/journal-change.ts'

/** One tab's queue; everything else is filed under its id. */
export interface QueueRecord {
  readonly queueId: string
  /** Feishu's `open_id` of the person whose work it is. */
  readonly ownerOpenId: string
  readonly createdAtMs: number
  /** Milliseconds since 1970, right to the hour. */
  readonly touchedAtMs: number
  /** As in `JournalChange`. */
  readonly order: readonly JobId[] | null
}

/** What is kept of a file beside its bytes. */
export interface FileRecord {
  readonly id: JobId
  readonly name: string
  readonly path: string
  /** Null for a file that was only listed. */
  readonly seen: { readonly sizeBytes: number; readonly lastModifiedMs: number; readonly type: string } | null
  readonly target: Target
  /** The job under which its handle is filed: the first one of its folder. */
  readonly handleOf: JobId | null
}

/** Bytes of a small file: a Blob, or an ArrayBuffer where the browser files no Blobs. */
export type Copy = Blob | ArrayBuffer

type Filed<Name> = [queueId: string, name: Name]

interface JournalSchema extends DBSchema {
  queues: { key: string; value: QueueRecord }
  /** Files by the hundred: ten thousand records cost seconds, twenty packs cost 30 ms. */
  packs: { key: Filed<number>; value: readonly FileRecord[] }
  states: { key: Filed<JobId>; value: JournalState }
  /** By `client_token`. */
  creations: { key: Filed<string>; value: JournalCreation }
  discards: { key: Filed<BlockId>; value: JournalDiscard }
  handles: { key: Filed<JobId>; value: FileSystemHandle }
  /** Bytes of small files. */
  copies: { key: Filed<JobId>; value: Copy }
}

export type JournalDatabase = IDBPDatabase<JournalSchema>

const storeOptions = {
  queues: { keyPath: 'queueId' },
  packs: undefined,
  states: undefined,
  creations: undefined,
  discards: undefined,
  handles: undefined,
  copies: undefined,
} as const

export const filedStores = ['packs', 'states', 'creations', 'discards', 'handles', 'copies'] as const
export const allStores = ['queues', ...filedStores] as const

/** Raised whenever a record changes its shape: queues of an older page are forgotten then, for nobody could read them. */
const version = 2

/** @throws {DOMException} Where the browser keeps nothing: private windows of some, blocked site data, a full disk. */
export function openJournalDatabase(name = journalName): Promise<JournalDatabase> {
  return openDB<JournalSchema>(name, version, {
    upgrade(database) {
      for (const store of [...database.objectStoreNames]) database.deleteObjectStore(store)
      for (const store of allStores) database.createObjectStore(store, storeOptions[store])
    },
    // A newer page wants to raise the version, and would wait for this one for ever.
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
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
