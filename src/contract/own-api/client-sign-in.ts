import * as v from 'valibot'

/** Paths of signing in inside Feishu's app. Not beside the others: the page loads them only there. */
export const clientPaths = {
  /** POST: begins an attempt whose code Feishu's app gives to the page itself. */
  begin: '/auth/client',
  /** POST: hands that code in. */
  redeem: '/auth/client/redeem',
} as const

/** Body of POST /auth/client, as JSON. */
export const ClientSignInRequest = v.object({
  /** Scopes to ask for; empty for those of all enabled features. */
  scopes: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(50)), []),
})

/** Answer of POST /auth/client: what the page asks Feishu's app for. */
export const ClientSignInAnswer = v.object({
  /** Address of Feishu's H5 JS SDK, the one script of another site that the page's policy lets in. */
  sdkUrl: v.pipe(v.string(), v.url()),
  appId: v.string(),
  scopes: v.array(v.string()),
  state: v.string(),
})
export type ClientSignInAnswer = v.InferOutput<typeof ClientSignInAnswer>

/** Body of POST /auth/client/redeem, as JSON. The attempt's cookie has to come with it. */
export const ClientRedeemRequest = v.object({
  state: v.pipe(v.string(), v.maxLength(100)),
  code: v.pipe(v.string(), v.regex(/^[\w-]{1,512}$/)),
})
export type ClientRedeemRequest = v.InferOutput<typeof ClientRedeemRequest>

/** Answer of POST /auth/client/redeem. */
export const ClientRedeemAnswer = v.variant('state', [
  v.object({
    /** The session is in the cookie. */
    state: v.literal('signed-in'),
    /** A scope that was to be asked for is missing, as after `requestAuthCode`, which asks for none. */
    isLackingScopes: v.boolean(),
  }),
  /** `problem`: key of the catalogue. */
  v.object({ state: v.literal('failed'), problem: v.string() }),
])
export type ClientRedeemAnswer = v.InferOutput<typeof ClientRedeemAnswer>
