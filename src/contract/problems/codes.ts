/**
 * Feishu's codes that the code decides by, with names. HTTP status, message and source of each stand in its row of the
 * catalogue, under the same number; codes that only pass through to a person have no name here.
 */
export const feishuCodes = {
  // Any call (platform.ts)
  /** Too many calls of this kind by the app: HTTP 429, on some older calls 400. */
  rateLimited: 99991400,
  /** No token came with the call. The HTTP status is not documented; 400 was seen (go-lark/lark#28), our gateway uses 401. */
  tokenMissing: 99991661,
  /** Also the answer where a call takes no tenant token at all. */
  tenantTokenInvalid: 99991663,
  tenantCodeInvalid: 99991665,
  /** Also the answer where a call takes no user token at all. */
  userTokenInvalid: 99991668,
  userTokenExpired: 99991677,
  /** Feishu has no such path (HTTP 404). */
  pathUnknown: 99991201,
  /** The app was not given a scope that the call needs. */
  appLacksScope: 99991672,
  /** The token was issued without a scope that the call needs. */
  tokenLacksScope: 99991676,
  /** The person has not granted a scope that the call needs. */
  userLacksScope: 99991679,
  otherTenant: 1064510,
  otherBrand: 1064511,

  // Files (media.ts)
  /** Too many uploads at once: HTTP 200. */
  uploadsAtOnce: 1061045,

  // Documents (docx.ts, wiki.ts)
  /** The document or a block of it is not there. */
  blockNotFound: 1770002,
  blockDeleted: 1770003,
  /** The document is being copied; edits are refused meanwhile. */
  documentCopying: 1770020,
  /** The revision named in the call is too far behind. */
  revisionTooOld: 1770021,
  wikiNodeNotFound: 131005,
  wikiNodeForbidden: 131006,

  // Bases and imports (base.ts, import.ts)
  /** Another write of the same table is going on. */
  baseWriteConflict: 1254291,
  /** The uploaded source of an import was thrown away before the import began. */
  importSourceExpired: 1069913,

  // Tokens (oauth.ts)
  /** The console does not let this app refresh user tokens: a session lives as long as its access token. */
  refreshNotAllowed: 20074,
} as const

/** Codes of the gateway's own refusals that have a row of their own. All others are minus the HTTP status; Feishu has no negative codes. */
export const ownCodes = {
  /** HTTP 403: calls are made as the app itself, and the document is not on its list. */
  documentNotListed: -403_001,
  /** HTTP 429: the day's calls of this kind are used up; the reset header gives the seconds until Feishu takes more. */
  dayUsedUp: -429_001,
  /** HTTP 503: the gateway cannot reach the store of its sessions and quota. */
  storeUnreachable: -503_001,
} as const

type Codes = ReadonlySet<number | null>

/** Too many calls a second, or too many at once. Refused before anything was done. */
export const tooManyCalls: Codes = new Set([feishuCodes.uploadsAtOnce, feishuCodes.rateLimited])

/** Refused for a temporary reason and certainly before anything was done: a repeat cannot do it twice. */
export const withoutEffect: Codes = new Set([...tooManyCalls, feishuCodes.documentCopying, feishuCodes.revisionTooOld])

/** A user's access token is invalid or expired. */
export const userTokenRefused: Codes = new Set([feishuCodes.userTokenExpired, feishuCodes.userTokenInvalid])

/** The app's own access token is invalid or expired. */
export const tenantTokenRefused: Codes = new Set([feishuCodes.tenantTokenInvalid, feishuCodes.tenantCodeInvalid])

/**
 * Answers of the token endpoint that make a refresh token useless: user gone or suspended, token of another app, invalid,
 * expired after 365 days, revoked, used before (authentication/refresh-user-access-token, 2026-05-24).
 */
export const refreshTokenOver: Codes = new Set([20008, 20024, 20026, 20037, 20064, 20066, 20073, 99991669])

/** Internal errors of the token endpoint, worth one repeat (same source). */
export const tokenEndpointErrors: Codes = new Set([20050, 20072])

/**
 * Answers to a request for the app's own token that waiting does not change: wrong parameter, app not authorized, wrong secret
 * (tenant_access_token_internal and generic error codes, 2026-05-24).
 */
export const appRefused: Codes = new Set([10003, 10014, 10015, 99991543])
