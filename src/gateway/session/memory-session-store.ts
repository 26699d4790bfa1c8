import type { SessionRecord } from './session-record.ts'
import type { SessionKey, SessionStore } from './session-store.ts'

/** Sessions that end with the process. */
export class MemorySessionStore implements SessionStore {
  readonly #records = new Map<SessionKey, SessionRecord>()

  get(key: SessionKey): Promise<SessionRecord | undefined> {
    return Promise.resolve(this.#records.get(key))
  }

  put(key: SessionKey, record: SessionRecord): Promise<void> {
    this.#records.set(key, record)
    return Promise.resolve()
  }

  delete(key: SessionKey): Promise<void> {
    this.#records.delete(key)
    return Promise.resolve()
  }

  sweep(isOver: (record: SessionRecord) => boolean): Promise<void> {
    for (const [key, record] of this.#records) if (isOver(record)) this.#records.delete(key)
    return Promise.resolve()
  }

  check(): Promise<void> {
    return Promise.resolve()
  }
}
