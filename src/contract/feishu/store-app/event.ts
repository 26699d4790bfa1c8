import * as v from 'valibot'

/** Headers of a pushed event by which its sender is known (official, "receive events", 2026-11-30). In lower case. */
export const eventHeaders = {
  /** Seconds since 1970. */
  timestamp: 'x-lark-request-timestamp',
  nonce: 'x-lark-request-nonce',
  /** SHA-256 in hex of timestamp, nonce, Encrypt Key and raw body, one after the other. The address check carries none. */
  signature: 'x-lark-signature',
} as const

/**
 * How long after the push before it Feishu repeats an event that was not answered 200 within 3 s: 5 s, 5 min, 1 h and 6 h (the guide as
 * quoted in justjavac/deno_feishu_bot_echo#1, read 2026-11-30).
 */
export const repeatsAfterMs = [5000, 5 * 60 * 1000, 60 * 60 * 1000, 6 * 60 * 60 * 1000] as const

/** How long after the first push Feishu pushes an event for the last time. */
export const lastRepeatAfterMs = repeatsAfterMs.reduce((sum, each) => sum + each, 0)

/** A pushed body whose encryption is off. */
export type Pushed =
  /** The address check: `challenge` is to be sent back within a second. */
  | { readonly is: 'challenge'; readonly challenge: string; readonly verificationToken: string }
  | { readonly is: 'event'; readonly event: FeishuEvent; readonly verificationToken: string }

/** One event, of either schema. */
export interface FeishuEvent {
  /** `uuid`, or `event_id` of schema 2: the same for all repeats of an event. */
  readonly id: string
  readonly appId: string
  /** When it happened, in milliseconds since 1970; repeats come later, and out of order. */
  readonly atMs: number
  /** `null`: of a type that this product has no use for. */
  readonly content: EventContent | null
}

export type EventContent =
  | { readonly type: 'app_ticket'; readonly appTicket: string }
  /** `open`: installed, or switched on again. `stopped`: switched off by the company, or by Feishu. `removed`: uninstalled. */
  | { readonly type: 'company'; readonly tenantKey: string; readonly change: 'open' | 'stopped' | 'removed' }

const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most))

const Challenge = v.object({ type: v.literal('url_verification'), challenge: text(1000), token: text(200) })

/** `ts` is in seconds with a fraction, as text (pages of the events, 2026-11-29). */
const Schema1 = v.object({
  ts: v.pipe(v.string(), v.regex(/^\d{1,12}(\.\d{1,9})?$/)),
  uuid: text(200),
  token: text(200),
  type: v.literal('event_callback'),
  event: v.looseObject({ app_id: text(200), type: text(200) }),
})

/** `create_time` is in milliseconds, as text; some pages show microseconds. */
const Schema2 = v.object({
  schema: v.literal('2.0'),
  header: v.object({
    event_id: text(200),
    event_type: text(200),
    token: text(200),
    app_id: text(200),
    create_time: v.pipe(v.string(), v.regex(/^\d{1,16}$/)),
    tenant_key: v.optional(v.string()),
  }),
  event: v.optional(v.looseObject({}), {}),
})

const Content = v.variant('type', [
  v.object({ type: v.literal('app_ticket'), app_ticket: text(2000) }),
  v.object({ type: v.picklist(['app_open', 'app_uninstalled']), tenant_key: text(200) }),
  v.object({
    type: v.literal('app_status_change'),
    tenant_key: text(200),
    // chyroc/lark and apitable/apitable name these three (both read 2026-11-30).
    status: v.picklist(['start_by_tenant', 'stop_by_tenant', 'stop_by_platform']),
  }),
])

/** Reads a decrypted body; never throws. `undefined`: it is neither an address check nor an event. */
export function readPushed(value: unknown): Pushed | undefined {
  const challenge = v.safeParse(Challenge, value)
  if (challenge.success) {
    return { is: 'challenge', challenge: challenge.output.challenge, verificationToken: challenge.output.token }
  }
  const first = v.safeParse(Schema1, value)
  if (first.success) {
    const { ts, uuid: id, token, event } = first.output
    const content = contentOf(event)
    return content === undefined
      ? undefined
      : { is: 'event', verificationToken: token, event: { id, appId: event.app_id, atMs: Number(ts) * 1000, content } }
  }
  const second = v.safeParse(Schema2, value)
  return second.success ? readSchema2(second.output) : undefined
}

function readSchema2({ header, event }: v.InferOutput<typeof Schema2>): Pushed | undefined {
  const { event_id: id, event_type: type, token: verificationToken, app_id: appId } = header
  const content = contentOf({ tenant_key: header.tenant_key, ...event, type })
  if (content === undefined) return undefined
  const time = Number(header.create_time)
  return { is: 'event', verificationToken, event: { id, appId, atMs: time > 1e14 ? time / 1000 : time, content } }
}

const used: ReadonlySet<unknown> = new Set(['app_ticket', 'app_open', 'app_uninstalled', 'app_status_change'])

/** `undefined`: of a type that is used, but not as documented. */
function contentOf(event: { readonly type: string; readonly tenant_key?: unknown }): EventContent | null | undefined {
  if (!used.has(event.type)) return null
  const reading = v.safeParse(Content, event)
  if (!reading.success) return undefined
  const { output } = reading
  switch (output.type) {
    case 'app_ticket':
      return { type: 'app_ticket', appTicket: output.app_ticket }
    case 'app_open':
      return { type: 'company', tenantKey: output.tenant_key, change: 'open' }
    case 'app_uninstalled':
      return { type: 'company', tenantKey: output.tenant_key, change: 'removed' }
    case 'app_status_change':
      return {
        type: 'company',
        tenantKey: output.tenant_key,
        change: output.status === 'start_by_tenant' ? 'open' : 'stopped',
      }
  }
}
