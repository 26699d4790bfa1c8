import type { Quota } from '../quota/quota.ts'
import { BoundedMap } from '../stores/bounded-map.ts'

/** Failed exchanges after which a party is slowed down. */
const failuresFree = 10
/** Failures are forgotten after this time without another. */
const failuresLastMs = 10 * 60 * 1000
/** How far apart the exchanges of such a party are. */
const slowMs = 2000
/** Parties whose failures are remembered. */
const rememberedParties = 10_000

/** Exchanges that wait at once: of one party, and of all. A person waits for one; more is junk. */
const waitingOfParty = 8
const waitingInAll = 200

/** A person looks at a blank page meanwhile. */
const longestExchangeWaitMs = 20_000
/** The refresh lock of replicas must outlast a renewal with its waits. */
const longestRenewalWaitMs = 2000

/** Turns at Feishu's token endpoint, whose calls a minute are those of the whole app. */
export class TokenTurns {
  readonly #turnOf: Quota['turn']
  readonly #nowMs: () => number
  readonly #failures = new BoundedMap<string, { readonly count: number; readonly lastMs: number }>(rememberedParties)
  readonly #waiting = new Map<string, number>()
  #waitingInAll = 0

  /** @param turnOf Turns of the app itself, which all companies share. */
  constructor(turnOf: Quota['turn'], nowMs: () => number) {
    this.#turnOf = turnOf
    this.#nowMs = nowMs
  }

  /**
   * Waits until an authorization code may be exchanged; `false`: too much of this is going on. Anybody can ask for it, so parties
   * take turns, in a lane that leaves half of the endpoint's calls to renewals (`Limits`).
   *
   * @param party Who asks (`KnownBrowsers`).
   */
  async forExchange(party: string, gone: AbortSignal): Promise<boolean> {
    const own = this.#waiting.get(party) ?? 0
    if (own >= waitingOfParty || this.#waitingInAll >= waitingInAll || !this.#mayTry(party, own)) return false
    this.#waiting.set(party, own + 1)
    this.#waitingInAll += 1
    try {
      return await this.#turn(party, { grant_type: 'authorization_code' }, [
        gone,
        AbortSignal.timeout(longestExchangeWaitMs),
      ])
    } finally {
      this.#waitingInAll -= 1
      const left = (this.#waiting.get(party) ?? 1) - 1
      if (left === 0) this.#waiting.delete(party)
      else this.#waiting.set(party, left)
    }
  }

  /** Waits until a refresh token may be exchanged; `false`: not soon. */
  forRenewal(party: string): Promise<boolean> {
    return this.#turn(`renewal ${party}`, {}, [AbortSignal.timeout(longestRenewalWaitMs)])
  }

  /** Feishu refused a code of this party. */
  noteFailure(party: string): void {
    const nowMs = this.#nowMs()
    this.#failures.note(party, { count: this.#failuresOf(party) + 1, lastMs: nowMs })
  }

  noteSuccess(party: string): void {
    this.#failures.forget(party)
  }

  /** @param underWay Exchanges of this party that may still fail. */
  #mayTry(party: string, underWay: number): boolean {
    const count = this.#failuresOf(party)
    if (count + underWay < failuresFree) return true
    if (this.#nowMs() - (this.#failures.get(party)?.lastMs ?? 0) < slowMs) return false
    // Counts from now: otherwise all that come while this one is under way would pass.
    this.#failures.note(party, { count, lastMs: this.#nowMs() })
    return true
  }

  #failuresOf(party: string): number {
    const { count, lastMs } = this.#failures.get(party) ?? { count: 0, lastMs: 0 }
    return this.#nowMs() - lastMs < failuresLastMs ? count : 0
  }

  async #turn(session: string, parameters: Readonly<Record<string, string>>, until: AbortSignal[]): Promise<boolean> {
    try {
      const call = { route: 'exchangeToken', parameters, session, name: null } as const
      const turn = await this.#turnOf(call, AbortSignal.any(until))
      if (turn.granted) turn.end('other')
      return turn.granted
    } catch {
      // Aborted, or it took too long.
      return false
    }
  }
}
