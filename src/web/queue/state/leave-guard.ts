import type { Uploads } from '../../../engine/queue/uploads.ts'
import type { TabQueue } from '../../tabs/tab-queue.ts'
import { isPending } from './queue-state.ts'

interface Watched {
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * Registers a `beforeunload` handler while `hasPending` returns true, and only then: the handler disables the back-forward
 * cache. Tied to the store and not to a component, so that it works even when rendering has failed.
 */
export function guardLeaving(watched: Watched, hasPending: () => boolean): void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  const look = () => (hasPending() ? addEventListener('beforeunload', ask) : removeEventListener('beforeunload', ask))
  watched.subscribe(look)
  look()
}

/** Asks before the page is left while files of the tab's queue are pending, whichever queue the tab has. */
export function guardQueues(tab: Pick<TabQueue, 'getSnapshot' | 'subscribe'>): void {
  const queueOf = () => tab.getSnapshot().queue?.uploads ?? null
  const guarded = new WeakSet<Uploads>()
  const look = () => {
    const uploads = queueOf()
    if (!uploads || guarded.has(uploads)) return
    guarded.add(uploads)
    const subscribe = (listener: () => void) => {
      const stops = [uploads.subscribe(listener), tab.subscribe(listener)]
      return () => stops.forEach((stop) => stop())
    }
    guardLeaving({ subscribe }, () => queueOf() === uploads && isPending(uploads.getSnapshot()))
  }
  tab.subscribe(look)
  look()
}
