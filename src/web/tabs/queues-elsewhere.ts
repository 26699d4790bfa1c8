import type { QueueProgress } from './tab-channel.ts'
import type { QueueElsewhere } from './tab-queue-snapshot.ts'

/** The queues of other tabs, as far as this tab knows of them. */
export class QueuesElsewhere {
  readonly #progress = new Map<string, QueueProgress | null>()
  /** Queues whose locks this tab has; later messages about them from other tabs are stale. */
  readonly #mine = new Set<string>()
  /** Queues whose locks this tab waits for. */
  readonly #awaited = new Set<string>()
  /** Those among them for which no tab has answered. */
  readonly #silent = new Set<string>()

  get all(): readonly QueueElsewhere[] {
    return [...this.#progress].map(([queueId, progress]) => ({ queueId, progress }))
  }

  /** Whether every queue that is waited for is in a tab that answers. */
  get allAnswer(): boolean {
    return this.#silent.size === 0
  }

  isAwaited(queueId: string): boolean {
    return this.#awaited.has(queueId)
  }

  /** This tab begins to wait for the queue's lock. */
  await(queueId: string): void {
    this.#awaited.add(queueId)
    if (this.#progress.has(queueId)) return
    this.#silent.add(queueId)
    this.#progress.set(queueId, null)
  }

  /** The tab that has the queue reports its progress. Returns false where this tab has it meanwhile. */
  hear(queueId: string, progress: QueueProgress): boolean {
    if (this.#mine.has(queueId)) return false
    this.#progress.set(queueId, progress)
    this.#silent.delete(queueId)
    return true
  }

  /** This tab has the queue's lock, which it may have got without waiting. */
  claim(queueId: string): void {
    this.#mine.add(queueId)
  }

  /** This tab has got the lock that it waited for. */
  stopWaiting(queueId: string): void {
    this.claim(queueId)
    this.#awaited.delete(queueId)
    this.#silent.delete(queueId)
    this.#progress.delete(queueId)
  }

  /** This tab gave a lock back, because its queue was not to be taken up. */
  release(queueId: string): void {
    this.#mine.delete(queueId)
  }

  /** This tab's queue, with all that it took up before, goes to another tab. */
  handOver(queueId: string): void {
    this.#mine.clear()
    this.#progress.set(queueId, null)
  }
}
