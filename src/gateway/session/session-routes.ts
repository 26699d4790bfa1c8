import type { FastifyInstance } from 'fastify'
import { gatewayPaths, type SessionAnswer } from '../../contract/own-api/session.ts'
import type { Configuration } from '../config/configuration.ts'
import type { Site } from '../config/site.ts'
import { clearSessionCookie, readSessionCookie } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'

/** GET /api/session: who is signed in, and with which Feishu. */
export function addSession(
  app: FastifyInstance,
  parts: {
    readonly site: Site
    readonly sessions: Sessions
    readonly configuration: Pick<Configuration, 'app' | 'feishu' | 'identity' | 'features'>
  },
): void {
  const { brand, id } = parts.configuration.app
  const { simulated, openOrigin } = parts.configuration.feishu
  const { identity } = parts.configuration
  const about = {
    brand,
    portalUrl: identity.as === 'app' ? identity.portalOrigin : null,
    consoleUrl: `${openOrigin}/app/${id}`,
    documentOrigin: simulated ? openOrigin : null,
    simulated,
    features: [...parts.configuration.features],
    forgetsOnSignOut: identity.as === 'app',
    idleSignOutMinutes: null,
  }
  app.get(gatewayPaths.session, async (request, reply) => {
    const session = await parts.sessions.find(readSessionCookie(request, parts.site))
    const answer: SessionAnswer = {
      person: session?.record.person ?? null,
      signedInAtMs: session?.record.createdAtMs ?? null,
      app: about,
    }
    return reply.header('cache-control', 'no-store').send(answer)
  })
}

/** POST /api/sign-out ends the session of this browser. */
export function addSignOut(
  app: FastifyInstance,
  { site, sessions }: { readonly site: Site; readonly sessions: Sessions },
): void {
  app.post(gatewayPaths.signOut, async (request, reply) => {
    await sessions.end(readSessionCookie(request, site))
    clearSessionCookie(reply, site)
    return reply.header('cache-control', 'no-store').send({ code: 0, msg: 'success', data: {} })
  })
}
