import { startWidth } from '../../contract/concurrency-width.ts'
import { documentEditsPerSecond } from '../../contract/feishu/limits.ts'
import { routes, type Rate, type RouteName } from '../../contract/feishu/routes.ts'

/**
 * Calls leave this much further apart than the rate asks. Nobody knows whether Feishu counts fixed or sliding seconds, so
 * the last of five calls must not catch up with the first: at 5 a second this bears 20 ms of difference between two ways
 * through the network and costs 2 % of the rate.
 */
const slack = 1.02

const minuteMs = 60_000

/** Uploads beside each other before anything was found out. */
export const firstWidth = startWidth(8)
/** More uploads beside each other than the rate needs: at 5 a second, calls of 25 seconds each. */
export const widest = 128

/** One limit of Feishu. A call starts when all its limits are open. */
export interface Limit {
  readonly name: string
  /** Calls start at least this far apart. */
  readonly spacingMs: number
  /** Calls of one day; `null`: no such limit. */
  readonly perDay: number | null
  /** Calls in flight beside each other; `found-out`: as many as Feishu turns out to take (`widthAfter`). */
  readonly atOnce: number | 'found-out' | null
}

/** A call as far as its limits go. */
export interface LimitedCall {
  readonly route: RouteName
  /** Ids in its path, by their names in the path template. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Limits of the upload endpoints that Feishu raised for this app; each by default as documented. */
export interface RaisedLimits {
  readonly uploadsPerSecond: number | null
  readonly uploadsPerDay: number | null
}

/** Knows which limits a call is under. */
export class Limits {
  readonly #raised: RaisedLimits

  constructor(raised: RaisedLimits = { uploadsPerSecond: null, uploadsPerDay: null }) {
    this.#raised = raised
  }

  of(call: LimitedCall): readonly Limit[] {
    return [this.endpoint(call.route), this.document(call), objectLimit(call)].filter((limit) => limit !== null)
  }

  endpoint(route: RouteName): Limit {
    const rate = this.#rateOf(route)
    return {
      name: route,
      spacingMs: spacingOf(rate),
      perDay: rate.perDay ?? null,
      // Only uploads are refused for coming beside each other (docs/feishu.md, U13).
      atOnce: routes[route].body === 'multipart' ? 'found-out' : null,
    }
  }

  /** All kinds of edit of one document together; `null` when the call edits none. */
  document({ route, parameters }: LimitedCall): Limit | null {
    const id = parameters['document_id']
    if (this.#rateOf(route).editsDocument === undefined || id === undefined) return null
    const spacingMs = spacingOf({ calls: documentEditsPerSecond, perMs: 1000 })
    return { name: `document ${id}`, spacingMs, perDay: null, atOnce: null }
  }

  #rateOf(route: RouteName): Rate {
    const rate: Rate = routes[route].rate
    if (!isUpload(route)) return rate
    const { uploadsPerSecond, uploadsPerDay } = this.#raised
    const calls = uploadsPerSecond === null ? rate.calls : (uploadsPerSecond * rate.perMs) / 1000
    return { ...rate, calls, ...(uploadsPerDay !== null && { perDay: uploadsPerDay }) }
  }
}

function isUpload(route: RouteName): boolean {
  return routes[route].path.startsWith('/open-apis/drive/v1/medias/upload_')
}

/** What takes one call after the other: a spreadsheet, a table. */
function objectLimit({ route, parameters }: LimitedCall): Limit | null {
  const { oneAtATimePer: key }: Rate = routes[route].rate
  const id = key === undefined ? undefined : parameters[key]
  return key === undefined || id === undefined ? null : { name: `${key} ${id}`, spacingMs: 0, perDay: null, atOnce: 1 }
}

function spacingOf({ calls, perMs, perMinute = Infinity }: Pick<Rate, 'calls' | 'perMs' | 'perMinute'>): number {
  return Math.max(perMs / calls, minuteMs / perMinute) * slack
}
