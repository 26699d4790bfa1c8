import * as v from 'valibot'

/** One person's tokens, with the times at which they end, in milliseconds since 1970. */
export const Grant = v.object({
  accessToken: v.string(),
  accessTokenEndsAtMs: v.number(),
  /** `null` when offline_access was not granted: the session then ends with the access token. */
  refreshToken: v.nullable(v.string()),
  refreshTokenEndsAtMs: v.nullable(v.number()),
  /** Scopes granted, separated by blanks; may be fewer than requested. */
  scope: v.string(),
})
export type Grant = v.InferOutput<typeof Grant>

/** Who signed in. Identified by `openId`; administrators type names, which nobody verifies. */
export const Person = v.object({ openId: v.string(), name: v.string(), tenantKey: v.string() })
export type Person = v.InferOutput<typeof Person>

/** What the gateway stores of one session. */
export const SessionRecord = v.object({
  person: Person,
  /** `null`: a portal signed this person in, and calls are made with the app's own token. */
  grant: v.nullable(Grant),
  /** When the tokens were last renewed; 0 when they are still those of the sign-in. */
  refreshedAtMs: v.number(),
  createdAtMs: v.number(),
  seenAtMs: v.number(),
  /**
   * A framed page's sign-in window has signed in, and the page takes the session over by then, in milliseconds since 1970. Until it
   * does, nobody can use the session.
   */
  redeemBeforeMs: v.optional(v.number()),
})
export type SessionRecord = v.InferOutput<typeof SessionRecord>
