import { useSyncExternalStore } from 'react'
import { Subscribable } from '../../engine/subscribable.ts'
import { lookAtServer } from './look-at-server.ts'

const lookEveryMs = 15 * 60 * 1000
/** Minimum time between checks, for those who switch windows often. */
const lookAgainAfterMs = 60 * 1000

let isNewer = false
let lookedAtMs = 0
const changes = new Subscribable()

async function look(): Promise<void> {
  if (isNewer || document.hidden || Date.now() - lookedAtMs < lookAgainAfterMs) return
  lookedAtMs = Date.now()
  isNewer = (await lookAtServer()).is === 'newer'
  changes.publish()
}

function subscribe(listener: () => void): () => void {
  const unsubscribe = changes.subscribe(listener)
  const lookNow = () => void look()
  const timer = setInterval(lookNow, lookEveryMs)
  addEventListener('focus', lookNow)
  document.addEventListener('visibilitychange', lookNow)
  return () => {
    unsubscribe()
    clearInterval(timer)
    removeEventListener('focus', lookNow)
    document.removeEventListener('visibilitychange', lookNow)
  }
}

/** Whether the server has a newer version of the page; checked periodically and when the window regains the focus. */
export function useNewerVersion(): boolean {
  return useSyncExternalStore(subscribe, () => isNewer)
}
