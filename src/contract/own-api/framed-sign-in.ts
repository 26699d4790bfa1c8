import * as v from 'valibot'

/** Paths of signing in for a page in a frame. Not beside the others: the page loads them only in a frame. */
export const framedPaths = {
  /** POST by the sign-in window of a framed page: begins an attempt for the frame that opened it. */
  begin: '/auth/framed',
  /** POST by the framed page: takes over the session of its sign-in window. */
  redeem: '/auth/redeem',
} as const

/**
 * Message of the sign-in window to the frame that opened it, and back, between pages of the gateway's origin only: the window asks, the
 * frame answers with the request for the window to send.
 */
export const framedSignInMessage = {
  ask: 'feishu-uploader.sign-in.ask',
  answer: 'feishu-uploader.sign-in.answer',
} as const

/**
 * Body of POST /auth/framed, as JSON. Sent by the sign-in window of a framed page, after the frame that opened the window has given it
 * the key by `postMessage`. So the session goes only to a frame in the same browser: an address that somebody sends to a victim cannot
 * begin such an attempt.
 */
export const FramedSignInRequest = v.object({
  /** SHA-256 in hex of the secret that the frame keeps. */
  redeemKey: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)),
  /** Scopes to ask for; empty for those of all enabled features. */
  scopes: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(50)), []),
})
export type FramedSignInRequest = v.InferInput<typeof FramedSignInRequest>

/** Answer of POST /auth/framed. */
export const FramedSignInAnswer = v.object({
  /** Address of Feishu's consent page. */
  authorizeUrl: v.pipe(v.string(), v.url()),
})
export type FramedSignInAnswer = v.InferOutput<typeof FramedSignInAnswer>

/** Body of POST /auth/redeem, as JSON. */
export const RedeemRequest = v.object({
  /** 256 random bits in base64url, made by the frame for one attempt. */
  secret: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
})
export type RedeemRequest = v.InferOutput<typeof RedeemRequest>

/**
 * Answer of POST /auth/redeem. Each answer sets a cookie; whether the next request brings it back tells the gateway whether the
 * browser keeps cookies in this frame.
 */
export const RedeemAnswer = v.variant('state', [
  /** Nobody has signed in yet. */
  v.object({ state: v.literal('pending') }),
  v.object({
    state: v.literal('signed-in'),
    /** Credential for the `Authorization` header where the frame keeps no cookies; null: the session is in a cookie. */
    bearer: v.nullable(v.string()),
    /** How long the bearer is good, in milliseconds. */
    bearerLifeMs: v.nullable(v.number()),
  }),
])
export type RedeemAnswer = v.InferOutput<typeof RedeemAnswer>
