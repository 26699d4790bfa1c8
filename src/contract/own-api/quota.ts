import * as v from 'valibot'
import { routes, type RouteName } from '../feishu/routes.ts'

/**
 * What the gateway tells the page about the company's quota. A call that has to wait is one HTTP request that stays open
 * until its turn has come; the page names it with this header (1 to 64 letters, digits, `-` and `_`), and while no answer
 * comes it may ask GET /api/quota where the call stands.
 */
export const callNameHeader = 'X-Feishu-Uploader-Call'

export const callName = /^[\w-]{1,64}$/

const RouteSchema = v.custom<RouteName>((name) => typeof name === 'string' && Object.hasOwn(routes, name))
const durationMs = v.pipe(v.number(), v.minValue(0))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Answer of GET /api/quota. Times are durations from now, because the clocks of page and gateway differ. */
export const QuotaAnswer = v.object({
  /** Endpoints with a limit of calls a day; what everybody in the company used of it. */
  endpoints: v.array(
    v.object({
      route: RouteSchema,
      usedToday: count,
      perDay: count,
      /** Until the count starts anew; which midnight Feishu means is UNCONFIRMED (docs/feishu.md, U12). */
      dayEndsInMs: durationMs,
      /** Feishu refused a call as one too many and named the time; `null`: it did not. */
      closedForMs: v.nullable(durationMs),
    }),
  ),
  /** Named calls of this session that wait for their turn. A call that is not there is on its way, or over. */
  held: v.array(
    v.object({
      call: v.string(),
      route: RouteSchema,
      /** `turn`: other calls of the company go first. `closed`: Feishu asked everybody to wait. */
      why: v.picklist(['turn', 'closed']),
      /** Calls of this endpoint that go first, the session's own included. */
      ahead: count,
      /** Earliest time its turn can come. */
      startsInMs: durationMs,
    }),
  ),
})
export type QuotaAnswer = v.InferOutput<typeof QuotaAnswer>
