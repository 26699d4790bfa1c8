import type { SessionRecord } from './session-record.ts'

/** SHA-256 of a session id, in hex: what a store sees, so that a look into the store lets nobody in. */
export type SessionKey = string & { readonly brand: 'SessionKey' }

/** Where sessions are kept. Shared by several gateways where the implementation is. */
export interface SessionStore {
  get(key: SessionKey): Promise<SessionRecord | undefined>
  /** Replaces the whole record at once: a reader sees the old one or the new one. */
  put(key: SessionKey, record: SessionRecord): Promise<void>
  delete(key: SessionKey): Promise<void>
  /** Deletes the records that `isOver` finds, and those nobody can read. */
  sweep(isOver: (record: SessionRecord) => boolean): Promise<void>
  /** @throws When a record could not be kept just now. */
  check(): Promise<void>
}
