import { createHmac } from 'node:crypto'
import type { Clock } from './clock.ts'

const lifeSeconds = 7200
/** A new token is made when less than this is left of the old one (tenant_access_token_internal; pages of store apps, 2026-11-29). */
const renewalSeconds = 1800

/** What a token of the app itself begins with: that of the app, or that of the app in a company. */
type AppTokenKind = 'a' | 't'

export interface AppToken {
  readonly token: string
  readonly expireSeconds: number
}

/** Tokens of the app itself; each the same one until shortly before its end. */
export class AppTokens {
  readonly #clock: Clock
  readonly #secret: string
  /** When the newest token of each kind and company ends. */
  readonly #endsAtMs = new Map<string, number>()

  constructor(clock: Clock, secret: string) {
    this.#clock = clock
    this.#secret = secret
  }

  /** @param tenantKey Empty: of a token that is good in no particular company. */
  tokenOf(kind: AppTokenKind, tenantKey = ''): AppToken {
    const nowMs = this.#clock.nowMs()
    let endsAtMs = this.#endsAtMs.get(kind + tenantKey) ?? 0
    if (endsAtMs < nowMs + renewalSeconds * 1000) {
      endsAtMs = nowMs + lifeSeconds * 1000
      this.#endsAtMs.set(kind + tenantKey, endsAtMs)
    }
    return { token: this.#sign(kind, tenantKey, endsAtMs), expireSeconds: Math.floor((endsAtMs - nowMs) / 1000) }
  }

  isGood(token: string, kind: AppTokenKind, tenantKey = ''): boolean {
    const endsAtMs = Number.parseInt(token.split('-')[1] ?? '', 36)
    return endsAtMs > this.#clock.nowMs() && token === this.#sign(kind, tenantKey, endsAtMs)
  }

  /** Signed, so that it stays valid in a new world: the official SDKs cache it for two hours for all clients of one app. */
  #sign(kind: AppTokenKind, tenantKey: string, endsAtMs: number): string {
    const ends = endsAtMs.toString(36)
    const mac = createHmac('sha256', this.#secret).update(`${kind} ${tenantKey} ${ends}`).digest('hex')
    return `${kind}-${ends}-${mac.slice(0, 32)}`
  }
}
