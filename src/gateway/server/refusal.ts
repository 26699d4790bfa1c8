import type { FastifyReply } from 'fastify'
import { feishuCodes, ownCodes } from '../../contract/problems/codes.ts'

/** A refusal by the gateway itself, in Feishu's envelope, so that the page needs only one reader. */
export interface OwnRefusal {
  readonly httpStatus: number
  readonly code: number
  readonly msg: string
  /** How long to wait before the next call of this kind. */
  readonly waitMs?: number
  /** When to try anyway, though `waitMs` is not over. */
  readonly tryAgainMs?: number
}

/** A refusal whose code is minus the HTTP status; Feishu's codes are never negative. */
export function ownRefusal(httpStatus: number, msg: string): OwnRefusal {
  return { httpStatus, code: -httpStatus, msg }
}

/** Nobody is signed in; the code is Feishu's for a call without a token. */
export const notSignedIn: OwnRefusal = {
  httpStatus: 401,
  code: feishuCodes.tokenMissing,
  msg: 'Missing access token for authorization: sign in first.',
}

/** Too many calls; the code is Feishu's. */
export function rateLimited(waitMs: number, tryAgainMs = waitMs): OwnRefusal {
  return { httpStatus: 429, code: feishuCodes.rateLimited, msg: 'request trigger frequency limit', waitMs, tryAgainMs }
}

/** Distinct from `rateLimited`: the daily quota resets only at midnight. */
export function dayUsedUp(waitMs: number): OwnRefusal {
  return { httpStatus: 429, code: ownCodes.dayUsedUp, msg: 'The calls of this day are used up.', waitMs }
}

/** The company's calls of this month are used up; the code is Feishu's. `tryAgainMs`: until the gateway lets a call try. */
export function monthUsedUp(tryAgainMs: number): OwnRefusal {
  const msg = "This month's API call quota has been exceeded"
  return { httpStatus: 429, code: feishuCodes.monthUsedUp, msg, waitMs: tryAgainMs }
}

/** The gateway cannot reach the store of its sessions or quota; its operator has to act. */
export const storeUnreachable: OwnRefusal = {
  httpStatus: 503,
  code: ownCodes.storeUnreachable,
  msg: "The uploader's server cannot reach its store.",
}

/** The store app's ticket was not pushed yet, without which Feishu gives no token. `waitMs` from the usual two minutes. */
export const ticketAwaited: OwnRefusal = {
  httpStatus: 503,
  code: ownCodes.appTicketAwaited,
  msg: "The uploader's server waits for Feishu to push this app's app_ticket.",
  waitMs: 20_000,
}

/** The company does not have this store app, or no longer. */
export const notInCompany: OwnRefusal = {
  httpStatus: 403,
  code: ownCodes.appNotInCompany,
  msg: 'This app was removed or stopped in your company, or never installed there.',
}

/** The company's proxy does not let the gateway through to Feishu; `did` ends the sentence and must not contain its address. */
export function proxyInTheWay(did: string): OwnRefusal {
  return { httpStatus: 502, code: ownCodes.proxyInTheWay, msg: `The proxy between this uploader and Feishu ${did}.` }
}

/** The TLS handshake failed, so no request was sent. */
export const certificateNotTrusted: OwnRefusal = {
  httpStatus: 502,
  code: ownCodes.certificateNotTrusted,
  msg: 'The certificate shown in place of Feishu is not trusted (NODE_EXTRA_CA_CERTS).',
}

export function sendRefusal(
  reply: FastifyReply,
  { httpStatus, code, msg, waitMs, tryAgainMs = waitMs }: OwnRefusal,
): FastifyReply {
  if (waitMs !== undefined && tryAgainMs !== undefined) {
    void reply.header('x-ogw-ratelimit-reset', secondsOf(waitMs)).header('retry-after', secondsOf(tryAgainMs))
  }
  return reply
    .code(httpStatus)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(bodyOf({ code, msg }))
}

function secondsOf(ms: number): string {
  return String(Math.max(1, Math.ceil(ms / 1000)))
}

export function bodyOf({ code, msg }: Pick<OwnRefusal, 'code' | 'msg'>): string {
  return JSON.stringify({ code, msg, error: { log_id: null } })
}
