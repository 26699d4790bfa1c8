import { createHmac } from 'node:crypto'
import type { Clock } from '../world/clock.ts'
import { simulatedApp } from '../world/identity.ts'
import { makeLetters } from '../world/name-maker.ts'
import { companies, everyone, type Person } from '../world/people.ts'
import type { EventAddress } from './push-event.ts'

/** Whether a company has the store app: `stopped` by its administrator, `removed`, or `never` installed. */
export type CompanyState = 'enabled' | 'stopped' | 'removed' | 'never'

const tokenLifeSeconds = 7200
/** A new token is made when less than this is left of the old one (auth pages, 2026-11-29). */
const renewalSeconds = 1800

export interface StoreToken {
  readonly token: string
  readonly expireSeconds: number
}

/** The app as one of Feishu's store: its ticket, its tokens, and the companies that have it. A custom app until it is switched on. */
export class StoreApp {
  readonly #clock: Clock
  readonly #states = new Map<string, CompanyState>()
  /** By what a token is of, when it ends. */
  readonly #endsAtMs = new Map<string, number>()
  #ticket: string | null = null
  #isOn = false
  readonly #stopping = new AbortController()
  address: EventAddress | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isOn(): boolean {
    return this.#isOn
  }

  /** Aborted when the world ends: nothing is pushed after that. */
  get stopped(): AbortSignal {
    return this.#stopping.signal
  }

  /** Who can sign in. */
  get people(): readonly Person[] {
    return this.#isOn ? companies.flatMap((company) => company.people) : everyone
  }

  /** Makes a store app of it that both companies have. */
  switchOn(address: EventAddress | null): void {
    this.#isOn = true
    this.address = address
    for (const { tenantKey } of companies) this.#states.set(tenantKey, 'enabled')
  }

  stateOf(tenantKey: string): CompanyState {
    return this.#states.get(tenantKey) ?? 'never'
  }

  change(tenantKey: string, state: CompanyState): void {
    this.#states.set(tenantKey, state)
  }

  /** Always true of a custom app. */
  isEnabledAt(tenantKey: string): boolean {
    return !this.#isOn || this.stateOf(tenantKey) === 'enabled'
  }

  /** The ticket to push. The one before stays good only without `isNew`; Feishu documents nothing about that. */
  ticket(isNew: boolean): string {
    if (isNew || this.#ticket === null) this.#ticket = makeLetters(32)
    return this.#ticket
  }

  isTicket(ticket: string): boolean {
    return this.#ticket === ticket
  }

  appToken(): StoreToken {
    return this.#tokenOf('a', '')
  }

  isAppToken(token: string): boolean {
    return this.#isGood('a', '', token)
  }

  tenantToken(tenantKey: string): StoreToken {
    return this.#tokenOf('t', tenantKey)
  }

  /** The company of a tenant token; `undefined`: it is not good. */
  tenantOf(token: string): string | undefined {
    return companies.find(({ tenantKey }) => this.#isGood('t', tenantKey, token))?.tenantKey
  }

  stop(): void {
    this.#stopping.abort()
  }

  /** The same one until shortly before its end. */
  #tokenOf(kind: 'a' | 't', of: string): StoreToken {
    const nowMs = this.#clock.nowMs()
    let endsAtMs = this.#endsAtMs.get(kind + of) ?? 0
    if (endsAtMs < nowMs + renewalSeconds * 1000) {
      endsAtMs = nowMs + tokenLifeSeconds * 1000
      this.#endsAtMs.set(kind + of, endsAtMs)
    }
    return { token: sign(kind, of, endsAtMs), expireSeconds: Math.floor((endsAtMs - nowMs) / 1000) }
  }

  #isGood(kind: 'a' | 't', of: string, token: string): boolean {
    const endsAtMs = Number.parseInt(token.split('-')[1] ?? '', 36)
    return endsAtMs > this.#clock.nowMs() && token === sign(kind, of, endsAtMs)
  }
}

/** Signed, so that it stays valid in a new world, as that of a custom app. */
function sign(kind: 'a' | 't', of: string, endsAtMs: number): string {
  const ends = endsAtMs.toString(36)
  const mac = createHmac('sha256', simulatedApp.secret).update(`${kind} ${of} ${ends}`).digest('hex')
  return `${kind}-${ends}-${mac.slice(0, 32)}`
}
