import type { SessionRecord } from './session-record.ts'

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs

/** An unused session ends after a refresh token's usual life (RFC 10017: session life ≈ refresh token life). */
export const idleLifeMs = 7 * dayMs

/** A session in use ends after this, and the person signs in again. */
export const absoluteLifeMs = 30 * dayMs

/** A portal's visitor comes back through the portal: after a break, and after a working day. */
export const visitorIdleLifeMs = hourMs
export const visitorAbsoluteLifeMs = 12 * hourMs

/** A framed page asks for its session every second or two while its sign-in window is open. */
export const redeemLifeMs = 2 * 60 * 1000

/** When a session ends unless it is used: by age, by disuse, or with its tokens. Milliseconds since 1970. */
export function sessionEndsAtMs({ createdAtMs, seenAtMs, grant, redeemBeforeMs }: SessionRecord): number {
  if (redeemBeforeMs !== undefined) return redeemBeforeMs
  if (grant === null) return Math.min(createdAtMs + visitorAbsoluteLifeMs, seenAtMs + visitorIdleLifeMs)
  const tokensEndAtMs =
    grant.refreshToken === null ? grant.accessTokenEndsAtMs : (grant.refreshTokenEndsAtMs ?? Infinity)
  return Math.min(
    createdAtMs + absoluteLifeMs,
    seenAtMs + idleLifeMs,
    Math.max(tokensEndAtMs, grant.accessTokenEndsAtMs),
  )
}
