import { createHash, randomBytes } from 'node:crypto'
import type { Grant, Person, SessionRecord } from './session-record.ts'
import type { SessionKey, SessionStore } from './session-store.ts'

/** A session that is alive. */
export interface Session {
  readonly key: SessionKey
  readonly record: SessionRecord
}

const dayMs = 24 * 60 * 60 * 1000

/** A session nobody uses ends with the refresh token's own life (RFC 10017: session life ≈ refresh token life). */
export const idleLifeMs = 7 * dayMs

/** However busy it is, a session ends after this and the person signs in again. */
export const absoluteLifeMs = 30 * dayMs

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

  async find(id: string | undefined): Promise<Session | undefined> {
    if (id === undefined || !idPattern.test(id)) return undefined
    const key = keyOf(id)
    const record = await this.#store.get(key)
    if (!record) return undefined
    if (this.#isOver(record)) {
      await this.#store.delete(key)
      return undefined
    }
    return { key, record }
  }

  async end(id: string | undefined): Promise<void> {
    if (id !== undefined && idPattern.test(id)) await this.#store.delete(keyOf(id))
  }

  async sweep(): Promise<void> {
    await this.#store.sweep((record) => this.#isOver(record))
  }

  #isOver({ createdAtMs, seenAtMs, grant }: SessionRecord): boolean {
    const nowMs = this.#nowMs()
    const tokensEndAtMs =
      grant.refreshToken === null ? grant.accessTokenEndsAtMs : (grant.refreshTokenEndsAtMs ?? Infinity)
    return (
      nowMs >= createdAtMs + absoluteLifeMs ||
      nowMs >= seenAtMs + idleLifeMs ||
      nowMs >= Math.max(tokensEndAtMs, grant.accessTokenEndsAtMs)
    )
  }
}

function keyOf(id: string): SessionKey {
  return createHash('sha256').update(id).digest('hex') as SessionKey
}
