import type { Refusal } from '../../contract/feishu/api.ts'
import { userTokenRefused } from '../../contract/problems/codes.ts'
import { BoundedMap } from '../stores/bounded-map.ts'
import { isWithin } from './is-recent.ts'
import type { Grant } from './session-record.ts'
import type { KeptRecord, SessionKey, SessionStore } from './session-store.ts'
import type { Session } from './sessions.ts'
import { restAfterFailureMs, youngTokenMs, type TokenReading, type TokenSource } from './token-source.ts'

/**
 * Tokens are renewed this long before they end, so that a long upload does not outlive its token. Each session has a moment of its
 * own between these two: a company that signs in at nine must not renew all its tokens in one second.
 */
const renewEarliestMs = 180_000
const renewLatestMs = 60_000

/** Most sessions remembered between calls. */
const rememberedSessions = 1000

/** Keeps replicas from using one refresh token twice, or asking for one token side by side. */
export interface RefreshLock {
  /** Waits for the lock of this session, or of what else the key names, does the work, and gives the lock back. */
  hold<T>(key: string, work: () => Promise<T>): Promise<T>
}

/** For a gateway without replicas. */
export const noOtherGateway: RefreshLock = { hold: (_key, work) => work() }

/** One lock for each key within this process: those who wait get it in their order. Not to be taken twice by the same work. */
export class LocalLock implements RefreshLock {
  readonly #last = new Map<string, Promise<unknown>>()

  async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
    const held = (this.#last.get(key) ?? Promise.resolve()).then(work, work)
    this.#last.set(key, held)
    try {
      return await held
    } finally {
      if (this.#last.get(key) === held) this.#last.delete(key)
    }
  }
}

/** Result of renewing with a refresh token. */
export type Renewal =
  | { readonly is: 'renewed'; readonly grant: Grant }
  /** Feishu no longer accepts the refresh token: the session is over. */
  | { readonly is: 'worthless'; readonly refusal: Refusal }
  /** The console does not allow this app to renew: sessions last as long as their access tokens. */
  | { readonly is: 'not-allowed'; readonly refusal: Refusal }
  /** Another failure, or no answer: the refresh token may still be good. */
  | { readonly is: 'failed'; readonly refusal: Refusal }

export interface AccessTokensDoors {
  readonly store: SessionStore
  readonly lock: RefreshLock
  /** Exchanges a refresh token, which works once. Never throws. */
  readonly renew: (refreshToken: string, session: Session) => Promise<Renewal>
  readonly nowMs: () => number
  /** Called for each failed renewal; never with a token. */
  readonly onFailure: (refusal: Refusal) => void
  /** Called when new tokens could not be stored; the next call tries again. */
  readonly onUnstored: (error: unknown) => void
}

/** New tokens that could not be stored yet, with the refresh token that they replace. */
interface Unstored {
  readonly from: string
  readonly grant: Grant
}

/** Gives out access tokens. Refreshes them in time, single-flight: once for all calls that wait, here and at other replicas. */
export class AccessTokens implements TokenSource {
  readonly #doors: AccessTokensDoors
  readonly #renewals = new Map<SessionKey, Promise<TokenReading>>()
  readonly #refused = new BoundedMap<SessionKey, string>(rememberedSessions)
  readonly #failedAtMs = new BoundedMap<SessionKey, number>(rememberedSessions)
  readonly #unstored = new BoundedMap<SessionKey, Unstored>(rememberedSessions)

  constructor(doors: AccessTokensDoors) {
    this.#doors = doors
  }

  async tokenFor({ key, record: { grant } }: Session): Promise<TokenReading> {
    if (grant === null) return { is: 'ended' }
    return this.#isGood(key, grant) ? tokenOf(grant) : this.#renewal(key)
  }

  /** Renews a refused token at once, since the page is about to repeat its call. */
  noteCode({ key, record }: Session, accessToken: string, code: number): void {
    if (!userTokenRefused.has(code) || isWithin(youngTokenMs, record.refreshedAtMs, this.#doors.nowMs())) return
    // Not forgotten after the renewal: a call that read the record just before must not use the old token.
    this.#refused.note(key, accessToken)
    // The next call meets the same error and reports it.
    this.#renewal(key).catch(() => undefined)
  }

  #renewal(key: SessionKey): Promise<TokenReading> {
    const running = this.#renewals.get(key)
    if (running) return running
    const renewal = this.#doors.lock.hold(key, () => this.#renew(key)).finally(() => this.#renewals.delete(key))
    this.#renewals.set(key, renewal)
    return renewal
  }

  async #renew(key: SessionKey): Promise<TokenReading> {
    // Read again: another call or replica may have renewed it meanwhile.
    const kept = await this.#doors.store.get(key)
    if (!kept?.record.grant) return { is: 'ended' }
    const { grant } = kept.record
    if (this.#isGood(key, grant)) return tokenOf(grant)
    if (grant.refreshToken === null) return this.#useUp(key, grant)
    const unstored = this.#unstored.get(key)
    if (unstored?.from === grant.refreshToken) return this.#keep(key, kept, unstored)
    if (isWithin(restAfterFailureMs, this.#failedAtMs.get(key) ?? -Infinity, this.#doors.nowMs()))
      return this.#makeDo(key, grant)

    const renewal = await this.#doors.renew(grant.refreshToken, { key, record: kept.record })
    if (renewal.is === 'renewed') return this.#keep(key, kept, { from: grant.refreshToken, grant: renewal.grant })
    this.#doors.onFailure(renewal.refusal)
    switch (renewal.is) {
      case 'worthless':
        return this.#giveUp(key, grant.refreshToken)
      case 'not-allowed':
        return this.#useUp(key, grant)
      case 'failed':
        this.#failedAtMs.note(key, this.#doors.nowMs())
        return this.#makeDo(key, grant)
    }
  }

  /** Stores new tokens; the old refresh token no longer works. */
  async #keep(key: SessionKey, read: KeptRecord, renewed: Unstored): Promise<TokenReading> {
    const { store, nowMs, onUnstored } = this.#doors
    this.#unstored.note(key, renewed)
    const { grant } = renewed
    try {
      // A change of `seenAtMs` may come between reading and replacing. A session that was signed out must not come back.
      for (let kept: KeptRecord | undefined = read; kept; kept = await store.get(key)) {
        const record = { ...kept.record, grant, refreshedAtMs: nowMs(), seenAtMs: nowMs() }
        if (!(await store.replace(key, kept.version, record))) continue
        this.#unstored.forget(key)
        return tokenOf(grant)
      }
    } catch (error) {
      onUnstored(error)
      return tokenOf(grant)
    }
    return this.#forget(key)
  }

  /** "Used before" may mean: by another replica, which has then stored newer tokens. */
  async #giveUp(key: SessionKey, refreshToken: string): Promise<TokenReading> {
    const latest = await this.#doors.store.get(key)
    const grant = latest?.record.grant
    return grant && grant.refreshToken !== refreshToken ? tokenOf(grant) : this.#end(key)
  }

  /** Uses the old token as long as it lasts, while renewing fails. */
  #makeDo(key: SessionKey, grant: Grant): TokenReading {
    return this.#isUsable(key, grant) ? tokenOf(grant) : { is: 'unavailable' }
  }

  /** Uses the token until it ends, where it cannot be renewed. */
  async #useUp(key: SessionKey, grant: Grant): Promise<TokenReading> {
    return this.#isUsable(key, grant) ? tokenOf(grant) : this.#end(key)
  }

  async #end(key: SessionKey): Promise<TokenReading> {
    await this.#doors.store.delete(key)
    return this.#forget(key)
  }

  #forget(key: SessionKey): TokenReading {
    this.#refused.forget(key)
    this.#unstored.forget(key)
    return { is: 'ended' }
  }

  #isGood(key: SessionKey, grant: Grant): boolean {
    const leftMs = grant.accessTokenEndsAtMs - this.#doors.nowMs()
    return leftMs > renewBeforeMs(key) && this.#refused.get(key) !== grant.accessToken
  }

  #isUsable(key: SessionKey, grant: Grant): boolean {
    return grant.accessTokenEndsAtMs > this.#doors.nowMs() && this.#refused.get(key) !== grant.accessToken
  }
}

/** Derived from the key, which is random, so that all replicas agree. */
function renewBeforeMs(key: SessionKey): number {
  const share = Number.parseInt(key.slice(0, 8), 16) / 0xffff_ffff
  return renewLatestMs + share * (renewEarliestMs - renewLatestMs)
}

function tokenOf(grant: Grant): TokenReading {
  return { is: 'token', accessToken: grant.accessToken }
}
