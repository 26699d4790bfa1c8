import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { waitMsOf } from '../../contract/feishu/api.ts'
import { gatewayMark } from '../../contract/own-api/between.ts'
import { callName, callNameHeader, yieldingHeader } from '../../contract/own-api/quota.ts'
import { matchRoute, routes, type RouteName } from '../../contract/feishu/routes.ts'
import { feishuCodes, tooManyCalls } from '../../contract/problems/codes.ts'
import { guardPage } from '../page/page-guard.ts'
import type { LimitedCall } from '../quota/limits.ts'
import type { PutOff } from '../quota/put-off.ts'
import type { Quota, QuotaCall, Turn } from '../quota/quota.ts'
import type { Quotas } from '../quota/quotas.ts'
import { refusalOfFailure } from '../server/refusal-of-failure.ts'
import {
  dayUsedUp,
  monthUsedUp,
  notSignedIn,
  ownRefusal,
  rateLimited,
  sendRefusal,
  storeUnreachable,
  type OwnRefusal,
} from '../server/refusal.ts'
import { foreignContentPolicy } from '../page/security-headers.ts'
import { personKeyOf, type CompanyOf, type Session, type Sessions } from '../session/sessions.ts'
import type { TokenReading, TokenSource } from '../session/token-source.ts'
import type { Site } from '../config/site.ts'
import type { Admission, MatchedRoute } from './admission.ts'
import { judgeBody } from './body-rule.ts'
import type { CallBounds, Caller } from './call-bounds.ts'
import { CallTrace, type CallRecord } from './call-trace.ts'
import type { FeishuConnections, StreamedCall } from './feishu-stream.ts'
import { headersToFeishu, headersToPage } from './headers.ts'
import type { SlowBodies } from './slow-bodies.ts'
import { watchAnswer } from './watched-answer.ts'
import { own } from '../../contract/own.ts'

export interface ProxyDependencies {
  readonly site: Site
  readonly sessions: Sessions
  readonly tokens: TokenSource
  readonly quotas: Quotas
  readonly companyOf: CompanyOf
  readonly bounds: CallBounds
  readonly slowBodies: SlowBodies
  readonly admission: Admission
  readonly connections: FeishuConnections
  /** Why there is no session under this id, where that is known: its company left. */
  readonly whyNobody: (sessionId: string | undefined) => Promise<OwnRefusal | null>
  /** Called at the end of each call of a signed-in person. */
  readonly onCall: (record: CallRecord, caller: Session, request: FastifyRequest) => void
}

/** The route of all calls of Feishu. */
export const openApisUrl = '/open-apis/*'

/** How long a limit stays closed when Feishu gives no time; both refusals are about calls of one second. */
const unsaidWaitMs = 1000
/** A page of 500 blocks full of text has some MB; a tab that reads a longer answer may end. Files pass at any length. */
const jsonAnswerMaxBytes = 32 * 1024 * 1024
const answerMaxBytes = (route: RouteName) => (route === 'downloadMedia' ? Infinity : jsonAnswerMaxBytes)
/** After a shorter wait the session is not looked up again. */
const briefMs = 20
/** When to come back after a refusal by `CallBounds`. */
const crowdedWaitMs = 2000

/**
 * The reverse proxy: Feishu's own paths, to which the gateway adds the token. The steps: guard, session, bounds, token, quota,
 * stream.
 */
export function addOpenApis(app: FastifyInstance, dependencies: ProxyDependencies): void {
  app.route({
    method: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
    url: openApisUrl,
    handler: (request, reply) => {
      void reply.header('content-security-policy', foreignContentPolicy).header(gatewayMark.name, gatewayMark.value)
      return handle(request, reply, dependencies)
    },
  })
}

async function handle(
  request: FastifyRequest,
  reply: FastifyReply,
  dependencies: ProxyDependencies,
): Promise<FastifyReply> {
  const [path = ''] = request.url.split('?', 1)
  const matched = matchRoute(request.method, path)
  const refusal = guardPage(request, dependencies.site) ?? judgeCall(matched, request)
  if (refusal || !matched) return refuse(request, reply, refusal ?? unknownCall)
  let caller: Session | undefined
  let nobody: OwnRefusal = notSignedIn
  try {
    caller = await dependencies.sessions.find(request.sessionId)
    if (!caller) nobody = await refusalOfNobody(dependencies, request)
  } catch (error) {
    request.log.error({ err: error, route: matched.name }, 'a session could not be looked up')
    return refuse(request, reply, refusalOfFailure(error))
  }
  if (!caller) return refuse(request, reply, nobody)
  // The page went away while the session was looked up: `close` will not fire again.
  if (reply.raw.closed) return reply
  const party = { company: dependencies.companyOf(caller), session: personKeyOf(caller) }
  if (!dependencies.bounds.enter(party)) return refuse(request, reply, rateLimited(crowdedWaitMs))

  const trace = new CallTrace(matched.name, () => performance.now())
  const gone = new AbortController()
  reply.raw.once('close', () => {
    const aborted = !reply.raw.writableFinished
    if (aborted) gone.abort(new Error('The page went away'))
    dependencies.bounds.leave(party)
    dependencies.onCall(trace.over(reply.raw.statusCode, aborted), caller, request)
  })
  const passage = { request, reply, dependencies, matched, caller, party, trace, gone: gone.signal }
  try {
    const refused = await pass(passage)
    if (refused) refuse(request, reply, refused, trace)
  } catch (error) {
    if (!gone.signal.aborted) {
      request.log.warn({ err: error, route: matched.name }, 'a call could not be passed on')
      refuse(request, reply, refusalOfFailure(error), trace)
    }
  }
  return reply
}

const unknownCall = ownRefusal(403, 'This gateway does not pass on this call.')
const answerTooLong = ownRefusal(502, 'The answer of Feishu is longer than any of this call.')
const notRenewed = ownRefusal(502, 'Feishu could not renew the sign-in just now.')

function judgeCall(matched: MatchedRoute | undefined, request: FastifyRequest): OwnRefusal | undefined {
  if (!matched) return unknownCall
  const route = routes[matched.name]
  return route.caller === 'page' ? judgeBody(route, request.headers) : unknownCall
}

interface Passage {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly dependencies: ProxyDependencies
  readonly matched: MatchedRoute
  readonly caller: Session
  readonly party: Caller
  readonly trace: CallTrace
  /** Aborted when the page goes away. */
  readonly gone: AbortSignal
}

/** Sends a call to Feishu and begins its answer, or returns a refusal. */
async function pass({
  request,
  reply,
  dependencies,
  matched,
  caller,
  party,
  trace,
  gone,
}: Passage): Promise<OwnRefusal | undefined> {
  const admitted = await dependencies.admission.admit(matched, request, caller)
  if (!admitted.ok) return admitted.refusal
  // Renewed before the turn: renewing after it would make evenly spaced turns leave together.
  const early = await dependencies.tokens.tokenFor(caller)
  if (early.is !== 'token') return refusalOfToken(early, dependencies, request)
  const call = {
    route: matched.name,
    parameters: matched.parameters,
    session: party.session,
    name: callNameOf(request),
    ...(yields(request) && { yields: true as const }),
  }
  const taken = await takeTurn({ request, dependencies, party, trace, gone }, call)
  if (!taken) return refusalOfNobody(dependencies, request)
  const { quota, turn } = taken
  if (!turn.granted) return refusalOfTurn(turn)
  trace.granted(turn.end)

  // Looked up again: tokens may have been renewed during the wait, or the person may have signed out.
  const session = trace.quotaWaitMs < briefMs ? caller : await dependencies.sessions.find(request.sessionId)
  if (!session) return refusalOfNobody(dependencies, request)
  const token = await dependencies.tokens.tokenFor(session)
  if (token.is !== 'token') return refusalOfToken(token, dependencies, request)
  const { source, headers: sent } = admitted.outgoing
  trace.left(Number(sent['content-length'] ?? 0))
  const outgoing = {
    method: request.method,
    path: request.url,
    headers: headersToFeishu(sent, token.accessToken),
    source,
    onLeft: turn.left,
  }
  const answer = await streamInTurn({ request, dependencies, quota, call, gone }, outgoing)
  if (!answer) return rateLimited(crowdedWaitMs)
  const { statusCode = 502, headers } = answer
  trace.answerBegan(headers['x-tt-logid'])
  if (Number(headers['content-length'] ?? 0) > answerMaxBytes(matched.name)) {
    answer.destroy()
    return answerTooLong
  }
  watchAnswer(answer, answerMaxBytes(matched.name), (code, bytes) => {
    trace.answered(code, bytes)
    if (code !== null) dependencies.tokens.noteCode(session, token.accessToken, code)
    if (turn.isProbe && isAdmitted(statusCode, code)) void quota.reopen(call)
    closeQuota(quota, call, { statusCode, code, resetSeconds: headers['x-ogw-ratelimit-reset'] })
  })
  void reply.code(statusCode).headers(headersToPage(headers)).header('cache-control', 'no-store').send(answer)
  return undefined
}

/** `undefined`: the company left while the call waited, and the session ended with that. */
async function takeTurn(
  { request, dependencies, party, trace, gone }: Pick<Passage, 'request' | 'dependencies' | 'party' | 'trace' | 'gone'>,
  call: QuotaCall,
): Promise<{ readonly quota: Quota; readonly turn: Turn } | undefined> {
  for (;;) {
    const quota = dependencies.quotas.of(party.company)
    const turn = await trace.wait(quota.turn(call, gone))
    if (turn.granted || !turn.isForgotten) return { quota, turn }
    // A session that is there all the same began after the company had come back.
    if (!(await dependencies.sessions.find(request.sessionId))) return undefined
  }
}

type Held = Pick<Passage, 'request' | 'dependencies' | 'gone'> & {
  readonly quota: Quota
  readonly call: QuotaCall
}

/** `undefined`: the body was so slow that the call lost its turn (`SlowBodies`). */
async function streamInTurn(
  { request: { raw }, dependencies, quota, call, gone }: Held,
  outgoing: Omit<StreamedCall, 'signal' | 'onBody'>,
): Promise<IncomingMessage | undefined> {
  const lost = new AbortController()
  let letGo: () => void = () => undefined
  const onBody = (isHeldUp: () => boolean) => {
    letGo = dependencies.slowBodies.hold({
      quota,
      call,
      arrivedBytes: () => raw.socket.bytesRead,
      isOwed: () => !raw.complete && !isHeldUp(),
      loseTurn: () => lost.abort(),
    })
  }
  try {
    return await dependencies.connections.stream({ ...outgoing, onBody, signal: AbortSignal.any([gone, lost.signal]) })
  } catch (error) {
    if (lost.signal.aborted && !gone.aborted) return undefined
    throw error
  } finally {
    letGo()
  }
}

function refusalOfTurn({ waitMs, refusedForMs, dayIsUsedUp, monthIsUsedUp, storeIsAway }: PutOff): OwnRefusal {
  if (monthIsUsedUp) return monthUsedUp(waitMs)
  if (storeIsAway) return storeUnreachable
  return dayIsUsedUp ? dayUsedUp(waitMs) : rateLimited(Math.max(waitMs, refusedForMs), waitMs)
}

function refusalOfToken(
  reading: Exclude<TokenReading, { is: 'token' }>,
  dependencies: ProxyDependencies,
  request: FastifyRequest,
): OwnRefusal | Promise<OwnRefusal> {
  if (reading.is === 'refused') return reading.refusal
  return reading.is === 'ended' ? refusalOfNobody(dependencies, request) : notRenewed
}

async function refusalOfNobody({ whyNobody }: ProxyDependencies, { sessionId }: FastifyRequest): Promise<OwnRefusal> {
  return (await whyNobody(sessionId)) ?? notSignedIn
}

function yields(request: FastifyRequest): boolean {
  return own(request.headers, yieldingHeader.name.toLowerCase()) === yieldingHeader.value
}

function callNameOf(request: FastifyRequest): string | null {
  const name = own(request.headers, callNameHeader.toLowerCase())
  return typeof name === 'string' && callName.test(name) ? name : null
}

/** Whether an answer shows that Feishu let the call pass its limits. An answer without a code may come from a proxy in between. */
function isAdmitted(statusCode: number, code: number | null): boolean {
  return code === null ? statusCode < 400 : !tooManyCalls.has(code) && code !== feishuCodes.monthUsedUp
}

interface OverLimit {
  readonly statusCode: number
  readonly code: number | null
  readonly resetSeconds: string | string[] | undefined
}

/** Closes the limit for everybody after a refused call, so that no other call is spent on finding out again. */
function closeQuota(quota: Quota, call: LimitedCall, { statusCode, code, resetSeconds }: OverLimit): void {
  if (code === feishuCodes.monthUsedUp) quota.closeMonth()
  if (!tooManyCalls.has(code)) return
  const waitMs = typeof resetSeconds === 'string' ? waitMsOf(resetSeconds) : null
  // Edits: 429 counts one document, 400 the whole app (official, docx/document-block/*). Other calls have no document limit.
  const which = statusCode === 429 ? 'document' : 'endpoint'
  void quota.close(call, which, waitMs ?? unsaidWaitMs)
}

/** Refuses before the body was read; the rest of the body is discarded, so that the connection and the answer survive. */
function refuse(request: FastifyRequest, reply: FastifyReply, refusal: OwnRefusal, trace?: CallTrace): FastifyReply {
  trace?.answered(refusal.code, 0)
  if (refusal.httpStatus === 413) void reply.header('connection', 'close')
  else request.raw.unpipe().resume()
  return sendRefusal(reply, refusal)
}
