import * as v from 'valibot'

/** Paths of the gateway's own API. */
export const gatewayPaths = {
  session: '/api/session',
  quota: '/api/quota',
  signOut: '/api/sign-out',
  signInStart: '/auth/start',
  signInCallback: '/auth/callback',
  /** POST by the sign-in window of a framed page: begins an attempt for the frame that opened it. */
  framedSignIn: '/auth/framed',
  /** POST by the framed page: takes over the session of its sign-in window. */
  redeem: '/auth/redeem',
  /** Where a portal posts a form with `token` and `return_to` to sign its visitor in. */
  portal: '/auth/portal',
} as const

/** Query of `signInStart`: scopes to ask for, separated by blanks. Without it, those of all enabled features are asked for. */
export const signInScopesQuery = 'scopes'

/**
 * Header of every call of the page. Another site cannot send it without a CORS preflight, which the gateway does not answer (CSRF
 * defence).
 */
export const pageHeader = { name: 'X-Feishu-Uploader', value: '1' } as const

/** Query of the page as the sign-in window of a framed page: first it hands over to Feishu, and at the end it says so. */
export const framedSignInQuery = { name: 'framed_sign_in', begin: 'begin', end: 'end' } as const

/**
 * Message of the sign-in window to the frame that opened it, and back, between pages of the gateway's origin only: the window asks, the
 * frame answers with the request for the window to send.
 */
export const framedSignInMessage = {
  ask: 'feishu-uploader.sign-in.ask',
  answer: 'feishu-uploader.sign-in.answer',
} as const

/** Where the sign-in window of a framed page ends. */
export const framedSignInEnd = `/?${framedSignInQuery.name}=${framedSignInQuery.end}`

/** Header of GET /api/session's answer: a new bearer in the place of the one that came with the request (`RedeemAnswer`). */
export const bearerHeader = 'X-Feishu-Uploader-Bearer'

/** Query of the page after a failed sign-in: a key of the catalogue. */
export const signInProblemQuery = 'sign_in_problem'

/**
 * Body of POST /api/sign-out, as JSON; without a body nothing is forgotten. Ends the session and clears its cookie in any case.
 *
 * With `forget`, and always where `app.forgetsOnSignOut` says so, the answer carries `Clear-Site-Data: "cache", "storage"`: before
 * the page sees the answer, the browser deletes this site's IndexedDB, localStorage and caches and closes its open databases. So
 * nothing of the queue, of names or of links stays; the page must write nothing more and reload. Browsers without that
 * header (Safari before 17), and pages over plain http other than localhost, keep all of it: there the page has to delete its
 * databases and storage by itself, which it should do in any case before it asks.
 */
export const SignOutRequest = v.object({
  /** Forget everything that this browser keeps of this site, as on somebody else's computer. */
  forget: v.optional(v.boolean(), false),
})
/** Input of `SignOutRequest`: fields with defaults may be left out. */
export type SignOutRequest = v.InferInput<typeof SignOutRequest>

/** Answer of GET /api/session. */
export const SessionAnswer = v.object({
  person: v.nullable(
    v.object({
      /** Feishu's `open_id`; also the key under which the browser keeps this person's queues. */
      openId: v.string(),
      name: v.string(),
      tenantKey: v.string(),
    }),
  ),
  /** When this person last signed in or granted scopes, in milliseconds since 1970. A page that waits for either polls it. */
  signedInAtMs: v.nullable(v.number()),
  app: v.object({
    brand: v.picklist(['feishu', 'lark']),
    /** Portal that signs people in; null: they sign in at Feishu. */
    portalUrl: v.nullable(v.string()),
    /** The app's own page in Feishu's developer console. */
    consoleUrl: v.string(),
    /** Origin of documents besides the brand's hosts, such as the simulator's; null: none. */
    documentOrigin: v.nullable(v.string()),
    /** Hosts besides the brand's own whose links are documents, each with all below it (`CUSTOM_DOMAINS`). */
    customDomains: v.array(v.string()),
    /** True when the simulator stands in for Feishu. */
    simulated: v.boolean(),
    /** Enabled features (`Feature`, scopes.ts); signing in asks for their scopes. */
    features: v.array(v.string()),
    /** True for kiosks (IDENTITY=app): signing out always forgets, so there is nothing to ask. */
    forgetsOnSignOut: v.optional(v.boolean(), false),
    /** EMBED_ORIGINS, whose pages may talk to this one in a frame (`contract/embed/`); absent: nobody's. */
    embedOrigins: v.optional(v.array(v.string())),
    /** After this many minutes without a key or a touch the page signs out by itself and forgets; null: never. */
    idleSignOutMinutes: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440))), null),
  }),
})
/** Parsed `SessionAnswer`. */
export type SessionAnswer = v.InferOutput<typeof SessionAnswer>

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
