/**
 * Codes of Feishu that the gateway acts on by itself; everything else passes on to the page unread.
 * Official, "generic error codes" and "frequency control", 2026-05-24; media from drive/v1/medias, 2025-02-25.
 */
export const feishuCodes = {
  /** No token came with the call. The HTTP status is not documented; 400 was seen (go-lark/lark#28), 401 is ours. */
  tokenMissing: 99991661,
  userTokenInvalid: 99991668,
  tenantTokenInvalid: 99991663,
  tenantCodeInvalid: 99991665,
  userTokenExpired: 99991677,
  /** Too many calls of this kind by the app: HTTP 429, on some older calls 400. */
  rateLimited: 99991400,
  /** Too many uploads at once: HTTP 200. */
  uploadsConcurrent: 1061045,
} as const

/**
 * Answers of the token endpoint after which a refresh token is worth nothing (official, authentication/refresh-user-access-token,
 * 2026-05-24): user gone or suspended, token of another app, not valid, expired after 365 days, revoked, used before.
 */
export const refreshEndingCodes: ReadonlySet<number> = new Set([
  20008, 20024, 20026, 20037, 20064, 20066, 20073, 99991669,
])

/**
 * Answers to a call for the app's own token that no waiting heals: wrong parameter, app not authorized, wrong secret (official,
 * tenant_access_token_internal and generic error codes, 2026-05-24).
 */
export const appRefusedCodes: ReadonlySet<number> = new Set([10003, 10014, 10015, 99991543])

/** Trouble inside the token endpoint, worth one repeat (same source). */
export const tokenEndpointTroubleCodes: ReadonlySet<number> = new Set([20050, 20072])

/** The console does not let this app refresh user tokens: the session lives as long as its access token (same source). */
export const refreshNotAllowedCode = 20074
