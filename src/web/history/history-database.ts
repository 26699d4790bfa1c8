import { openDB, unwrap, type DBSchema, type IDBPDatabase } from 'idb'
import { historyName } from '../platform/databases.ts'
import { readArrival, type Arrival } from './arrival.ts'

/** Record of a job that a person cleared while it was still in the queue, so that it is not written again. */
interface Cleared {
  readonly atMs: number
  readonly isCleared: true
}

interface HistorySchema extends DBSchema {
  arrivals: {
    key: [openId: string, jobId: string]
    value: Arrival | Cleared
    indexes: { time: number; path: string }
  }
}

export type HistoryDatabase = IDBPDatabase<HistorySchema>

export interface HistoryLimits {
  readonly keptMs: number
  /** Of all persons who use this browser. */
  readonly records: number
}

export const usualLimits: HistoryLimits = { keptMs: 90 * 24 * 60 * 60_000, records: 20_000 }

/**
 * Opens the history, in a database of its own: a journal that has to be migrated or deleted does not touch it.
 *
 * @throws {DOMException} Where the browser stores nothing.
 */
export function openHistory(onLost: () => void, name = historyName): Promise<HistoryDatabase> {
  return openDB<HistorySchema>(name, 2, {
    upgrade(database, from, _to, transaction) {
      if (from < 1) database.createObjectStore('arrivals').createIndex('time', 'atMs')
      transaction.objectStore('arrivals').createIndex('path', 'path')
    },
    // Another page deletes it, or is newer.
    blocking: (_current, _wanted, event) => {
      ;(event.target as IDBDatabase).close()
      onLost()
    },
    terminated: onLost,
  })
}

/**
 * Writes arrivals, in one transaction, which is committed at once: it takes effect even if the page goes away before the answers. One
 * that is known already keeps its first time.
 */
export async function keepArrivals(
  database: HistoryDatabase,
  openId: string,
  arrivals: readonly Arrival[],
): Promise<void> {
  const transaction = database.transaction('arrivals', 'readwrite', { durability: 'relaxed' })
  const store = unwrap(transaction.store)
  for (const arrival of arrivals) {
    store.add(arrival, [openId, arrival.id]).onerror = (event) => {
      // It is there already. Otherwise the whole transaction would be aborted.
      event.preventDefault()
      event.stopPropagation()
    }
  }
  transaction.commit()
  await transaction.done
}

/** Removes what is too old, and the oldest where there are too many. */
export async function pruneHistory(database: HistoryDatabase, nowMs: number, limits = usualLimits): Promise<void> {
  const transaction = database.transaction('arrivals', 'readwrite', { durability: 'relaxed' })
  const byTime = transaction.store.index('time')
  const old = await byTime.getAllKeys(IDBKeyRange.upperBound(nowMs - limits.keptMs))
  const beyond = (await transaction.store.count()) - limits.records
  const oldest = beyond > old.length ? await byTime.getAllKeys(null, beyond) : old
  await Promise.all([...oldest.map((key) => transaction.store.delete(key)), transaction.done])
}

/** A person's arrivals, the newest first. */
export async function readHistory(database: HistoryDatabase, openId: string): Promise<readonly Arrival[]> {
  return newestFirst(await database.getAll('arrivals', rangeOf(openId)))
}

/** A person's arrivals of these paths, the newest first. Reads no others, unless so many are asked for that reading all is quicker. */
export async function readHistoryOf(
  database: HistoryDatabase,
  openId: string,
  paths: ReadonlySet<string>,
): Promise<readonly Arrival[]> {
  if (paths.size > pathsOneByOne) {
    return (await readHistory(database, openId)).filter(({ path }) => paths.has(path))
  }
  const { store, done } = database.transaction('arrivals')
  const byPath = store.index('path')
  // Keys and records of one path come in the same order.
  const read = Array.from(paths, async (path) => {
    const [keys, records] = await Promise.all([byPath.getAllKeys(path), byPath.getAll(path)])
    return records.filter((_record, at) => keys[at]?.[0] === openId)
  })
  const [records] = await Promise.all([Promise.all(read), done])
  return newestFirst(records.flat())
}

/** Two requests each; the history has at most `usualLimits.records`. */
const pathsOneByOne = 500

function newestFirst(records: readonly (Arrival | Cleared)[]): readonly Arrival[] {
  return records.flatMap((record) => readArrival(record) ?? []).sort((one, other) => other.atMs - one.atMs)
}

/** @param inQueue Jobs that are still on the page, and would be taken for new arrivals by the next one. */
export async function clearHistory(
  database: HistoryDatabase,
  { openId, inQueue, nowMs }: { readonly openId: string; readonly inQueue: readonly string[]; readonly nowMs: number },
): Promise<void> {
  const transaction = database.transaction('arrivals', 'readwrite', { durability: 'strict' })
  // Requests of a transaction are carried out in the order in which they are made.
  const emptied = transaction.store.delete(rangeOf(openId))
  const cleared = inQueue.map((id) => transaction.store.put({ atMs: nowMs, isCleared: true }, [openId, id]))
  await Promise.all([emptied, ...cleared, transaction.done])
}

function rangeOf(openId: string): IDBKeyRange {
  // An array sorts after every string.
  return IDBKeyRange.bound([openId], [openId, []])
}
