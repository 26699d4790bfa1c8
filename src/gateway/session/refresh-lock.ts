import type { SessionKey } from './session-store.ts'

/** Keeps gateways that share sessions from using one refresh token twice. */
export interface RefreshLock {
  /** Does the work while nobody else holds the lock of this session; waits for it as long as it has to. */
  hold<T>(key: SessionKey, work: () => Promise<T>): Promise<T>
}

/** For a gateway that shares its sessions with nobody. */
export const noOtherGateway: RefreshLock = { hold: (_key, work) => work() }
