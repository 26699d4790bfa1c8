import type { PageLocks } from '../page-locks.ts'

/** Locks of the pages of one browser, in memory. */
export function memoryPageLocks(): PageLocks {
  let open = 0
  const wake: (() => void)[] = []
  return {
    hold: () => {
      open += 1
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        open -= 1
        if (open === 0) for (const each of wake.splice(0)) each()
      }
    },
    allReleased: () => (open === 0 ? Promise.resolve() : new Promise((resolve) => void wake.push(resolve))),
  }
}
