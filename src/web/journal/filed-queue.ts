import type { JobId } from '../../engine/job.ts'
import type { JournalCreation, JournalDiscard, JournalState } from '../../engine/journal-change.ts'
import type { Pack } from './file-packs.ts'
import {
  allStores,
  eachInTurn,
  filedStores,
  rangeOf,
  whole,
  type JournalDatabase,
  type QueueRecord,
} from './journal-database.ts'

/** A queue as it lies in the database. */
export interface FiledQueue {
  readonly queue: QueueRecord
  readonly packs: readonly Pack[]
  readonly states: ReadonlyMap<JobId, JournalState>
  readonly handles: ReadonlyMap<JobId, FileSystemHandle>
  readonly creations: readonly JournalCreation[]
  readonly discards: readonly JournalDiscard[]
  /** Jobs whose bytes lie there too. */
  readonly copies: ReadonlySet<JobId>
}

export function emptyQueue(queue: QueueRecord): FiledQueue {
  const nothing = {
    packs: [],
    states: new Map(),
    handles: new Map(),
    creations: [],
    discards: [],
    copies: new Set<JobId>(),
  }
  return { queue, ...nothing }
}

export async function readQueue(database: JournalDatabase, queue: QueueRecord): Promise<FiledQueue> {
  const transaction = database.transaction(filedStores)
  const range = rangeOf(queue.queueId)
  const [packNumbers, packs, states, handleKeys, handles, creations, discards, copies] = await Promise.all([
    transaction.objectStore('packs').getAllKeys(range),
    transaction.objectStore('packs').getAll(range),
    transaction.objectStore('states').getAll(range),
    transaction.objectStore('handles').getAllKeys(range),
    transaction.objectStore('handles').getAll(range),
    transaction.objectStore('creations').getAll(range),
    transaction.objectStore('discards').getAll(range),
    transaction.objectStore('copies').getAllKeys(range),
  ])
  return {
    queue,
    packs: packNumbers.map(([, number], at): Pack => [number, packs[at] ?? []]),
    states: new Map(states.map((state) => [state.id, state])),
    handles: new Map(handleKeys.flatMap(([, id], at) => (handles[at] ? [[id, handles[at]]] : []))),
    creations,
    discards,
    copies: new Set(copies.map(([, id]) => id)),
  }
}

/** Whether something is left to do. What arrived or was cancelled is told once, on the page where it happened. */
export function isUnfinished({ packs, states, creations, discards }: FiledQueue): boolean {
  if (creations.length + discards.length > 0) return true
  return packs.some(([, files]) =>
    files.some(({ id }) => {
      const stage = states.get(id)?.stage
      // What could still be undone is named once more: nobody may have seen what became of it.
      if (stage?.at === 'cancelled') return stage.before !== undefined
      return stage?.at !== 'done'
    }),
  )
}

export async function removeQueue(database: JournalDatabase, queueId: string): Promise<void> {
  const transaction = database.transaction(allStores, 'readwrite')
  await whole(transaction, async () => {
    await transaction.objectStore('queues').delete(queueId)
    for (const store of filedStores) await transaction.objectStore(store).delete(rangeOf(queueId))
  })
}

/** Job ids in the queue's order; files that came after the last reordering stand at the end. */
export function idsInOrder({ queue, packs }: Pick<FiledQueue, 'queue' | 'packs'>): readonly JobId[] {
  const ids = packs.flatMap(([, files]) => files.map(({ id }) => id))
  if (queue.order === null) return ids
  const known = new Set(ids)
  const ordered = new Set(queue.order.filter((id) => known.has(id)))
  return [...ordered, ...ids.filter((id) => !ordered.has(id))]
}

/** Puts the second queue behind the first, which keeps its id. */
export async function joinQueues(
  database: JournalDatabase,
  first: FiledQueue,
  second: FiledQueue,
): Promise<QueueRecord> {
  const isReordered = first.queue.order !== null || second.queue.order !== null
  const joined = { ...first.queue, order: isReordered ? [...idsInOrder(first), ...idsInOrder(second)] : null }
  const { queueId } = joined
  const moved = rangeOf(second.queue.queueId)
  const firstFreePack = 1 + Math.max(-1, ...first.packs.map(([number]) => number))
  const transaction = database.transaction(allStores, 'readwrite')
  await whole(transaction, async () => {
    await transaction.objectStore('queues').put(joined)
    await transaction.objectStore('queues').delete(second.queue.queueId)
    for (const name of filedStores) {
      const store = transaction.objectStore(name)
      const [keys, values] = await Promise.all([store.getAllKeys(moved), store.getAll(moved)])
      await eachInTurn([...keys.entries()], async ([at, [, key]]) => {
        const value = values[at]
        if (value === undefined) return
        await store.put(value, typeof key === 'number' ? [queueId, key + firstFreePack] : [queueId, key])
      })
      await store.delete(moved)
    }
  })
  return joined
}
