import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const source = 'api-call-guide, generic error codes, crawled 2026-05-24'
const cli = 'larksuite/cli internal/errclass/codemeta.go, 2026-04-18'

/**
 * Codes that Feishu's API gateway gives for any call. The official table names no HTTP status, save 404 for an unknown path and 429
 * (older calls: 400) for the rate limit.
 */
export const platformProblems = {
  2200: { httpStatus: null, msg: 'internal error', ...treatments.busy, source },
  9499: { httpStatus: null, msg: 'bad request', ...treatments.badCall, source },
  10003: { httpStatus: 200, msg: 'invalid parameter', ...treatments.appSetUp, source },
  10012: {
    httpStatus: 200,
    msg: 'app_ticket invalid',
    ...treatments.busy,
    source: 'larksuite/oapi-sdk-go core/constants.go, 2026-11-30; no page lists it: UNCONFIRMED',
  },
  10014: { httpStatus: 200, msg: 'app unauthorized', ...treatments.adminUnlocks, source },
  10015: { httpStatus: 200, msg: 'wrong app secret', ...treatments.appSetUp, source },
  21000: { httpStatus: null, msg: '', ...treatments.challenge, source: cli },
  21001: { httpStatus: null, msg: '', ...treatments.challenge, source: cli },
  1064510: {
    httpStatus: 403,
    msg: 'cross tenant and unit not support.',
    ...treatments.wrongTarget,
    source: 'drive-v1/file, error tables, crawled 2026-05-24',
  },
  1064511: {
    httpStatus: 403,
    msg: 'cross brand not support.',
    ...treatments.wrongTarget,
    source: 'drive-v1/file, error tables, crawled 2026-05-24',
  },
  99991201: { httpStatus: 404, msg: 'resource not find', ...treatments.badCall, source },
  99991400: { httpStatus: 429, msg: 'request trigger frequency limit', ...treatments.busy, source },
  99991401: { httpStatus: null, msg: 'ip %s is denied by app setting', ...treatments.adminUnlocks, source },
  99991403: {
    httpStatus: null,
    msg: "This month's API call quota has been exceeded",
    ...treatments.adminUnlocks,
    source,
  },
  99991543: { httpStatus: null, msg: 'login_user invalid', ...treatments.appSetUp, source },
  99991661: { httpStatus: null, msg: 'Need a token', ...treatments.signIn, source },
  99991662: { httpStatus: null, msg: 'app not in use', ...treatments.adminUnlocks, source },
  99991663: {
    httpStatus: null,
    msg: 'Invalid access token for authorization. Please make a request with token attached',
    ...treatments.staleToken,
    source,
  },
  99991664: { httpStatus: null, msg: 'invalid app token', ...treatments.staleToken, source },
  99991665: { httpStatus: null, msg: 'invalid tenant code', ...treatments.staleToken, source },
  99991668: {
    httpStatus: null,
    msg: 'Invalid access token for authorization. Please make a request with token attached.',
    ...treatments.staleToken,
    source,
  },
  99991669: { httpStatus: null, msg: 'invalid user refresh token', ...treatments.signIn, source },
  99991671: { httpStatus: null, msg: 'Invalid token: must start with t-/u-', ...treatments.staleToken, source },
  99991672: {
    httpStatus: null,
    msg: 'Access denied. One of the following scopes is required',
    ...treatments.appSetUp,
    actions: ['open-console', 'copy-details', 'retry'],
    source,
  },
  99991673: { httpStatus: null, msg: 'unauthorized app', ...treatments.adminUnlocks, source },
  99991676: {
    httpStatus: null,
    msg: 'token no permission',
    actor: 'you',
    healing: 'none',
    actions: ['grant-scopes', 'sign-in', 'copy-details'],
    concerns: 'everyone',
    source,
  },
  99991677: { httpStatus: null, msg: 'token expire', ...treatments.staleToken, source },
  99991679: {
    httpStatus: null,
    msg: 'Unauthorized. You do not have permission to perform the requested operation on the resource. Please request user re-authorization and try again.',
    actor: 'you',
    healing: 'none',
    actions: ['grant-scopes', 'copy-details'],
    concerns: 'everyone',
    source,
  },
  99991681: { httpStatus: null, msg: 'auth fail', ...treatments.signIn, source },
  99991692: { httpStatus: null, msg: 'auth fail', ...treatments.signIn, source },
  // The official table gives no fixed text: `msg` names the field.
  99992402: { httpStatus: null, msg: 'field validation failed', ...treatments.badCall, source },
} as const satisfies ProblemTable
