import type { SessionRecord } from './session-record.ts'

/** SHA-256 of a session id, in hex: what a store sees, so that a look into the store lets nobody in. */
export type SessionKey = string & { readonly brand: 'SessionKey' }

/** A record as it stood when it was read. */
export interface KeptRecord {
  readonly record: SessionRecord
  /** Names this state of the record; another one has another. */
  readonly version: string
}

/** Where sessions are kept. Shared by several gateways where the implementation is. */
export interface SessionStore {
  get(key: SessionKey): Promise<KeptRecord | undefined>
  /** Keeps a new session. */
  put(key: SessionKey, record: SessionRecord): Promise<void>
  /**
   * Replaces a whole record at once, if it still is at `version`; tells whether it did. A record that was changed or deleted
   * meanwhile stays as it is: a used refresh token never comes back, nor does a session that was signed out.
   */
  replace(key: SessionKey, version: string, record: SessionRecord): Promise<boolean>
  delete(key: SessionKey): Promise<void>
  /** Deletes the records that are over at `nowMs`, and those nobody can read. */
  sweep(nowMs: number): Promise<void>
  /** @throws When a record could not be kept just now. */
  check(): Promise<void>
}
