import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { bearerHeader, gatewayPaths, SignOutRequest, type SessionAnswer } from '../../contract/own-api/session.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Configuration } from '../config/configuration.ts'
import { theApp, type Quotas } from '../quota/quotas.ts'
import { SmallFilesByParts } from '../quota/small-files-by-parts.ts'
import type { Site } from '../config/site.ts'
import { ownRefusal, sendRefusal } from '../server/refusal.ts'
import { readSmallBody } from '../server/small-body.ts'
import { forgetBrowser } from '../sign-in/known-browser.ts'
import { clearSessionCookie } from './session-cookie.ts'
import type { FrameBearers } from './frame-bearers.ts'
import { bearerOf } from './session-id.ts'
import type { CompanyOf, Sessions } from './sessions.ts'

/** GET /api/session: who is signed in, and with which Feishu. */
export function addSession(
  app: FastifyInstance,
  dependencies: {
    readonly sessions: Sessions
    readonly companyOf: CompanyOf
    readonly quotas: Pick<Quotas, 'whenForgotten'>
    /** As `Identity.waitsFor`. */
    readonly waitsFor: () => Promise<string | null>
    readonly bearers: FrameBearers
    readonly configuration: Pick<
      Configuration,
      | 'app'
      | 'feishu'
      | 'identity'
      | 'idleSignOutMinutes'
      | 'features'
      | 'customDomains'
      | 'embedOrigins'
      | 'smallFilesByParts'
      | 'facts'
    >
  },
): void {
  const { brand, id } = dependencies.configuration.app
  const { simulated, openOrigin } = dependencies.configuration.feishu
  const { identity, idleSignOutMinutes, embedOrigins, facts } = dependencies.configuration
  const smallFilesByParts = new SmallFilesByParts(dependencies.configuration.smallFilesByParts)
  dependencies.quotas.whenForgotten((company) => smallFilesByParts.forget(company))
  const about = {
    brand,
    portalUrl: identity.as === 'app' ? identity.portalOrigin : null,
    consoleUrl: `${openOrigin}/app/${id}`,
    documentOrigin: simulated ? openOrigin : null,
    customDomains: [...dependencies.configuration.customDomains],
    simulated,
    features: [...dependencies.configuration.features],
    forgetsOnSignOut: identity.as === 'app',
    idleSignOutMinutes,
    ...(facts.length > 0 && { facts: [...facts] }),
    ...(embedOrigins.length > 0 && { embedOrigins: [...embedOrigins] }),
  }
  app.get(gatewayPaths.session, async (request, reply) => {
    const session = await dependencies.sessions.find(request.sessionId)
    const isWaiting = (await dependencies.waitsFor().catch(() => null)) !== null
    const answer: SessionAnswer = {
      person: session?.record.person ?? null,
      signedInAtMs: session?.record.createdAtMs ?? null,
      app: {
        ...about,
        ...(isWaiting && { problem: 'app-ticket-awaited' satisfies ProblemKey }),
        smallFilesByParts: smallFilesByParts.isAllowed(session ? dependencies.companyOf(session) : theApp),
      },
    }
    const renewed = dependencies.bearers.renewed(bearerOf(request))
    if (renewed !== undefined) void reply.header(bearerHeader, renewed)
    return reply.header('cache-control', 'no-store').send(answer)
  })
  app.post(gatewayPaths.smallFileRefused, async (request, reply) => {
    const session = await dependencies.sessions.find(request.sessionId)
    if (!session) return sendRefusal(reply, ownRefusal(401, 'Nobody is signed in.'))
    smallFilesByParts.refused(dependencies.companyOf(session))
    return reply.send({ code: 0, msg: 'success', data: {} })
  })
}

/** The body of a sign-out is a word or two. */
const bodyMaxBytes = 1024

const SignOutBody = v.pipe(v.string(), v.parseJson(), SignOutRequest)

/** POST /api/sign-out (`SignOutRequest`) ends the session of this browser, and has the browser forget if that is wanted. */
export function addSignOut(
  app: FastifyInstance,
  dependencies: {
    readonly site: Site
    readonly sessions: Sessions
    readonly configuration: Pick<Configuration, 'identity'>
  },
): void {
  const { site, sessions } = dependencies
  const isKiosk = dependencies.configuration.identity.as === 'app'
  app.post(gatewayPaths.signOut, async (request, reply) => {
    const body = await readSmallBody(request.raw, bodyMaxBytes)
    const text = body?.toString('utf8') ?? 'too long'
    const wanted = v.safeParse(SignOutBody, text === '' ? '{}' : text)
    if (!wanted.success) return sendRefusal(reply, ownRefusal(400, 'The body is {"forget": true}, or none.'))
    await sessions.end(request.sessionId)
    clearSessionCookie(reply, site)
    if (isKiosk || wanted.output.forget) {
      forgetBrowser(reply, site)
      // It takes everything at this origin; below a path that is other people's too, and the page deletes its own.
      if (site.hasOriginToItself()) void reply.header('clear-site-data', '"cache", "storage"')
    }
    return reply.header('cache-control', 'no-store').send({ code: 0, msg: 'success', data: {} })
  })
}
