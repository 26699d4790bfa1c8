/** Locks between tabs: only one tab runs a queue. */
export interface QueueLocks {
  /** Takes the lock if it is free; null otherwise. */
  takeFree(queueId: string): Promise<Release | null>
  /** Waits for the lock behind its holder and earlier waiters, possibly for ever. */
  take(queueId: string): Promise<Release>
}

/** Releases the lock. */
export type Release = () => void

/** Uses the Web Locks API: the browser releases a lock when its tab is closed, reloaded or crashes. */
export function browserLocks(locks: LockManager): QueueLocks {
  const nameOf = (queueId: string) => `feishu-uploader.queue.${queueId}`
  const request = (queueId: string, options: LockOptions) =>
    new Promise<Release | null>((resolve, reject) => {
      locks
        .request(nameOf(queueId), options, (lock) => {
          if (!lock) {
            resolve(null)
            return undefined
          }
          // Held until released, or until the page goes away.
          return new Promise<void>((release) => resolve(() => release()))
        })
        .catch(reject)
    })
  return {
    takeFree: (queueId) => request(queueId, { ifAvailable: true }),
    take: async (queueId) => {
      const release = await request(queueId, {})
      // Without `ifAvailable` the callback always gets a lock.
      return release ?? (() => undefined)
    },
  }
}
