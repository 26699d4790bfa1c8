import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const token = 'authentication/get-user-access-token (v2), error table, crawled 2026-05-24'
const refresh = 'authentication/refresh-user-access-token (v2), error table, crawled 2026-05-24'
const userInfo = 'authen-v1/user_info, error table, crawled 2026-05-24'
const authorize = 'authentication/obtain-oauth-code, crawled 2026-05-24'
const historic = 'historic-version/authen, error tables, crawled 2026-05-24'

const inClient = 'development-guide/old_webapp_login_process (requestAuthCode), 2026-11-30'

/**
 * Codes of signing in. user_info answers 20001, 20008 and 20050 too, with HTTP 200, 200 and 500 and shorter texts; the rows have
 * those of the token endpoint.
 */
export const oauthProblems = {
  /** The only documented `error` of the redirect back: the person declined. */
  access_denied: {
    httpStatus: null,
    msg: '',
    actor: 'you',
    healing: 'none',
    actions: ['sign-in'],
    concerns: 'everyone',
    source: authorize,
  },
  /** By Feishu's app itself: the page's address is not among the app's redirect URLs. */
  10236: { httpStatus: null, msg: '', ...treatments.appSetUp, source: inClient },
  20001: {
    httpStatus: 400,
    msg: 'The request is missing a required parameter.',
    ...treatments.appSetUp,
    source: token,
  },
  20002: { httpStatus: 400, msg: 'The client secret is invalid.', ...treatments.appSetUp, source: token },
  20003: {
    httpStatus: 400,
    msg: 'The authorization code is not found. Please note that an authorization code can only be used once.',
    ...treatments.signIn,
    source: token,
  },
  20004: { httpStatus: 400, msg: 'The authorization code has expired.', ...treatments.signIn, source: token },
  20005: {
    httpStatus: 200,
    msg: 'The user access token passed is invalid. Please check the value',
    ...treatments.staleToken,
    source: userInfo,
  },
  20008: { httpStatus: 400, msg: 'The user does not exist.', ...treatments.adminDecides, source: token },
  20009: { httpStatus: 400, msg: 'The specified app is not installed.', ...treatments.adminDecides, source: token },
  20010: {
    httpStatus: 400,
    msg: 'The user does not have permission to use this app.',
    ...treatments.adminDecides,
    source: token,
  },
  20021: { httpStatus: 200, msg: 'User resigned', ...treatments.adminDecides, source: userInfo },
  20022: { httpStatus: 200, msg: 'User frozen', ...treatments.adminDecides, source: userInfo },
  20023: { httpStatus: 200, msg: 'User not registered', ...treatments.adminDecides, source: userInfo },
  20024: {
    httpStatus: 400,
    msg: 'The provided authorization code or refresh token does not match the provided client ID.',
    ...treatments.appSetUp,
    source: token,
  },
  20026: {
    httpStatus: 400,
    msg: 'The refresh token passed is invalid. Please check the value.',
    ...treatments.signIn,
    source: refresh,
  },
  /** Shown by the authorize page itself: the app asks for a scope it was not given. No `msg` is documented. */
  20027: { httpStatus: null, msg: '', ...treatments.appSetUp, source: authorize },
  /** Shown by the authorize page itself (larksuite/lark-openapi-mcp#67); status and `msg` are those of the historic endpoints. */
  20029: { httpStatus: 200, msg: 'Invalid redirect uri', ...treatments.appSetUp, source: historic },
  20036: { httpStatus: 400, msg: 'The specified grant_type is not supported.', ...treatments.appSetUp, source: token },
  20037: {
    httpStatus: 400,
    msg: 'The refresh token passed has expired. Please generate a new one.',
    ...treatments.signIn,
    source: refresh,
  },
  20046: { httpStatus: 200, msg: 'Brand inconsistency', ...treatments.appSetUp, source: historic },
  20048: { httpStatus: 400, msg: 'The specified app does not exist.', ...treatments.appSetUp, source: token },
  20049: { httpStatus: 400, msg: 'PKCE code challenge failed.', ...treatments.signIn, source: token },
  20050: {
    httpStatus: 500,
    msg: 'An unexpected server error occurred. Please retry your request.',
    actor: 'feishu',
    healing: 'repeat',
    actions: ['sign-in', 'retry', 'copy-details'],
    concerns: 'everyone',
    source: token,
  },
  20063: {
    httpStatus: 400,
    msg: 'The request is malformed. Please check your request.',
    ...treatments.appSetUp,
    source: token,
  },
  20064: {
    httpStatus: 400,
    msg: 'The refresh token has been revoked. Please note that a refresh token can only be used once.',
    ...treatments.signIn,
    source: refresh,
  },
  20065: {
    httpStatus: 400,
    msg: 'The authorization code has been used. Please note that an authorization code can only be used once.',
    ...treatments.signIn,
    source: token,
  },
  20066: { httpStatus: 400, msg: 'The user status is invalid.', ...treatments.adminDecides, source: token },
  20067: {
    httpStatus: 400,
    msg: 'The provided scope list contains duplicate scopes. Please ensure all scopes are unique.',
    ...treatments.appSetUp,
    source: token,
  },
  20068: {
    httpStatus: 400,
    msg: 'The provided scope list contains scopes that are not permitted. Please ensure all scopes are allowed.',
    ...treatments.appSetUp,
    source: token,
  },
  20069: { httpStatus: 400, msg: 'The specified app is not enabled.', ...treatments.adminDecides, source: token },
  20070: {
    httpStatus: 400,
    msg: 'Multiple authentication methods were provided. Please only use one to proceed.',
    ...treatments.appSetUp,
    source: token,
  },
  20071: {
    httpStatus: 400,
    msg: 'The provided redirect URI does not match the one used during authorization.',
    ...treatments.appSetUp,
    source: token,
  },
  20072: {
    httpStatus: 503,
    msg: 'The server is temporarily unavailable. Please retry your request.',
    actor: 'feishu',
    healing: 'repeat',
    actions: ['sign-in', 'retry', 'copy-details'],
    concerns: 'everyone',
    source: token,
  },
  20073: {
    httpStatus: 400,
    msg: 'The refresh token has been used. Please note that a refresh token can only be used once.',
    ...treatments.signIn,
    source: refresh,
  },
  20074: {
    httpStatus: 400,
    msg: 'The specified app is not allowed to refresh token.',
    ...treatments.appSetUp,
    source: refresh,
  },
} as const satisfies ProblemTable
