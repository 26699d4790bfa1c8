import type { Reading, Refusal } from '../../contract/feishu/api.ts'
import { tenantTokenRefused } from '../../contract/problems/codes.ts'
import type { Session } from '../session/sessions.ts'
import type { TokenReading, TokenSource } from '../session/token-source.ts'
import { isWithin } from '../session/is-recent.ts'
import type { AppToken } from './app-token-client.ts'

/** So that a long upload does not outlive its token; Feishu gives a new one from half an hour before its end. */
const renewBeforeMs = 10 * 60 * 1000

/** The same codes also mean "this call takes no tenant token": a token this young is not fetched anew. */
const youngTokenMs = 10_000

/** After a failure, calls are answered from what there is for so long. */
const restAfterFailureMs = 5_000

export interface AppTokensDoors {
  readonly fetch: () => Promise<Reading<AppToken>>
  readonly nowMs: () => number
  /** Told of each failure; never of a token. */
  readonly onFailure: (refusal: Refusal) => void
}

/** Gives out the app's own token to the visitors of a portal: fetched once for however many calls wait. */
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
    // Somebody who signed in before this gateway was given the app's identity.
    return record.grant === null ? this.token() : { is: 'ended' }
  }

  /** Why Feishu gave no token when it was last asked; `null` when it gave one. */
  get lastRefusal(): Refusal | null {
    return this.#lastRefusal
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
