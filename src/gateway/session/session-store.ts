import type { SessionRecord } from './session-record.ts'

/** SHA-256 of a session id, in hex. Stores see only this, so that reading a store does not give access. */
export type SessionKey = string & { readonly brand: 'SessionKey' }

/** A record and its version when it was read. */
export interface KeptRecord {
  readonly record: SessionRecord
  /** Changes with each write. */
  readonly version: string
}

export interface SweepResult {
  /** Records that no key of this gateway opens. */
  readonly unreadable: number
}

/** A session store; replicas may share it. */
export interface SessionStore {
  get(key: SessionKey): Promise<KeptRecord | undefined>
  /** Stores a new session. */
  put(key: SessionKey, record: SessionRecord): Promise<void>
  /**
   * Compare-and-set: replaces a record if it is still at `version`; returns whether it was. A record that was changed or deleted
   * meanwhile stays, so that neither a used refresh token nor a signed-out session comes back.
   */
  replace(key: SessionKey, version: string, record: SessionRecord): Promise<boolean>
  delete(key: SessionKey): Promise<void>
  /** Deletes records that ended before `nowMs`. Unreadable ones stay until they would have ended: their key may come back. */
  sweep(nowMs: number): Promise<SweepResult>
  /** Deletes all sessions of a company's people (`Person.tenantKey`), and returns which they were. */
  deleteOfCompany(tenantKey: string): Promise<readonly SessionKey[]>
  /** @throws When nothing can be stored at the moment. */
  check(): Promise<void>
}
