import { sessionEndsAtMs } from './session-life.ts'
import type { SessionRecord } from './session-record.ts'
import type { KeptRecord, SessionKey, SessionStore, SweepResult } from './session-store.ts'

/** Sessions that end with the process. */
export class MemorySessionStore implements SessionStore {
  readonly #kept = new Map<SessionKey, KeptRecord>()
  #writes = 0

  get(key: SessionKey): Promise<KeptRecord | undefined> {
    return Promise.resolve(this.#kept.get(key))
  }

  put(key: SessionKey, record: SessionRecord): Promise<void> {
    this.#writes += 1
    this.#kept.set(key, { record, version: String(this.#writes) })
    return Promise.resolve()
  }

  async replace(key: SessionKey, version: string, record: SessionRecord): Promise<boolean> {
    if (this.#kept.get(key)?.version !== version) return false
    await this.put(key, record)
    return true
  }

  delete(key: SessionKey): Promise<void> {
    this.#kept.delete(key)
    return Promise.resolve()
  }

  sweep(nowMs: number): Promise<SweepResult> {
    for (const [key, { record }] of this.#kept) if (sessionEndsAtMs(record) <= nowMs) this.#kept.delete(key)
    return Promise.resolve({ unreadable: 0 })
  }

  deleteOfCompany(tenantKey: string): Promise<readonly SessionKey[]> {
    const keys = [...this.#kept].flatMap(([key, { record }]) => (record.person.tenantKey === tenantKey ? [key] : []))
    for (const key of keys) this.#kept.delete(key)
    return Promise.resolve(keys)
  }

  check(): Promise<void> {
    return Promise.resolve()
  }
}
