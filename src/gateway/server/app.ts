import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { answerBrokenRequest, answerExpectation } from './broken-requests.ts'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import type { Configuration } from '../config/configuration.ts'
import { addHealth, type ReadinessChecks } from '../ops/health.ts'
import { addMetrics, type Metrics } from '../ops/metrics.ts'
import type { FrameBearers } from '../session/frame-bearers.ts'
import { refuseRepeatedCookies } from '../session/repeated-cookies.ts'
import { addSessionId } from '../session/session-id.ts'
import type { Identity } from '../session/identity.ts'
import { isLoopbackHost } from '../config/origins.ts'
import { guardPage, isGuarded } from '../page/page-guard.ts'
import { addPageFiles, type PageFolders } from '../page/page-files.ts'
import { addOpenApis, openApisUrl, type ProxyDependencies } from '../proxy/open-apis.ts'
import { addQuota } from '../quota/quota-routes.ts'
import { ownRefusal, sendRefusal, storeUnreachable } from './refusal.ts'
import { securityHeaders } from '../page/security-headers.ts'
import { addSession, addSignOut } from '../session/session-routes.ts'
import type { Site } from '../config/site.ts'
import { boundConnections, endUnwantedBodies, oneRequestAtATime } from './held-connections.ts'
import { StoreUnreachable } from '../stores/store-unreachable.ts'

/** The dependencies of the gateway; `start.ts` makes them. */
export interface AppDependencies extends ProxyDependencies, PageFolders {
  readonly addEntrance: Identity['addEntrance']
  readonly configuration: Pick<
    Configuration,
    | 'app'
    | 'feishu'
    | 'identity'
    | 'customDomains'
    | 'idleSignOutMinutes'
    | 'features'
    | 'timeouts'
    | 'trustedProxies'
    | 'embedOrigins'
    | 'smallFilesByParts'
    | 'facts'
    | 'clientSdkUrl'
    | 'metricsFrom'
  >
  readonly bearers: FrameBearers
  readonly readiness: ReadinessChecks
  readonly waitsFor: () => Promise<string | null>
  readonly metrics: Metrics
  readonly log: FastifyBaseLogger
}

/** How often Node checks for connections whose headers or body are overdue. */
const overdueCheckMs = 5000

/** Connections at once; an idle one takes about ten KB. */
const maxConnections = 5000

export async function makeApp(dependencies: AppDependencies): Promise<FastifyInstance> {
  const { headersMs, bodyMs, smallBodyMs, pageSilenceMs } = dependencies.configuration.timeouts
  const app = fastify({
    loggerInstance: dependencies.log,
    // Not a counter: an id that people quote must be unique among replicas.
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy:
      dependencies.configuration.trustedProxies.length > 0 ? [...dependencies.configuration.trustedProxies] : false,
    connectionTimeout: pageSilenceMs,
    requestTimeout: bodyMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: Math.min(headersMs, overdueCheckMs) },
    routerOptions: { maxParamLength: 500 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerError,
    rewriteUrl: ({ url = '/' }) => withoutPath(url, dependencies.site),
  })
  boundConnections(app.server, maxConnections)
  app.server.on('checkExpectation', answerExpectation)
  // Bodies are never parsed: they stay in the socket until the call's turn, then stream on.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null))

  oneRequestAtATime(app)
  endUnwantedBodies(app, smallBodyMs, openApisUrl)
  await app.register(fastifyCookie)
  app.addHook('onRequest', (request, reply, next) => {
    void reply
      .headers(securityHeaders(dependencies.configuration, dependencies.site, request.headers['user-agent']))
      .header('x-request-id', request.id)
    if (hostsOf(request) > 1) return void sendRefusal(reply.header('connection', 'close'), severalHosts)
    const elsewhere = homeOf(request, dependencies.site) ?? betterAddress(request, dependencies.site)
    if (elsewhere !== undefined) return void reply.redirect(elsewhere)
    const refusal = isGuarded(request) ? guardPage(request, dependencies.site) : undefined
    if (refusal) return void sendRefusal(reply, refusal)
    next()
  })
  refuseRepeatedCookies(app, dependencies.site)
  addSessionId(app, dependencies)
  app.addHook('onResponse', logRequest)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerNotFound)

  addHealth(app, dependencies.readiness, dependencies.waitsFor)
  addMetrics(app, dependencies.metrics, dependencies.configuration.metricsFrom)
  addQuota(app, dependencies)
  addSession(app, dependencies)
  addSignOut(app, dependencies)
  dependencies.addEntrance(app)
  addOpenApis(app, dependencies)
  await addPageFiles(app, dependencies)
  return app
}

/** RFC 9112, section 3.2: proxies may take one host and the gateway the other. Node keeps the first and drops the rest. */
const severalHosts = ownRefusal(400, 'A request names its host once.')

function hostsOf({ raw }: FastifyRequest): number {
  return raw.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length
}

/**
 * Cookies belong to a host name, and Feishu redirects to the configured one: a browser at 127.0.0.1 instead of localhost is
 * redirected first. `undefined`: it is at the right one.
 */
function betterAddress(request: FastifyRequest, site: Site): string | undefined {
  const path = request.url.split('?', 1)[0]
  const host = `http://${request.headers.host ?? ''}`
  if ((path !== '/' && path !== '/auth/start') || !URL.canParse(host)) return undefined
  const [here, there] = [new URL(host), new URL(site.origin)]
  const isOtherName = here.hostname !== there.hostname && here.port === there.port
  return isOtherName && isLoopbackHost(here.hostname) && isLoopbackHost(there.hostname)
    ? `${site.url}${request.url}`
    : undefined
}

/** The proxy in front may take the path off before it passes a request on, or leave it: both are the same here. */
function withoutPath(url: string, { path }: Site): string {
  if (path === '' || !url.startsWith(path)) return url
  const rest = url.slice(path.length)
  if (rest.startsWith('/')) return rest
  return rest === '' || rest.startsWith('?') ? `/${rest}` : url
}

/** The page's own address ends with a slash: without it, what belongs to the page would be looked for beside it. */
function homeOf({ originalUrl }: FastifyRequest, { path, home }: Site): string | undefined {
  const [asked, ...query] = originalUrl.split('?')
  return path !== '' && asked === path ? [home, ...query].join('?') : undefined
}

function logRequest(request: FastifyRequest, reply: FastifyReply, next: () => void): void {
  // Without the query: the callback's contains an authorization code.
  const path = request.url.split('?', 1)[0]
  const line = { method: request.method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
  // Calls of Feishu have a log line of their own, with the route instead of the path (start.ts).
  const isOwn = /^\/(api|auth)\//.test(path ?? '')
  // What strangers send to the event address is counted, not listed.
  const isTold = isOwn || (reply.statusCode >= 400 && path !== gatewayPaths.events)
  request.log[isTold ? 'info' : 'debug'](line, 'request')
  next()
}

/** Answers without details of the error, which only the log has. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  // The caller went away in the middle of the body: not a failure, and nobody reads an answer.
  if (reply.raw.closed) {
    request.log.info({ err: error }, 'the caller went away')
    return
  }
  if (error instanceof StoreUnreachable) {
    request.log.error({ err: error }, 'could not answer')
    return void sendRefusal(reply, storeUnreachable)
  }
  const httpStatus = error.statusCode !== undefined && error.statusCode >= 400 ? error.statusCode : 500
  if (httpStatus >= 500) request.log.error({ err: error }, 'could not answer')
  void sendRefusal(
    reply,
    ownRefusal(httpStatus, httpStatus >= 500 ? 'The gateway failed.' : 'The gateway could not read this call.'),
  )
}

function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  // Decides only how the answer looks: a path that was not found has nothing to guard.
  if (/^\/(api|open-apis)\//.test(request.url)) {
    void sendRefusal(reply, ownRefusal(404, 'There is nothing here.'))
    return
  }
  void reply
    .code(404)
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send('404: there is nothing here.\n')
}
