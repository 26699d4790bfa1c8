import { createHash, randomBytes } from 'node:crypto'
import type { IdentityConfiguration } from '../app-identity/identity-configuration.ts'
import { theApp, type Company } from '../quota/quotas.ts'
import { redeemLifeMs, sessionEndsAtMs } from './session-life.ts'
import type { Grant, Person, SessionRecord } from './session-record.ts'
import type { KeptRecord, SessionKey, SessionStore, SweepResult } from './session-store.ts'

/** A session that has not ended. */
export interface Session {
  readonly key: SessionKey
  readonly record: SessionRecord
}

/** A session cannot begin: the person's company does not have the store app any more. */
export class CompanyLeft extends Error {
  override readonly name = 'CompanyLeft'
}

/** The last use is stored at this resolution, so that a busy session does not write on each call. */
const seenStepMs = 5 * 60 * 1000

const idPattern = /^[A-Za-z0-9_-]{43}$/

/** Sessions by their id, which only the browser's cookie contains. */
export class Sessions {
  readonly #store: SessionStore
  readonly #nowMs: () => number
  readonly #hasLeft: (tenantKey: string) => Promise<boolean>

  /** @param hasLeft Whether a company has left the store app, which was noted before its sessions were deleted. */
  constructor(store: SessionStore, nowMs: () => number, hasLeft = (_tenantKey: string) => Promise.resolve(false)) {
    this.#store = store
    this.#nowMs = nowMs
    this.#hasLeft = hasLeft
  }

  /**
   * Starts a session under a new id: 256 random bits, 43 characters.
   *
   * @param grant `null`: a portal signed the person in, who has granted nothing.
   * @throws {CompanyLeft} When the person's company has left.
   */
  async start(person: Person, grant: Grant | null): Promise<string> {
    const id = randomBytes(32).toString('base64url')
    const nowMs = this.#nowMs()
    await this.#put(keyOf(id), { person, grant, refreshedAtMs: 0, createdAtMs: nowMs, seenAtMs: nowMs })
    return id
  }

  /**
   * Stores the session of a framed page's sign-in window until the page takes it over.
   *
   * @param redeemKey SHA-256 in hex of the page's secret.
   * @throws {CompanyLeft} When the person's company has left.
   */
  async startForFrame(redeemKey: string, person: Person, grant: Grant): Promise<void> {
    const nowMs = this.#nowMs()
    const redeemBeforeMs = nowMs + redeemLifeMs
    const record = { person, grant, refreshedAtMs: 0, createdAtMs: nowMs, seenAtMs: nowMs, redeemBeforeMs }
    await this.#put(redeemKey as SessionKey, record)
  }

  /**
   * Moves the session that was stored for a frame to a new id, once.
   *
   * @param secret The frame's, as in `RedeemRequest`.
   * @returns The new id; undefined while nobody has signed in, and after the session was taken over.
   */
  async redeem(secret: string): Promise<string | undefined> {
    const key = keyOf(secret)
    const kept = await this.#store.get(key)
    if (kept?.record.redeemBeforeMs === undefined || kept.record.redeemBeforeMs <= this.#nowMs()) return undefined
    // Two requests at once: only one gets the session, since the second write finds another version.
    const ended = { ...kept.record, redeemBeforeMs: 0 }
    if (!(await this.#store.replace(key, kept.version, ended))) return undefined
    const { person, grant } = kept.record
    const id = await this.start(person, grant)
    await this.#store.delete(key)
    return id
  }

  /** Finds a session and updates its last use. */
  async find(id: string | undefined): Promise<Session | undefined> {
    if (id === undefined || !idPattern.test(id)) return undefined
    const key = keyOf(id)
    const kept = await this.#store.get(key)
    if (!kept || kept.record.redeemBeforeMs !== undefined) return undefined
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

  sweep(): Promise<SweepResult> {
    return this.#store.sweep(this.#nowMs())
  }

  /** Looks after it is stored whether the company left meanwhile: then its leaving may not have met this session. */
  async #put(key: SessionKey, record: SessionRecord): Promise<void> {
    await this.#store.put(key, record)
    if (!(await this.#hasLeft(record.person.tenantKey))) return
    await this.#store.delete(key)
    throw new CompanyLeft('The company has left the app')
  }

  async #noteUse(key: SessionKey, { record, version }: KeptRecord): Promise<void> {
    const nowMs = this.#nowMs()
    if (nowMs - record.seenAtMs < seenStepMs) return
    // A concurrent write also updates the last use, so losing is fine. A store that cannot be written is reported by /readyz
    // and must not fail the call.
    await this.#store.replace(key, version, { ...record, seenAtMs: nowMs }).catch(() => false)
  }
}

/** The same for all sessions of one person; a hash, so that it does not reveal the person's ids. */
export function personKeyOf({ record }: Session): string {
  const { openId, tenantKey } = record.person
  return createHash('sha256').update(`${tenantKey}\n${openId}`).digest('hex')
}

/** Whose limits a session's calls count against. */
export type CompanyOf = (session: Session) => Company

/** A store app has a quota in each company that uses it; a custom app has one. */
export function companyOfSession(identity: IdentityConfiguration): CompanyOf {
  return identity.isStoreApp ? ({ record }) => record.person.tenantKey : () => theApp
}

/** The key of a session by its id as the browser gave it; `undefined`: that is none. */
export function sessionKeyOf(id: string | undefined): SessionKey | undefined {
  return id !== undefined && idPattern.test(id) ? keyOf(id) : undefined
}

function keyOf(id: string): SessionKey {
  return createHash('sha256').update(id).digest('hex') as SessionKey
}
