import type { FastifyInstance } from 'fastify'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import type { Site } from '../config/site.ts'
import { clearSessionCookie, readSessionCookie } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'

interface SignOutParts {
  readonly site: Site
  readonly sessions: Sessions
}

/** Signing out, which is a POST like everything that changes something. */
export function addSignOut(app: FastifyInstance, { site, sessions }: SignOutParts): void {
  app.post(gatewayPaths.signOut, async (request, reply) => {
    await sessions.end(readSessionCookie(request, site))
    clearSessionCookie(reply, site)
    return reply.header('cache-control', 'no-store').send({ code: 0, msg: 'success', data: {} })
  })
}
