import * as feishuCodes from './feishu-codes.ts'

export { feishuCodes }

/** Codes of the gateway's own refusals that have a row of their own. All others are minus the HTTP status; Feishu has no negative codes. */
export const ownCodes = {
  /** HTTP 403: calls are made as the app itself, and the document is not on its list. */
  documentNotListed: -403_001,
  /** HTTP 403: the company has removed the store app, stopped it, or never installed it. */
  appNotInCompany: -403_010,
  /** HTTP 429: the day's calls of this kind are used up; the reset header gives the seconds until Feishu takes more. */
  dayUsedUp: -429_001,
  /** HTTP 502: the company's proxy between gateway and Feishu refuses, does not answer, or broke the call off. */
  proxyInTheWay: -502_001,
  /** HTTP 502: the gateway does not trust the certificate that it was shown in Feishu's place. */
  certificateNotTrusted: -502_002,
  /** HTTP 503: the gateway cannot reach the store of its sessions and quota. */
  storeUnreachable: -503_001,
  /** HTTP 503: Feishu has not pushed the store app's ticket yet, without which there are no tokens. */
  appTicketAwaited: -503_010,
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

/**
 * Answers to a request for a store app's token of one company that mean that the company does not have the app, or has it switched off.
 * No page says which of them comes: UNCONFIRMED (docs/feishu.md, U62).
 */
export const appNotInCompany: Codes = new Set([10014, 20009, 20069, 99991662, 99991673])
