import type { Reading, Refusal } from '../../contract/feishu/api.ts'
import { tenantTokenRefused } from '../../contract/problems/codes.ts'
import type { Session } from '../session/sessions.ts'
import { restAfterFailureMs, youngTokenMs, type TokenReading, type TokenSource } from '../session/token-source.ts'
import { isWithin } from '../session/is-recent.ts'
import type { AppToken } from './app-token-client.ts'

/** Renewed this long before its end, for long uploads. Feishu gives a new token from half an hour before the end. */
const renewBeforeMs = 10 * 60 * 1000

export interface AppTokensDoors {
  readonly fetch: () => Promise<Reading<AppToken>>
  readonly nowMs: () => number
  /** Called for each failure; never with a token. */
  readonly onFailure: (refusal: Refusal) => void
}

/** Gives out the app's own token; fetches it once for all calls that wait. */
export class AppTokens implements TokenSource {
  readonly #doors: AppTokensDoors
  #token: AppToken | undefined
  #fetchedAtMs = -Infinity
  #failedAtMs = -Infinity
  #refused: string | undefined
  #fetching: Promise<TokenReading> | undefined
  #lastRefusal: Refusal | null = null

  constructor(doors: AppTokensDoors) {
    this.#doors = doors
  }

  async tokenFor({ record }: Session): Promise<TokenReading> {
    // Signed in as a person, before this gateway was switched to the app's identity.
    return record.grant === null ? this.token() : { is: 'ended' }
  }

  /** Refusal of the last request; `null`: it succeeded. */
  get lastRefusal(): Refusal | null {
    return this.#lastRefusal
  }

  /** As `token`: all calls are of the app's own company. */
  tokenOf(): Promise<TokenReading> {
    return this.token()
  }

  /** The token for the gateway's own calls. */
  async token(): Promise<TokenReading> {
    if (this.#token && this.#isGood(this.#token)) return { is: 'token', accessToken: this.#token.accessToken }
    this.#fetching ??= this.#fetch().finally(() => (this.#fetching = undefined))
    return this.#fetching
  }

  noteCode(_session: Session, accessToken: string, code: number): void {
    if (!tenantTokenRefused.has(code) || isWithin(youngTokenMs, this.#fetchedAtMs, this.#doors.nowMs())) return
    this.#refused = accessToken
  }

  async #fetch(): Promise<TokenReading> {
    const nowMs = this.#doors.nowMs()
    if (isWithin(restAfterFailureMs, this.#failedAtMs, nowMs)) return this.#makeDo()
    const reading = await this.#doors.fetch()
    if (!reading.ok) {
      this.#failedAtMs = nowMs
      this.#lastRefusal = reading.refusal
      this.#doors.onFailure(reading.refusal)
      return this.#makeDo()
    }
    this.#token = reading.data
    this.#fetchedAtMs = nowMs
    this.#refused = undefined
    this.#lastRefusal = null
    return { is: 'token', accessToken: reading.data.accessToken }
  }

  #makeDo(): TokenReading {
    const token = this.#token
    return token && token.endsAtMs > this.#doors.nowMs() && token.accessToken !== this.#refused
      ? { is: 'token', accessToken: token.accessToken }
      : { is: 'unavailable' }
  }

  #isGood({ accessToken, endsAtMs }: AppToken): boolean {
    return endsAtMs - this.#doors.nowMs() > renewBeforeMs && accessToken !== this.#refused
  }
}
