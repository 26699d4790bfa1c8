import { homePath, isOwnCache } from '../gateway/own-path.ts'
import { SignOut } from '../session/SignOut.tsx'
import { browserTabChannel } from '../tabs/tab-channel.ts'
import { Leaving, type LeavingDoors } from './leaving.ts'
import { browserPageLocks } from './page-locks.ts'

/** What signing out needs. Loaded after the first paint, since every tab has to stop when another one deletes everything. */
export interface LeavingBundle {
  readonly leaving: Leaving
  readonly SignOut: typeof SignOut
}

/** @param doors From modules of the first paint: imported here, each would become a file of its own. */
export function openLeaving(doors: Pick<LeavingDoors, 'endSession' | 'storages' | 'deleteDatabase'>): LeavingBundle {
  const leaving = new Leaving({
    ...doors,
    channel: browserTabChannel(),
    // Missing on plain http, although the type says otherwise.
    locks: isSecureContext ? browserPageLocks(navigator.locks) : null,
    caches: 'caches' in globalThis ? ownCaches : null,
    goHome: () => leavePage(homePath()),
    sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
  })
  return { leaving, SignOut }
}

const ownCaches: LeavingDoors['caches'] = {
  keys: async () => (await caches.keys()).filter(isOwnCache),
  delete: (name) => caches.delete(name),
}

/**
 * Goes to another address without asking, although files may be pending: the person has decided. The page leaves the
 * history, so that "back" does not show it again.
 */
function leavePage(address: string): void {
  addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
  location.replace(address)
}
