import { createHash, randomBytes } from 'node:crypto'
import { sessionEndsAtMs } from './session-life.ts'
import type { Grant, Person, SessionRecord } from './session-record.ts'
import type { KeptRecord, SessionKey, SessionStore } from './session-store.ts'

/** A session that is alive. */
export interface Session {
  readonly key: SessionKey
  readonly record: SessionRecord
}

/** The last use is written down this coarsely, so that a busy session does not write at each call. */
const seenStepMs = 5 * 60 * 1000

const idPattern = /^[A-Za-z0-9_-]{43}$/

/** Sessions by their id, which only the browser's cookie holds. */
export class Sessions {
  readonly #store: SessionStore
  readonly #nowMs: () => number

  constructor(store: SessionStore, nowMs: () => number) {
    this.#store = store
    this.#nowMs = nowMs
  }

  /** Starts a session under a new id: 256 random bits, 43 characters. */
  async start(person: Person, grant: Grant): Promise<string> {
    const id = randomBytes(32).toString('base64url')
    const nowMs = this.#nowMs()
    await this.#store.put(keyOf(id), { person, grant, refreshedAtMs: 0, createdAtMs: nowMs, seenAtMs: nowMs })
    return id
  }

  /** Finds a session, and notes that it is in use. */
  async find(id: string | undefined): Promise<Session | undefined> {
    if (id === undefined || !idPattern.test(id)) return undefined
    const key = keyOf(id)
    const kept = await this.#store.get(key)
    if (!kept) return undefined
    if (sessionEndsAtMs(kept.record) <= this.#nowMs()) {
      await this.#store.delete(key)
      return undefined
    }
    await this.#noteUse(key, kept)
    return { key, record: kept.record }
  }

  async end(id: string | undefined): Promise<void> {
    if (id !== undefined && idPattern.test(id)) await this.#store.delete(keyOf(id))
  }

  async sweep(): Promise<void> {
    await this.#store.sweep(this.#nowMs())
  }

  async #noteUse(key: SessionKey, { record, version }: KeptRecord): Promise<void> {
    const nowMs = this.#nowMs()
    if (nowMs - record.seenAtMs < seenStepMs) return
    // Where another write came first, that one tells of a use too. A store that can not be written to is told by /readyz;
    // it is no reason to turn a call away.
    await this.#store.replace(key, version, { ...record, seenAtMs: nowMs }).catch(() => false)
  }
}

function keyOf(id: string): SessionKey {
  return createHash('sha256').update(id).digest('hex') as SessionKey
}
