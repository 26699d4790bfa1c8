import * as v from 'valibot'
import type { RouteName } from './routes.ts'

/** One call of Feishu as data. Built by a `…Request` function, sent by the engine's wire or the gateway. */
export interface ApiRequest {
  readonly route: RouteName
  /** Ids for the `:name` parts of the route's path. */
  readonly parameters: Readonly<Record<string, string>>
  /** Query parameters by name, not yet percent-encoded; empty: none. */
  readonly query: Readonly<Record<string, string>>
  readonly body: ApiBody
  /** The file could be uploaded in another way too: calls that have no other way go first in the company's quota. */
  readonly yields?: true
}

/** Body of a call. The file of a multipart body comes after its fields. */
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

/** An unread answer: status, headers by lower-case name, the whole body as text. */
export interface ApiAnswer {
  /** HTTP status. */
  readonly status: number
  /** Value of a header by its name in lower case; null where the answer lacks it. */
  readonly header: (name: string) => string | null
  /** The whole body; empty where there is none. */
  readonly text: string
}

/** An answer of Feishu, or of the gateway in its place, that says no. Decide by `code`; `msg` is for debugging. */
export interface Refusal {
  /** Feishu's code. Negative: the gateway's own answer, minus the HTTP status. `null`: the answer was not Feishu's JSON. */
  readonly code: number | null
  /** Feishu's text, or up to `keptCharacters` of an answer that is not Feishu's JSON; may be empty. */
  readonly msg: string
  /** HTTP status of the answer; a failure may also come with 200 or 202. */
  readonly httpStatus: number
  /** Feishu's name for this one call (X-Tt-Logid): what its support asks for. */
  readonly logId: string | null
  /** How long to wait before the next call of this kind, as the answer asks; `null`: it does not. */
  readonly waitMs: number | null
  /** An earlier time to try anyway, in milliseconds from now; absent: not before `waitMs` is over. */
  readonly tryAgainMs?: number
  /** Missing scopes, as 99991672 and 99991679 name them; otherwise empty. */
  readonly scopes: readonly string[]
}

/** A read answer: its data, or the refusal. */
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

/** Longest piece of an answer's text kept in a refusal. */
const keptCharacters = 300

/**
 * Reads one answer; never throws. Only `code` 0 is success: failures also come with HTTP 200 and 202, and proxies answer HTML
 * instead of JSON (official "generic error codes", 2026-05-24; larksuite/openclaw-lark#568). Data that does not fit `schema` is
 * a refusal with code `null`.
 *
 * @param schema Shape of `data`; with `flat`, of the whole answer (token endpoints).
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
  // Field names only: an unexpected value may be a token.
  const fields = reading.issues.map((issue) => v.getDotPath(issue) ?? 'data').join(', ')
  return { ok: false, refusal: refusalOf(answer, null, `code 0, but not as documented: ${fields}`) }
}

/** The code of an answer in the form in which Feishu and the gateway answer every call; null if it has another form. */
export function codeIn({ text }: Pick<ApiAnswer, 'text'>): number | null {
  const envelope = v.safeParse(Envelope, parseJson(text))
  return envelope.success ? envelope.output.code : null
}

function refusalOf(answer: ApiAnswer, code: number | null, msg: string, error?: unknown): Refusal {
  const details = v.safeParse(ErrorDetails, error)
  const found = details.success ? details.output : undefined
  return {
    code,
    msg: msg.slice(0, keptCharacters),
    httpStatus: answer.status,
    logId: answer.header('x-tt-logid') ?? found?.log_id ?? null,
    ...waitsOf(answer),
    scopes:
      found?.permission_violations.map((violation) => violation.subject).filter((subject) => subject !== '') ?? [],
  }
}

/**
 * Feishu sends `x-ogw-ratelimit-reset` in seconds (official, "frequency control"); proxies send `Retry-After`, and the gateway both
 * where it is worth trying before the limit is said to reset.
 */
function waitsOf(answer: ApiAnswer): Pick<Refusal, 'waitMs' | 'tryAgainMs'> {
  const resetMs = waitMsOf(answer.header('x-ogw-ratelimit-reset'))
  const retryMs = waitMsOf(answer.header('retry-after'))
  if (resetMs === null || retryMs === null || retryMs >= resetMs) return { waitMs: resetMs ?? retryMs }
  return { waitMs: resetMs, tryAgainMs: retryMs }
}

/** No limit of Feishu counts for longer than a day. A longer wait is a mistake of the server that named it. */
const longestWaitMs = 24 * 60 * 60 * 1000

/** A header's wait, given in seconds, as milliseconds: a day at most. `null`: it is missing, or no number of seconds. */
export function waitMsOf(seconds: string | null | undefined): number | null {
  const text = seconds?.trim() ?? ''
  return /^\d+(\.\d+)?$/.test(text) ? Math.min(longestWaitMs, Math.round(Number(text) * 1000)) : null
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
