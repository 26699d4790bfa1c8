import { startWidth } from '../../contract/concurrency-width.ts'
import { documentEditsPerSecond } from '../../contract/feishu/limits.ts'
import { routes, type Rate, type RouteName } from '../../contract/feishu/routes.ts'

/**
 * Factor by which calls are spaced further apart than the rate requires. Feishu does not say whether it counts fixed or sliding
 * seconds. At 5 calls a second this tolerates 20 ms of network jitter, for 2 % of the rate.
 */
const slack = 1.02

const minuteMs = 60_000

/** Concurrent uploads to start with. */
export const firstWidth = startWidth(8)
/** Most concurrent uploads: at 5 a second, enough for calls of 25 seconds each. */
export const widest = 128

/**
 * Longest time for which an answer closes a limit. Otherwise a refusal for the day would hold until midnight even if the limit is
 * raised meanwhile, and one wrong number from a proxy could stop the company for years.
 */
export const longestClosureMs = 5 * 60 * 1000

/** While Feishu refuses a limit, probes of it start at least this far apart. */
export const probeSpacingMs = 10_000

/** Places that one person gets of a width while others wait: half of them, rounded up so that none stays empty. */
export function shareOf(width: number): number {
  return Math.ceil(width / 2)
}

/** One limit of Feishu. A call starts once all its limits are open. */
export interface Limit {
  readonly name: string
  /** Calls start at least this far apart. */
  readonly spacingMs: number
  /** Calls of one day; `null`: no such limit. */
  readonly perDay: number | null
  /** Calls in flight at once; `found-out`: as many as Feishu turns out to accept (`widthAfter`); `null`: no such limit. */
  readonly atOnce: number | 'found-out' | null
}

/** What decides which limits apply to a call. */
export interface LimitedCall {
  readonly route: RouteName
  /** Ids in its path, by their names in the path template; of a call to the token endpoint its `grant_type`. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Limits of the upload endpoints that Feishu raised for this app; `null`: as documented. */
export interface RaisedLimits {
  readonly uploadsPerSecond: number | null
  readonly uploadsPerDay: number | null
}

/** Finds the limits that apply to a call. */
export class Limits {
  readonly #raised: RaisedLimits

  constructor(raised: RaisedLimits = { uploadsPerSecond: null, uploadsPerDay: null }) {
    this.#raised = raised
  }

  of(call: LimitedCall): readonly Limit[] {
    const { route } = call
    return [this.endpoint(route), this.document(call), objectLimit(call), this.#exchanges(call)].filter(
      (limit) => limit !== null,
    )
  }

  endpoint(route: RouteName): Limit {
    const rate = this.#rateOf(route)
    return {
      name: route,
      spacingMs: spacingOf(rate),
      perDay: rate.perDay ?? null,
      // Only uploads are refused for being concurrent (docs/feishu.md, U13).
      atOnce: routes[route].body === 'multipart' ? 'found-out' : null,
    }
  }

  /** The limit that all edits of one document share; `null` when the call edits none. */
  document({ route, parameters }: LimitedCall): Limit | null {
    const id = parameters['document_id']
    if (this.#rateOf(route).editsDocument === undefined || id === undefined) return null
    const spacingMs = spacingOf({ calls: documentEditsPerSecond, perMs: 1000 })
    return { name: `document ${id}`, spacingMs, perDay: null, atOnce: null }
  }

  /** Codes may be exchanged half as often as the token endpoint takes calls: the other half is for renewals alone. */
  #exchanges({ route, parameters }: LimitedCall): Limit | null {
    if (route !== 'exchangeToken' || parameters['grant_type'] !== 'authorization_code') return null
    const { spacingMs } = this.endpoint(route)
    return { name: 'code exchanges', spacingMs: 2 * spacingMs, perDay: null, atOnce: null }
  }

  #rateOf(route: RouteName): Rate {
    const rate: Rate = routes[route].rate
    if (rate.isOfUploads === undefined) return rate
    const { uploadsPerSecond, uploadsPerDay } = this.#raised
    const calls = uploadsPerSecond === null ? rate.calls : (uploadsPerSecond * rate.perMs) / 1000
    return { ...rate, calls, ...(uploadsPerDay !== null && { perDay: uploadsPerDay }) }
  }
}

/** The limit of a spreadsheet or table, which takes one call at a time. */
function objectLimit({ route, parameters }: LimitedCall): Limit | null {
  const { oneAtATimePer: key }: Rate = routes[route].rate
  const id = key === undefined ? undefined : parameters[key]
  return key === undefined || id === undefined ? null : { name: `${key} ${id}`, spacingMs: 0, perDay: null, atOnce: 1 }
}

function spacingOf({ calls, perMs, perMinute = Infinity }: Pick<Rate, 'calls' | 'perMs' | 'perMinute'>): number {
  return Math.max(perMs / calls, minuteMs / perMinute) * slack
}
