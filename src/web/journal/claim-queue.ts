import type { PageStorage } from '../wire/browser-storage.ts'
import { emptyQueue, isUnfinished, joinQueues, readQueue, removeQueue, type FiledQueue } from './filed-queue.ts'
import type { JournalDatabase, QueueRecord } from './journal-database.ts'
import type { QueueLocks } from './queue-locks.ts'

/** Queues nobody touched for so long are forgotten. */
const keptForMs = 30 * 24 * 60 * 60 * 1000
/** A page that is just being reloaded gives its lock back a moment after the new one has begun. */
const patienceMs = 500

export interface Claim {
  readonly database: JournalDatabase
  readonly locks: QueueLocks
  readonly storage: PageStorage
  readonly ownerOpenId: string
  readonly nowMs: number
  readonly newQueueId: string
}

const stoppedKey = (queueId: string) => `feishu-uploader.journal-stopped.${queueId}`

/** Notes that a queue's records are no longer true. Kept elsewhere, for the database is what failed. */
export function noteStopped(queueId: string, storage: PageStorage): void {
  storage.setItem(stoppedKey(queueId), '')
}

/**
 * Finds this tab its queue: what tabs of this person left behind, the oldest first, or a new one. Queues of living tabs and of
 * other people are left alone; what is too old, or stopped being true, is removed.
 */
export async function claimQueue(claim: Claim): Promise<FiledQueue> {
  const { database, locks, ownerOpenId, nowMs, newQueueId } = claim
  const known = await database.getAll('queues')
  const wanted = known.filter((queue) => queue.ownerOpenId === ownerOpenId || isSpent(queue, claim))
  const taken = await Promise.all(wanted.map(({ queueId }) => locks.take(queueId, patienceMs)))
  const abandoned: FiledQueue[] = []
  for (const { queueId } of wanted.filter((_, at) => taken[at])) {
    const filed = await readOrRemove(queueId, claim)
    if (filed) abandoned.push(filed)
  }
  const [oldest, ...others] = abandoned.toSorted((a, b) => a.queue.createdAtMs - b.queue.createdAtMs)
  if (!oldest) {
    await locks.take(newQueueId, patienceMs)
    // Not written before something is in it; touched so long ago that the first change writes it.
    return emptyQueue({ queueId: newQueueId, ownerOpenId, createdAtMs: nowMs, touchedAtMs: 0, order: null })
  }
  let claimed = oldest
  for (const other of others) claimed = await readQueue(database, await joinQueues(database, claimed, other))
  const queue = { ...claimed.queue, touchedAtMs: nowMs }
  await database.put('queues', queue)
  return { ...claimed, queue }
}

/** The queue, when something in it is left to do; it may also have changed hands, or gone, before this tab had its lock. */
async function readOrRemove(queueId: string, claim: Claim): Promise<FiledQueue | null> {
  const { database, storage, ownerOpenId } = claim
  const queue = await database.get('queues', queueId)
  if (!queue) return null
  if (!isSpent(queue, claim)) {
    if (queue.ownerOpenId !== ownerOpenId) return null
    const filed = await readQueue(database, queue)
    if (isUnfinished(filed)) return filed
  }
  await removeQueue(database, queueId)
  storage.removeItem(stoppedKey(queueId))
  return null
}

function isSpent({ queueId, touchedAtMs }: QueueRecord, { storage, nowMs }: Claim): boolean {
  return nowMs - touchedAtMs > keptForMs || storage.getItem(stoppedKey(queueId)) !== null
}
