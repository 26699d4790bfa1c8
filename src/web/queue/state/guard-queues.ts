import type { Uploads } from '../../../engine/queue/uploads.ts'
import { guardLeaving } from '../../platform/guard-leaving.ts'
import type { TabQueue } from '../../tabs/tab-queue.ts'
import { isPending } from './queue-state.ts'

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
