import { documentEditsPerSecond } from '../../contract/feishu/limits.ts'
import { refuse } from './answer.ts'
import { endpointOf, uploadEndpoints, type EndpointName } from './endpoints.ts'
import type { Turn } from './throttle.ts'
import type { Caller } from '../world/identity.ts'
import type { SimulatedWorld } from '../world/world.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * 60 * 1000

/** What a call counts for besides its endpoint. */
interface Counted {
  readonly documentId: string | undefined
  /** Official, "frequency control": every API, every app, every tenant. `null`: a call without a token. */
  readonly caller: Pick<Caller, 'tenantKey'> | null
}

/**
 * Counts a call against all its limits, or refuses it with 99991400: HTTP 429, except that docx answers 400 for the app's limit
 * and 429 for the document's (official docx pages, 2025-07).
 */
export function takeTurn(
  world: Pick<SimulatedWorld, 'options' | 'throttle'>,
  name: EndpointName,
  { documentId, caller }: Counted,
): void {
  if (world.options.rateLimits === 'off') return
  const tenantKey = caller?.tenantKey ?? ''
  const { path, rate } = endpointOf(name)
  const docx = path.startsWith('/open-apis/docx/')
  admit(world.throttle.take(`${tenantKey} ${name}`, rate.calls, rate.perMs), rate.calls, docx ? 400 : 429)
  const { perMinute } = rate
  if (perMinute !== undefined)
    admit(world.throttle.take(`${tenantKey} ${name} a minute`, perMinute, minuteMs), perMinute, 429)
  if (rate.editsDocument && documentId !== undefined) {
    admit(world.throttle.take(`document ${documentId}`, documentEditsPerSecond, 1000), documentEditsPerSecond, 429)
  }
  // Header, code and reset time of the day's limit are not published (docs/feishu.md, U12): answered like the other limit.
  const perDay = uploadEndpoints.has(name) ? world.options.uploadsPerDay : rate.perDay
  if (perDay !== undefined) admit(world.throttle.take(`${tenantKey} ${name} a day`, perDay, dayMs), perDay, 429)
}

function admit(turn: Turn, limit: number, httpStatus: number): void {
  if (!turn.granted) refuseForRate(httpStatus, limit, turn.resetSeconds)
}

export function refuseForRate(httpStatus: number, limit: number, resetSeconds: number): never {
  const headers = { 'x-ogw-ratelimit-limit': String(limit), 'x-ogw-ratelimit-reset': String(resetSeconds) }
  return refuse(99991400, { httpStatus, headers })
}
