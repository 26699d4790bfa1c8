import { LazyModule } from '../lazy/lazy-module.ts'
import { Leaving } from '../app/leaving.ts'
import type { LeavingBundle } from '../app/leaving-bundle.ts'
import { signOut } from '../session/read-session.ts'
import { SignOut } from '../session/SignOut.tsx'
import type { AskGateway } from '../gateway/ask-gateway.ts'

/** The parts of signing out, around the test's gateway. They delete only keys that the page stored. */
export function leavingOf(ask: AskGateway, goHome: () => void = () => undefined): LazyModule<LeavingBundle> {
  const leaving = new Leaving({
    endSession: (isForgetting) => signOut(ask, isForgetting),
    channel: { post: () => undefined, subscribe: () => () => undefined },
    locks: null,
    // The storages stay usable for other tests.
    storages: [{ forget: () => [localStorage, sessionStorage].forEach((storage) => storage.clear()) }],
    deleteDatabase: () => Promise.resolve(),
    caches: null,
    goHome,
    sleep: () => Promise.resolve(),
  })
  return new LazyModule(() => Promise.resolve({ leaving, SignOut }), { isOffline: () => false })
}
