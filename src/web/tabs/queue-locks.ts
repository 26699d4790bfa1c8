/** Makes sure that one queue is driven by one tab. */
export interface QueueLocks {
  /** Takes a queue that nobody has; null when somebody has it. */
  takeFree(queueId: string): Promise<Release | null>
  /** Takes a queue as soon as whoever has it, and whoever asked before, let go of it; that may be never. */
  take(queueId: string): Promise<Release>
}

/** Lets others have what was taken. */
export type Release = () => void

/** By the Web Locks API: the browser gives a lock back when its tab is closed, reloaded or gone. */
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
          // QuotaWait until it is released, or the browser takes the page away.
          return new Promise<void>((release) => resolve(() => release()))
        })
        .catch(reject)
    })
  return {
    takeFree: (queueId) => request(queueId, { ifAvailable: true }),
    take: async (queueId) => {
      const release = await request(queueId, {})
      // Without `ifAvailable` a lock comes or the promise stays open.
      return release ?? (() => undefined)
    },
  }
}
