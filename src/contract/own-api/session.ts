import * as v from 'valibot'

/** Faces of the gateway that are its own, not Feishu's. */
export const gatewayPaths = {
  session: '/api/session',
  quota: '/api/quota',
  signOut: '/api/sign-out',
  signInStart: '/auth/start',
  signInCallback: '/auth/callback',
  /** Where a portal's page sends its visitors, by a form with `token` and `return_to`. */
  portal: '/auth/portal',
} as const

/** Query of `signInStart`: the scopes that a refusal named, blanks between them. Without it, those of the first sign-in are asked for. */
export const signInScopesQuery = 'scopes'

/** Every call of the page carries this header; a foreign page can not send it without leave (CSRF defence). */
export const pageHeader = { name: 'X-Feishu-Uploader', value: '1' } as const

/** Query of `/` after a sign-in that did not work: a problem key of the catalogue. */
export const signInProblemQuery = 'sign_in_problem'

/** Answer of GET /api/session. */
export const SessionAnswer = v.object({
  person: v.nullable(
    v.object({
      /** Feishu's `open_id`: the key of what this browser keeps for this person. */
      openId: v.string(),
      name: v.string(),
      tenantKey: v.string(),
    }),
  ),
  /** When this person signed in, or granted more; a page that waits for either sees it here. Milliseconds since 1970. */
  signedInAtMs: v.nullable(v.number()),
  app: v.object({
    brand: v.picklist(['feishu', 'lark']),
    /** Where people come from when a portal vouches for them; null: they sign in at Feishu. */
    portalUrl: v.nullable(v.string()),
    /** The app's own page in Feishu's developer console. */
    consoleUrl: v.string(),
    /** Origin of documents besides the brand's own hosts (the simulator's, in the demo). */
    documentOrigin: v.nullable(v.string()),
    /** True when Feishu is the simulator: the page says so. */
    simulated: v.boolean(),
    /** Whose scopes a person is asked for when signing in (scopes.ts). */
    features: v.array(v.string()),
  }),
})
export type SessionAnswer = v.InferOutput<typeof SessionAnswer>
