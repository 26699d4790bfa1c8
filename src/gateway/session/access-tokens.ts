import type { Reading, Refusal } from '../../contract/api.ts'
import { feishuCodes, refreshEndingCodes, refreshNotAllowedCode } from '../feishu-codes.ts'
import type { Grant, SessionRecord } from './session-record.ts'
import type { SessionKey, SessionStore } from './session-store.ts'
import type { Session } from './sessions.ts'

/** Tokens are renewed this long before they end, so that a long upload does not outlive its token. */
const renewBeforeMs = 120_000

/**
 * A token younger than this is not renewed again, whatever Feishu says of it: 99991668 also means "this call takes no user
 * token", and renewing would never end.
 */
const youngTokenMs = 10_000

/** Refused tokens that are remembered, the latest of each session. */
const rememberedRefusals = 1000

export type TokenReading =
  | { readonly is: 'token'; readonly accessToken: string }
  /** The session is over: sign in again. */
  | { readonly is: 'ended' }
  /** Feishu could not be asked, or had trouble: try later. */
  | { readonly is: 'unavailable' }

export interface AccessTokensDoors {
  readonly store: SessionStore
  /** Exchanges a refresh token, which works once. Never throws: a lost answer is a refusal without a code. */
  readonly renew: (refreshToken: string) => Promise<Reading<Grant>>
  readonly nowMs: () => number
  /** Told of each renewal that failed; never of a token. */
  readonly onFailure: (refusal: Refusal) => void
}

/** The last use is written down this coarsely, so that a busy session does not write at each call. */
const seenStepMs = 5 * 60 * 1000

/**
 * Gives out access tokens, renewed in time and once for however many calls wait. The only writer of a running session's
 * record, one write at a time: a second one could put a used refresh token back.
 */
export class AccessTokens {
  readonly #doors: AccessTokensDoors
  readonly #renewals = new Map<SessionKey, Promise<TokenReading>>()
  readonly #refused = new Map<SessionKey, string>()

  constructor(doors: AccessTokensDoors) {
    this.#doors = doors
  }

  /** The token to make a call with. */
  async tokenFor({ key, record }: Session): Promise<TokenReading> {
    if (this.#isGood(key, record) && this.#isSeen(record)) return { is: 'token', accessToken: record.grant.accessToken }
    const running = this.#renewals.get(key)
    if (running) return running
    const renewal = this.#attend(key).finally(() => this.#renewals.delete(key))
    this.#renewals.set(key, renewal)
    return renewal
  }

  /** Notes that Feishu no longer takes this token, so that the next call renews it first. */
  refuse({ key, record }: Session, accessToken: string): void {
    if (this.#doors.nowMs() - record.refreshedAtMs < youngTokenMs) return
    // Kept after the renewal: a call that looked at the record just before it must not use the old token.
    this.#refused.delete(key)
    this.#refused.set(key, accessToken)
    const [oldest] = this.#refused.keys()
    if (this.#refused.size > rememberedRefusals && oldest !== undefined) this.#refused.delete(oldest)
  }

  #isGood(key: SessionKey, { grant }: SessionRecord): boolean {
    return (
      grant.accessTokenEndsAtMs - this.#doors.nowMs() > renewBeforeMs && this.#refused.get(key) !== grant.accessToken
    )
  }

  #isSeen({ seenAtMs }: SessionRecord): boolean {
    return this.#doors.nowMs() - seenAtMs < seenStepMs
  }

  async #attend(key: SessionKey): Promise<TokenReading> {
    // Read again: another call, or another gateway, may have renewed it since the caller looked.
    const record = await this.#doors.store.get(key)
    if (!record) return { is: 'ended' }
    const { grant } = record
    if (this.#isGood(key, record)) {
      if (!this.#isSeen(record)) await this.#doors.store.put(key, { ...record, seenAtMs: this.#doors.nowMs() })
      return { is: 'token', accessToken: grant.accessToken }
    }
    if (grant.refreshToken === null) return this.#useUp(key, record)

    const renewal = await this.#doors.renew(grant.refreshToken)
    if (!renewal.ok) return this.#settle(key, record, renewal.refusal)
    // Signed out meanwhile: the session must not come back to life.
    if (!(await this.#doors.store.get(key))) return { is: 'ended' }
    const nowMs = this.#doors.nowMs()
    await this.#doors.store.put(key, { ...record, grant: renewal.data, refreshedAtMs: nowMs, seenAtMs: nowMs })
    return { is: 'token', accessToken: renewal.data.accessToken }
  }

  async #settle(key: SessionKey, record: SessionRecord, refusal: Refusal): Promise<TokenReading> {
    this.#doors.onFailure(refusal)
    const { code } = refusal
    if (code === refreshNotAllowedCode) return this.#useUp(key, record)
    if (code === null || !refreshEndingCodes.has(code)) {
      return this.#isUsable(key, record)
        ? { is: 'token', accessToken: record.grant.accessToken }
        : { is: 'unavailable' }
    }
    // "Used before" may mean: by another gateway, which then has put newer tokens into the store.
    const latest = await this.#doors.store.get(key)
    if (latest && latest.grant.refreshToken !== record.grant.refreshToken) {
      return { is: 'token', accessToken: latest.grant.accessToken }
    }
    return this.#end(key)
  }

  /** Without a way to renew it, a token serves until it ends. */
  async #useUp(key: SessionKey, record: SessionRecord): Promise<TokenReading> {
    return this.#isUsable(key, record) ? { is: 'token', accessToken: record.grant.accessToken } : this.#end(key)
  }

  #isUsable(key: SessionKey, { grant }: SessionRecord): boolean {
    return grant.accessTokenEndsAtMs > this.#doors.nowMs() && this.#refused.get(key) !== grant.accessToken
  }

  async #end(key: SessionKey): Promise<TokenReading> {
    this.#refused.delete(key)
    await this.#doors.store.delete(key)
    return { is: 'ended' }
  }
}

/** Whether Feishu says, with this code, that the token it was shown is no good. */
export function refusesToken(code: number): boolean {
  return code === feishuCodes.userTokenExpired || code === feishuCodes.userTokenInvalid
}
