import { AppTokens, type AppToken } from '../world/app-tokens.ts'
import type { Clock } from '../world/clock.ts'
import { simulatedApp } from '../world/identity.ts'
import { makeLetters } from '../world/name-maker.ts'
import { companies, everyone, type Person } from '../world/people.ts'
import type { EventAddress } from './push-event.ts'

/** Whether a company has the store app: `stopped` by its administrator, `removed`, or `never` installed. */
export type CompanyState = 'enabled' | 'stopped' | 'removed' | 'never'

/** The app as one of Feishu's store: its ticket, its tokens, and the companies that have it. A custom app until it is switched on. */
export class StoreApp {
  readonly #states = new Map<string, CompanyState>()
  readonly #tokens: AppTokens
  #ticket: string | null = null
  #isOn = false
  readonly #stopping = new AbortController()
  address: EventAddress | null = null

  constructor(clock: Clock) {
    this.#tokens = new AppTokens(clock, simulatedApp.secret)
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

  appToken(): AppToken {
    return this.#tokens.tokenOf('a')
  }

  isAppToken(token: string): boolean {
    return this.#tokens.isGood(token, 'a')
  }

  tenantToken(tenantKey: string): AppToken {
    return this.#tokens.tokenOf('t', tenantKey)
  }

  /** The company of a tenant token; `undefined`: it is not good. */
  tenantOf(token: string): string | undefined {
    return companies.find(({ tenantKey }) => this.#tokens.isGood(token, 't', tenantKey))?.tenantKey
  }

  stop(): void {
    this.#stopping.abort()
  }
}
