import * as v from 'valibot'
import type { Reading, Refusal } from '../../contract/feishu/api.ts'
import { appNotInCompany, feishuCodes, tenantTokenRefused } from '../../contract/problems/codes.ts'
import type { AppToken } from '../app-identity/app-token-client.ts'
import { notInCompany, ticketAwaited } from '../server/refusal.ts'
import type { RefreshLock } from '../session/access-tokens.ts'
import { isWithin } from '../session/is-recent.ts'
import type { Session } from '../session/sessions.ts'
import { restAfterFailureMs, youngTokenMs, type TokenReading, type TokenSource } from '../session/token-source.ts'
import { BoundedMap } from '../stores/bounded-map.ts'
import { readKept, type KeptTexts } from '../stores/kept-texts.ts'
import type { AppTickets } from './app-tickets.ts'
import { lockOf, nameOf, type Companies } from './companies.ts'

/** Renewed this long before its end, while calls go on with it. Feishu gives a new one from half an hour before (auth pages, 2026-11-29). */
const renewAheadMs = 20 * 60 * 1000

/** With less left than this, calls wait for the new one: an upload must not outlive its token. */
const tooShortMs = 2 * 60 * 1000

/** Companies of which something is remembered between calls; of more, the oldest is forgotten. */
const rememberedCompanies = 1000

const appTokenPlace = 'app-token'

const Kept = v.object({ accessToken: v.string(), endsAtMs: v.number(), fetchedAtMs: v.number() })
type Kept = v.InferOutput<typeof Kept>

export interface CompanyTokensDoors {
  readonly tickets: AppTickets
  readonly companies: Companies
  readonly texts: KeptTexts
  readonly lock: RefreshLock
  /** These two never throw. */
  readonly fetchAppToken: (appTicket: string) => Promise<Reading<AppToken>>
  readonly fetchTenantToken: (appAccessToken: string, tenantKey: string) => Promise<Reading<AppToken>>
  readonly nowMs: () => number
  /** Called for each failure; never with a token. */
  readonly onFailure: (refusal: Refusal) => void
}

/**
 * Gives out a store app's own tokens, one for each company. They are kept where all replicas see them, so that one of them asks for
 * all, and that a company that left has none anywhere.
 */
export class CompanyTokens implements TokenSource {
  readonly #doors: CompanyTokensDoors
  readonly #renewals = new Map<string, Promise<TokenReading>>()
  /** Tokens that a call found refused, and how a request failed, by company. */
  readonly #refused = new BoundedMap<string, string>(rememberedCompanies)
  readonly #failed = new BoundedMap<string, { readonly atMs: number; readonly reading: TokenReading }>(
    rememberedCompanies,
  )
  /** Companies wait for each other here: each with an attempt of its own would make the last one wait for all of them. */
  #appFailedAtMs = -Infinity

  constructor(doors: CompanyTokensDoors) {
    this.#doors = doors
  }

  async tokenFor({ record }: Session): Promise<TokenReading> {
    // Signed in as a person, before this gateway was switched to the app's identity.
    return record.grant === null ? this.tokenOf(record.person.tenantKey) : { is: 'ended' }
  }

  /** The token of one company, for calls of the gateway itself. */
  async tokenOf(tenantKey: string): Promise<TokenReading> {
    const kept = await this.#kept(tokenPlace(tenantKey))
    if (!kept || !this.#isUsable(tenantKey, kept, tooShortMs)) return this.#renewal(tenantKey)
    // The next call meets the same error and reports it.
    if (kept.endsAtMs - this.#doors.nowMs() < renewAheadMs) this.#renewal(tenantKey).catch(() => undefined)
    return { is: 'token', accessToken: kept.accessToken }
  }

  /** Asks Feishu whether a company that counts as away has the app again: somebody of it signs in. */
  async prove(tenantKey: string): Promise<TokenReading> {
    if (!(await this.#doors.companies.isAway(tenantKey))) return this.tokenOf(tenantKey)
    const askedAtMs = this.#doors.nowMs()
    const reading = await this.#renewal(tenantKey, true)
    if (reading.is === 'token') await this.#doors.companies.hasTheApp(tenantKey, askedAtMs)
    return reading
  }

  noteCode({ record }: Session, accessToken: string, code: number): void {
    if (tenantTokenRefused.has(code)) this.#refused.note(record.person.tenantKey, accessToken)
  }

  /** What this replica remembers of a company's tokens is deleted. */
  forgetHere(tenantKey: string): void {
    this.#refused.forget(tenantKey)
    this.#failed.forget(tenantKey)
  }

  /** What is kept of a company's tokens is deleted. */
  async forget(tenantKey: string): Promise<void> {
    this.forgetHere(tenantKey)
    await this.#doors.texts.delete(tokenPlace(tenantKey))
  }

  #renewal(tenantKey: string, isAwayToo = false): Promise<TokenReading> {
    const running = this.#renewals.get(tenantKey)
    if (running) return running
    const renewal = this.#doors.lock
      .hold(lockOf(tenantKey), () => this.#renew(tenantKey, isAwayToo))
      .finally(() => this.#renewals.delete(tenantKey))
    this.#renewals.set(tenantKey, renewal)
    return renewal
  }

  async #renew(tenantKey: string, isAwayToo: boolean): Promise<TokenReading> {
    const { companies, nowMs } = this.#doors
    // Looked at with the lock held: what the company left behind must not come back.
    if (!isAwayToo && (await companies.isAway(tenantKey))) return { is: 'refused', refusal: notInCompany }
    const kept = await this.#kept(tokenPlace(tenantKey))
    if (kept && this.#isUsable(tenantKey, kept, renewAheadMs)) return { is: 'token', accessToken: kept.accessToken }
    const makeDo = (otherwise: TokenReading): TokenReading =>
      kept && !isNotThere(otherwise) && this.#isUsable(tenantKey, kept, 0)
        ? { is: 'token', accessToken: kept.accessToken }
        : otherwise
    const failed = this.#failed.get(tenantKey)
    if (failed && !isAwayToo && isWithin(restAfterFailureMs, failed.atMs, nowMs())) return makeDo(failed.reading)

    const reading = await this.#ask(tenantKey)
    if (reading.is === 'token') {
      // It left while Feishu was slow, and another replica has taken the lock.
      if (isAwayToo || !(await companies.isAway(tenantKey))) return reading
      await this.forget(tenantKey)
      return { is: 'refused', refusal: notInCompany }
    }
    if (!isAwayToo && (isNotThere(reading) || reading.is === 'unavailable'))
      this.#failed.note(tenantKey, { atMs: nowMs(), reading })
    return makeDo(reading)
  }

  /** Asks Feishu; once more where the app's token turns out to be no longer good. */
  async #ask(tenantKey: string): Promise<TokenReading> {
    for (const isLast of [false, true]) {
      const app = await this.#appToken()
      if (app.is !== 'token') return app
      const reading = await this.#doors.fetchTenantToken(app.accessToken, tenantKey)
      if (reading.ok) {
        await this.#keep(tokenPlace(tenantKey), reading.data)
        this.#refused.forget(tenantKey)
        return { is: 'token', accessToken: reading.data.accessToken }
      }
      this.#doors.onFailure(reading.refusal)
      if (appNotInCompany.has(reading.refusal.code)) return { is: 'refused', refusal: notInCompany }
      if (reading.refusal.code !== feishuCodes.appTokenInvalid || isLast) break
      await this.#doors.texts.delete(appTokenPlace)
    }
    return { is: 'unavailable' }
  }

  /** The app's token, with which those of its companies are asked for. */
  async #appToken(): Promise<TokenReading> {
    const { lock, tickets, fetchAppToken, onFailure } = this.#doors
    return lock.hold(appTokenPlace, async () => {
      const kept = await this.#kept(appTokenPlace)
      if (kept && kept.endsAtMs - this.#doors.nowMs() > tooShortMs)
        return { is: 'token', accessToken: kept.accessToken }
      if (isWithin(restAfterFailureMs, this.#appFailedAtMs, this.#doors.nowMs())) return { is: 'unavailable' }
      const ticket = await tickets.current()
      if (ticket === undefined) {
        await tickets.askAgain()
        return { is: 'refused', refusal: ticketAwaited }
      }
      const reading = await fetchAppToken(ticket)
      if (reading.ok) {
        await this.#keep(appTokenPlace, reading.data)
        return { is: 'token', accessToken: reading.data.accessToken }
      }
      onFailure(reading.refusal)
      if (reading.refusal.code !== feishuCodes.appTicketInvalid) {
        this.#appFailedAtMs = this.#doors.nowMs()
        return { is: 'unavailable' }
      }
      await tickets.refused(ticket)
      return { is: 'refused', refusal: ticketAwaited }
    })
  }

  #isUsable(tenantKey: string, { accessToken, endsAtMs, fetchedAtMs }: Kept, leastMs: number): boolean {
    const nowMs = this.#doors.nowMs()
    if (endsAtMs - nowMs <= leastMs) return false
    return this.#refused.get(tenantKey) !== accessToken || isWithin(youngTokenMs, fetchedAtMs, nowMs)
  }

  #kept(place: string): Promise<Kept | undefined> {
    return readKept(this.#doors.texts, place, Kept)
  }

  async #keep(place: string, { accessToken, endsAtMs }: AppToken): Promise<void> {
    const fetchedAtMs = this.#doors.nowMs()
    const text = JSON.stringify({ accessToken, endsAtMs, fetchedAtMs })
    await this.#doors.texts.put(place, text, Math.max(1, endsAtMs - fetchedAtMs))
  }
}

function isNotThere(reading: TokenReading): boolean {
  return reading.is === 'refused' && reading.refusal === notInCompany
}

function tokenPlace(tenantKey: string): string {
  return `tenant-token:${nameOf(tenantKey)}`
}
