import * as v from 'valibot'

/** Tokens that Feishu gave for one person, with the times at which they end. */
export const Grant = v.object({
  accessToken: v.string(),
  accessTokenEndsAtMs: v.number(),
  /** `null` when offline_access was not granted: the session then ends with the access token. */
  refreshToken: v.nullable(v.string()),
  refreshTokenEndsAtMs: v.nullable(v.number()),
  /** Scopes really granted, which may be fewer than those asked for. */
  scope: v.string(),
})
export type Grant = v.InferOutput<typeof Grant>

/** Who signed in. `openId` is the key: names and addresses are typed in by an administrator and not verified. */
export const Person = v.object({ openId: v.string(), name: v.string(), tenantKey: v.string() })
export type Person = v.InferOutput<typeof Person>

/** Everything the gateway keeps of one session. */
export const SessionRecord = v.object({
  person: Person,
  /** `null`: a portal vouches for this person, and calls are made with the app's own token. */
  grant: v.nullable(Grant),
  /** When the tokens were last renewed; 0 when they are still those of the sign-in. */
  refreshedAtMs: v.number(),
  createdAtMs: v.number(),
  seenAtMs: v.number(),
})
export type SessionRecord = v.InferOutput<typeof SessionRecord>
