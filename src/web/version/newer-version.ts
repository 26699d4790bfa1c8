import { useSyncExternalStore } from 'react'
import { Subscribable } from '../../engine/subscribable.ts'
import { lookAtServer } from './look-at-server.ts'

const lookEveryMs = 15 * 60 * 1000
/** Minimum time between checks, for those who switch windows often. */
const lookAgainAfterMs = 60 * 1000

/** Asks the server now and then whether it has a newer version of the page. Remembers the answer: a newer version stays newer. */
export class VersionWatch {
  readonly #changes = new Subscribable()
  #isNewer = false
  #lookedAtMs = 0

  readonly isNewer = (): boolean => this.#isNewer

  /** Looks periodically, and when the window regains the focus, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    const unsubscribe = this.#changes.subscribe(listener)
    const look = () => void this.#look()
    const timer = setInterval(look, lookEveryMs)
    addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      unsubscribe()
      clearInterval(timer)
      removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }

  async #look(): Promise<void> {
    if (this.#isNewer || document.hidden || Date.now() - this.#lookedAtMs < lookAgainAfterMs) return
    this.#lookedAtMs = Date.now()
    this.#isNewer = (await lookAtServer()).is === 'newer'
    this.#changes.publish()
  }
}

/** One for the page: a version that was seen stays known when the notice is rendered again. */
const ofThisPage = new VersionWatch()

/** Whether the server has a newer version of the page. */
export function useNewerVersion(watch: VersionWatch = ofThisPage): boolean {
  return useSyncExternalStore(watch.subscribe, watch.isNewer)
}
