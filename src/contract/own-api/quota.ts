import * as v from 'valibot'
import { routes, type RouteName } from '../feishu/routes.ts'

/**
 * Header by which the page names a call (`callName`). A call that waits for the quota is an HTTP request that stays open until
 * its turn; by its name the page finds it in the answer of GET /api/quota.
 */
export const callNameHeader = 'X-Feishu-Uploader-Call'

/** Header of a call that starts only while no other call waits for the same limits: small files' parts, behind large ones'. */
export const yieldingHeader = { name: 'X-Feishu-Uploader-Yields', value: '1' } as const

/** Form of a call's name: 1 to 64 letters, digits, `-` and `_`. */
export const callName = /^[\w-]{1,64}$/

const RouteSchema = v.custom<RouteName>((name) => typeof name === 'string' && Object.hasOwn(routes, name))
const durationMs = v.pipe(v.number(), v.minValue(0))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Answer of GET /api/quota. Times are milliseconds from now, since the clocks of page and gateway differ. */
export const QuotaAnswer = v.object({
  /** Endpoints with a daily limit, and the company's use of it. */
  endpoints: v.array(
    v.object({
      route: RouteSchema,
      usedToday: count,
      perDay: count,
      /** Until the count starts again; which midnight Feishu means is UNCONFIRMED (docs/feishu.md, U12). */
      dayEndsInMs: durationMs,
      /** For how long Feishu, refusing a call, asked for no further ones; `null`: not closed. */
      closedForMs: v.nullable(durationMs),
    }),
  ),
  /** Named calls of this session that wait for their turn. Others are in flight or over. */
  held: v.array(
    v.object({
      call: v.string(),
      route: RouteSchema,
      /** `turn`: other calls of the company go first. `closed`: Feishu asked everybody to wait. */
      why: v.picklist(['turn', 'closed']),
      /** Calls of this endpoint that go before it, including those of the same session. */
      ahead: count,
      /** Earliest start. */
      startsInMs: durationMs,
    }),
  ),
})
/** Parsed `QuotaAnswer`. */
export type QuotaAnswer = v.InferOutput<typeof QuotaAnswer>
