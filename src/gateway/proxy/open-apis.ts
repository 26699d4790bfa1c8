import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { matchRoute, routes, type RouteName } from '../../contract/routes.ts'
import { feishuCodes } from '../feishu-codes.ts'
import { guardPage } from '../page-guard.ts'
import type { Quota, QuotaCall } from '../quota/quota.ts'
import { notSignedIn, ownRefusal, rateLimited, sendRefusal, type OwnRefusal } from '../refusal.ts'
import { refusesToken, type AccessTokens } from '../session/access-tokens.ts'
import { foreignContentPolicy } from '../security-headers.ts'
import { readSessionCookie } from '../session/session-cookie.ts'
import type { Session, Sessions } from '../session/sessions.ts'
import type { Site } from '../site.ts'
import { judgeBody } from './body-rule.ts'
import { refusalOfFailure, type FeishuConnections } from './feishu-stream.ts'
import { headersToFeishu, headersToPage } from './headers.ts'
import { watchCode } from './watched-answer.ts'

export interface ProxyParts {
  readonly site: Site
  readonly sessions: Sessions
  readonly accessTokens: AccessTokens
  readonly quota: Quota
  readonly connections: FeishuConnections
}

type MatchedRoute = NonNullable<ReturnType<typeof matchRoute>>

/** How long a quota stays closed when Feishu does not say (both refusals count calls of one second). */
const unsaidWaitMs = 1000

/** Feishu's own paths, minus the token: guard, session, quota, token, stream. */
export function addOpenApis(app: FastifyInstance, parts: ProxyParts): void {
  app.route({
    method: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
    url: '/open-apis/*',
    handler: (request, reply) => {
      void reply.header('content-security-policy', foreignContentPolicy)
      return handle(request, reply, parts)
    },
  })
}

async function handle(request: FastifyRequest, reply: FastifyReply, parts: ProxyParts): Promise<FastifyReply> {
  const [path = ''] = request.url.split('?', 1)
  const matched = matchRoute(request.method, path)
  const refusal = guardPage(request, parts.site) ?? judgeCall(matched, request)
  if (refusal || !matched) return refuse(request, reply, refusal ?? unknownCall)
  const id = readSessionCookie(request, parts.site)
  const caller = await parts.sessions.find(id)
  if (!caller) return refuse(request, reply, notSignedIn)

  const gone = abortedWith(reply)
  try {
    const turn = await parts.quota.turn(
      { session: caller.key, route: matched.name, parameters: matched.parameters },
      gone,
    )
    if (!turn.granted) return await refuse(request, reply, rateLimited(turn.waitMs))
    // Looked up again: during the wait tokens were renewed, or the person signed out.
    const session = await parts.sessions.find(id)
    return session
      ? await pass({ request, reply, parts, matched, session, gone })
      : await refuse(request, reply, notSignedIn)
  } catch (error) {
    if (gone.aborted) return reply
    request.log.warn({ err: error, route: matched.name }, 'no answer came from Feishu')
    return refuse(request, reply, refusalOfFailure(error))
  }
}

const unknownCall = ownRefusal(403, 'This gateway does not pass on this call.')

function judgeCall(matched: MatchedRoute | undefined, request: FastifyRequest): OwnRefusal | undefined {
  if (!matched) return unknownCall
  const route = routes[matched.name]
  return route.caller === 'page' ? judgeBody(route, request.headers) : unknownCall
}

interface Passage {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly parts: ProxyParts
  readonly matched: MatchedRoute
  readonly session: Session
  readonly gone: AbortSignal
}

async function pass({ request, reply, parts, matched, session, gone }: Passage): Promise<FastifyReply> {
  const token = await parts.accessTokens.tokenFor(session)
  if (token.is === 'ended') return refuse(request, reply, notSignedIn)
  if (token.is === 'unavailable')
    return refuse(request, reply, ownRefusal(502, 'Feishu could not renew the sign-in just now.'))
  const answer = await parts.connections.stream({
    method: request.method,
    path: request.url,
    headers: headersToFeishu(request.headers, token.accessToken),
    source: routes[matched.name].body === 'none' ? null : request.raw,
    signal: gone,
  })
  const { statusCode = 502, headers } = answer
  const logId = String(headers['x-tt-logid'] ?? '')
  watchCode(answer, (code) => {
    if (refusesToken(code)) parts.accessTokens.refuse(session, token.accessToken)
    closeQuota(parts.quota, matched, { statusCode, code, resetSeconds: headers['x-ogw-ratelimit-reset'] })
    if (code !== 0) request.log.info({ route: matched.name, code, logId }, 'refused by Feishu')
  })
  return reply.code(statusCode).headers(headersToPage(headers)).header('cache-control', 'no-store').send(answer)
}

interface OverLimit {
  readonly statusCode: number
  readonly code: number
  readonly resetSeconds: string | string[] | undefined
}

/** A refused call closes its quota for everybody, so that nobody else's call is spent on finding out again. */
function closeQuota(quota: Quota, call: { name: RouteName } & Pick<QuotaCall, 'parameters'>, answer: OverLimit): void {
  const { statusCode, code, resetSeconds } = answer
  if (code !== feishuCodes.rateLimited && code !== feishuCodes.uploadsConcurrent) return
  const waitMs = Number(resetSeconds ?? Number.NaN) * 1000
  // Edits: 429 counts one document, 400 the whole app (official, docx/document-block/*). Other calls have no document lane.
  const which = statusCode === 429 ? 'document' : 'endpoint'
  quota.close({ route: call.name, parameters: call.parameters }, which, Number.isFinite(waitMs) ? waitMs : unsaidWaitMs)
}

/** A refusal before the body was read: what is still on its way runs off, so that the connection and the answer survive. */
function refuse(request: FastifyRequest, reply: FastifyReply, refusal: OwnRefusal): FastifyReply {
  if (refusal.httpStatus === 413) void reply.header('connection', 'close')
  else request.raw.resume()
  return sendRefusal(reply, refusal)
}

function abortedWith(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('The page went away'))
  })
  return controller.signal
}
