import { forgetJournal } from '../journal/forget-journal.ts'
import type { AskGateway } from '../platform/ask-gateway.ts'
import { browserStorage, tabStorage } from '../platform/browser-storage.ts'
import { leavePage } from '../platform/leave-page.ts'
import { SignOut } from '../session/SignOut.tsx'
import { browserTabChannel } from '../tabs/tab-channel.ts'
import { Leaving } from './leaving.ts'
import { browserPageLocks } from './page-locks.ts'

/** What the end of a visit needs. Loaded after the first paint: every tab has to hear when another one forgets. */
export interface LeavingBundle {
  readonly leaving: Leaving
  readonly SignOut: typeof SignOut
}

export function openLeaving(ask: AskGateway): LeavingBundle {
  const leaving = new Leaving({
    ask,
    channel: browserTabChannel(),
    // Missing on plain http, although the type says otherwise.
    locks: isSecureContext ? browserPageLocks(navigator.locks) : null,
    storages: [browserStorage, tabStorage],
    deleteDatabase: forgetJournal,
    caches: 'caches' in globalThis ? caches : null,
    goHome: () => leavePage('/'),
    sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
  })
  return { leaving, SignOut }
}
