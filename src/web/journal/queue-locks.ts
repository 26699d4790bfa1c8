/** Makes sure that one queue is driven by one tab. */
export interface QueueLocks {
  /**
   * Takes a queue for the life of this tab.
   *
   * @param patienceMs How long to wait for somebody who has it.
   * @returns Whether this tab has it now.
   */
  take(queueId: string, patienceMs: number): Promise<boolean>
}

/** By the Web Locks API: the browser gives a lock back when its tab is closed, reloaded or gone. */
export function browserLocks(locks: LockManager): QueueLocks {
  return {
    take: (queueId, patienceMs) =>
      new Promise((resolve) => {
        const hold = () => {
          resolve(true)
          // Held until the browser takes the page away.
          return new Promise<never>(() => undefined)
        }
        locks
          .request(`feishu-uploader.queue.${queueId}`, { signal: AbortSignal.timeout(patienceMs) }, hold)
          .catch(() => resolve(false))
      }),
  }
}
