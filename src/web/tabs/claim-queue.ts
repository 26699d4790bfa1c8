import type { PageStorage } from '../platform/browser-storage.ts'
import { isUnfinished, readQueue, removeQueue, withoutProgress, type FiledQueue } from '../journal/filed-queue.ts'
import type { JournalDatabase, QueueRecord } from '../journal/journal-stores.ts'
import { fieldOf } from '../kept/kept-targets.ts'

/** Queues of other people are deleted after this long without a change. */
const keptForMs = 30 * 24 * 60 * 60 * 1000

export interface Claim {
  readonly database: JournalDatabase
  readonly storage: PageStorage
  readonly ownerOpenId: string
  readonly nowMs: number
}

const stoppedKey = (queueId: string) => `feishu-uploader.journal-stopped.${queueId}`

/** Marks a queue's records as out of date. Kept in Web Storage, since the database is what failed. */
export function noteStopped(queueId: string, storage: PageStorage): void {
  storage.setItem(stoppedKey(queueId), '')
}

/** Clears the mark: the records are up to date again, or deleted. */
export function forgetStopped(queueId: string, storage: PageStorage): void {
  storage.removeItem(stoppedKey(queueId))
}

/** Ids of this person's queues, oldest first, and of other people's expired ones, which `claimQueue` deletes. */
export async function claimableQueues(claim: Claim): Promise<readonly string[]> {
  const known = await claim.database.getAll('queues')
  return known
    .filter((queue) => isOwn(queue, claim) || isForgotten(queue, claim))
    .toSorted((a, b) => numberOr(a.createdAtMs, 0) - numberOr(b.createdAtMs, 0))
    .map(({ queueId }) => queueId)
}

/**
 * Reads a queue whose lock this tab holds. Null if it is gone or another person's. A queue with nothing left to do is
 * deleted.
 */
export async function claimQueue(queueId: string, claim: Claim): Promise<FiledQueue | null> {
  const { database, storage } = claim
  const queue = await database.get('queues', queueId)
  if (!queue) return null
  if (!isOwn(queue, claim)) {
    if (isForgotten(queue, claim)) await removeQueue(database, queueId)
    return null
  }
  const filed = await readQueue(database, repaired(queue))
  if (isUnfinished(filed)) return storage.getItem(stoppedKey(queueId)) === null ? filed : withoutProgress(filed)
  await removeQueue(database, queueId)
  forgetStopped(queueId, storage)
  return null
}

function isOwn({ ownerOpenId }: QueueRecord, claim: Claim): boolean {
  return ownerOpenId === claim.ownerOpenId
}

function isForgotten({ touchedAtMs }: QueueRecord, { nowMs }: Claim): boolean {
  return nowMs - numberOr(touchedAtMs, nowMs) > keptForMs
}

/** The queue's own record, with defaults for missing or malformed fields. */
function repaired(queue: QueueRecord): QueueRecord {
  const order: unknown = fieldOf(queue, 'order')
  return {
    ...queue,
    createdAtMs: numberOr(queue.createdAtMs, 0),
    touchedAtMs: numberOr(queue.touchedAtMs, 0),
    order: Array.isArray(order) ? order.filter((id) => typeof id === 'string') : null,
  }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
