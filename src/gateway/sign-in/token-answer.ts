import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type Reading, type Refusal } from '../../contract/feishu/api.ts'
import type { Grant } from '../session/session-record.ts'

/** Feishu's refresh tokens end after 365 days at the latest. A longer life would make an invalid date. */
const longestLifeSeconds = 400 * 24 * 60 * 60

/** Seconds from now until a token ends, brought into bounds. */
export const lifeSeconds = v.pipe(
  v.number(),
  v.transform((seconds) => Math.min(longestLifeSeconds, Math.max(0, seconds))),
)

/** Longer ones do not fit into a header. Feishu's have up to some KB. */
export const token = v.pipe(v.string(), v.minLength(1), v.maxLength(8192))

/** Token answers are flat: no `data` around them (official, authentication/get-user-access-token, 2026-05-24). */
const TokenAnswer = v.object({
  access_token: token,
  expires_in: lifeSeconds,
  refresh_token: v.optional(token),
  refresh_token_expires_in: v.optional(lifeSeconds),
  // 50 scopes at most (official, authentication/obtain-oauth-code).
  scope: v.optional(v.pipe(v.string(), v.maxLength(10_000)), ''),
})

export type GrantReading =
  | Extract<Reading<Grant>, { ok: true }>
  | {
      readonly ok: false
      readonly refusal: Refusal
      /** A plain OAuth answer without Feishu's code said `invalid_grant`: the token is no longer valid. */
      readonly isInvalidGrant: boolean
    }

/**
 * Reads an answer of the token endpoint; never quotes it, since it may contain a token. The v2 endpoint answers with Feishu's
 * `code`. That v3 always does is UNCONFIRMED, so plain OAuth answers (RFC 6749, sections 5.1 and 5.2) are read too.
 */
export function readTokenAnswer(answer: ApiAnswer, nowMs: number): GrantReading {
  const fields = fieldsOf(answer.text)
  const isPlain = !('code' in fields)
  const text = isPlain && 'access_token' in fields ? JSON.stringify({ ...fields, code: 0 }) : answer.text
  const reading = readAnswer({ ...answer, text }, TokenAnswer, 'flat')
  if (!reading.ok) {
    const isInvalidGrant = isPlain && 'error' in fields && fields.error === 'invalid_grant'
    return { ok: false, refusal: { ...reading.refusal, msg: '' }, isInvalidGrant }
  }
  const { data } = reading
  const endsAtMs = (seconds: number) => nowMs + seconds * 1000
  return {
    ok: true,
    data: {
      accessToken: data.access_token,
      accessTokenEndsAtMs: endsAtMs(data.expires_in),
      refreshToken: data.refresh_token ?? null,
      refreshTokenEndsAtMs:
        data.refresh_token_expires_in === undefined ? null : endsAtMs(data.refresh_token_expires_in),
      scope: data.scope,
    },
  }
}

function fieldsOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
