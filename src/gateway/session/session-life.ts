import type { SessionRecord } from './session-record.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A session nobody uses ends with the refresh token's own life (RFC 10017: session life ≈ refresh token life). */
export const idleLifeMs = 7 * dayMs

/** However busy it is, a session ends after this and the person signs in again. */
export const absoluteLifeMs = 30 * dayMs

/** When a session ends unless it is used before: by age, by disuse, or because its tokens end. */
export function sessionEndsAtMs({ createdAtMs, seenAtMs, grant }: SessionRecord): number {
  const tokensEndAtMs =
    grant.refreshToken === null ? grant.accessTokenEndsAtMs : (grant.refreshTokenEndsAtMs ?? Infinity)
  return Math.min(
    createdAtMs + absoluteLifeMs,
    seenAtMs + idleLifeMs,
    Math.max(tokensEndAtMs, grant.accessTokenEndsAtMs),
  )
}
