import * as v from 'valibot'
import type { RouteName } from './routes.ts'

/** One call of Feishu as data: built here, sent by whoever holds a wire. */
export interface ApiRequest {
  readonly route: RouteName
  readonly parameters: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: ApiBody
}

export type ApiBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  /**
   * A JSON object whose last property is a text too large to hold as a string: `text` is a blob of characters that JSON does not
   * escape, such as base64.
   */
  | {
      readonly kind: 'large-json'
      readonly value: Readonly<Record<string, unknown>>
      readonly large: { readonly name: string; readonly text: Blob }
    }
  | {
      readonly kind: 'multipart'
      readonly fields: readonly (readonly [name: string, value: string])[]
      readonly file: { readonly name: string; readonly bytes: Blob }
    }

/** What came back, unread: status, headers by lower-case name, the whole body as text. */
export interface ApiAnswer {
  readonly status: number
  readonly header: (name: string) => string | null
  readonly text: string
}

/** A call that Feishu, or the gateway in its name, refused. Judge by `code`; `msg` is for people who debug. */
export interface Refusal {
  /** Feishu's code. Negative: the gateway's own answer, minus the HTTP status. `null`: the answer was not Feishu's JSON. */
  readonly code: number | null
  readonly msg: string
  readonly httpStatus: number
  /** Feishu's name for this one call (X-Tt-Logid): what its support asks for. */
  readonly logId: string | null
  /** How long Feishu, or the gateway, asks to wait before the next call of this kind. */
  readonly waitMs: number | null
  /** Scopes named by 99991672 and 99991679. */
  readonly scopes: readonly string[]
}

export type Reading<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly refusal: Refusal }

const Envelope = v.looseObject({
  code: v.pipe(v.number(), v.integer()),
  msg: v.fallback(v.string(), ''),
  error_description: v.fallback(v.string(), ''),
  data: v.optional(v.unknown()),
  error: v.optional(v.unknown()),
})

const ErrorDetails = v.looseObject({
  log_id: v.fallback(v.optional(v.string()), undefined),
  permission_violations: v.fallback(v.array(v.looseObject({ subject: v.fallback(v.string(), '') })), []),
})

/** Longest piece of a foreign answer kept for a person who debugs. */
const keptCharacters = 300

/**
 * Reads one answer. Success is `code` 0 and nothing else: failures arrive with HTTP 200 and 202 too, and an edge or a
 * proxy answers HTML where JSON was due (official "generic error codes", 2026-05-24; larksuite/openclaw-lark#568).
 *
 * @param schema Shape of `data`; for the flat answers of the token endpoints, of the whole answer.
 */
export function readAnswer<const Schema extends v.GenericSchema>(
  answer: ApiAnswer,
  schema: Schema,
  shape: 'wrapped' | 'flat' = 'wrapped',
): Reading<v.InferOutput<Schema>> {
  const envelope = v.safeParse(Envelope, parseJson(answer.text))
  if (!envelope.success) return { ok: false, refusal: refusalOf(answer, null, excerpt(answer.text)) }
  const { code, msg, error_description: description, data, error } = envelope.output
  if (code !== 0) return { ok: false, refusal: refusalOf(answer, code, msg || description, error) }
  const reading = v.safeParse(schema, shape === 'flat' ? envelope.output : (data ?? {}))
  if (reading.success) return { ok: true, data: reading.output }
  // Names of fields only: a value that is not as expected may be a token.
  const fields = reading.issues.map((issue) => v.getDotPath(issue) ?? 'data').join(', ')
  return { ok: false, refusal: refusalOf(answer, null, `code 0, but not as documented: ${fields}`) }
}

function refusalOf(answer: ApiAnswer, code: number | null, msg: string, error?: unknown): Refusal {
  const details = v.safeParse(ErrorDetails, error)
  const found = details.success ? details.output : undefined
  return {
    code,
    msg: msg.slice(0, keptCharacters),
    httpStatus: answer.status,
    logId: answer.header('x-tt-logid') ?? found?.log_id ?? null,
    waitMs: waitOf(answer),
    scopes:
      found?.permission_violations.map((violation) => violation.subject).filter((subject) => subject !== '') ?? [],
  }
}

/** `x-ogw-ratelimit-reset` is Feishu's own, in seconds; `Retry-After` comes from proxies. Official "frequency control". */
function waitOf(answer: ApiAnswer): number | null {
  const seconds = ['x-ogw-ratelimit-reset', 'retry-after']
    .map((name) => answer.header(name)?.trim() ?? '')
    .find((text) => /^\d+(\.\d+)?$/.test(text))
  return seconds === undefined ? null : Math.round(Number(seconds) * 1000)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function excerpt(text: string): string {
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
