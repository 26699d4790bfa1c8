import { useEffect } from 'react'

/** Asks before the page is left while files are to arrive; only then, for the guard costs the back-forward cache. */
export function useLeaveGuard(isPending: boolean): void {
  useEffect(() => {
    if (!isPending) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isPending])
}
