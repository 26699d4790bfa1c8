import * as v from 'valibot'

/** Paths of the gateway's own API. */
export const gatewayPaths = {
  session: '/api/session',
  quota: '/api/quota',
  signOut: '/api/sign-out',
  /** POST without a body: Feishu refused a small file by the endpoints for parts that upload_all took. */
  smallFileRefused: '/api/small-file-refused',
  signInStart: '/auth/start',
  signInCallback: '/auth/callback',
  /** Where a portal posts a form with `token` and `return_to` to sign its visitor in. */
  portal: '/auth/portal',
  /** Where the installed page is handed what other apps share (public/manifest.webmanifest); its service worker answers. */
  share: '/share',
  /** Where Feishu pushes the events of a store app; the request address in the developer console. */
  events: '/feishu/events',
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
 * databases and storage by itself, which it should do in any case before it asks. Below a path of a shared host (PUBLIC_URL) the header is
 * left out: it would delete what others keep there.
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
    /** Whether small files may also go by the endpoints for parts (`SMALL_FILES_BY_PARTS`), unless Feishu is known to refuse them. */
    smallFilesByParts: v.optional(v.boolean(), false),
    /** `FeishuFact`s that the installation knows; absent: none. One that the page does not know is of a newer gateway. */
    facts: v.optional(v.array(v.string())),
    /** What stands in the way of every call, as a key of the catalogue; absent: nothing that the gateway knows of. */
    problem: v.optional(v.string()),
    /** After this many minutes without a key or a touch the page signs out by itself and forgets; null: never. */
    idleSignOutMinutes: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440))), null),
  }),
})
/** Parsed `SessionAnswer`. */
export type SessionAnswer = v.InferOutput<typeof SessionAnswer>
