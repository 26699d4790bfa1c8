/** Tells when every page of this browser has stopped writing. */
export interface PageLocks {
  /** Held by each page while it may write. Returns a function that releases it; a page that goes away releases it too. */
  readonly hold: () => () => void
  /** Resolves once no page holds it. */
  readonly allReleased: () => Promise<void>
}

const name = 'feishu-uploader.page'

/** Uses the Web Locks API: pages share the lock, and it is free for an exclusive request once all have let go. */
export function browserPageLocks(locks: LockManager): PageLocks {
  return {
    hold: () => {
      let release: () => void = () => undefined
      const held = new Promise<void>((resolve) => (release = resolve))
      locks.request(name, { mode: 'shared' }, () => held).catch(() => undefined)
      return () => release()
    },
    allReleased: async () => {
      await locks.request(name, () => undefined)
    },
  }
}
