import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../site.ts'
import { absoluteLifeMs } from './sessions.ts'

/**
 * `__Host-` binds a cookie to this very host and to https. Over plain http, which is allowed on this machine only, the
 * cookie goes without: Safari refuses Secure cookies there.
 */
function cookieName(site: Site): string {
  return site.isSecure() ? '__Host-sid' : 'sid'
}

export function readSessionCookie(request: FastifyRequest, site: Site): string | undefined {
  return request.cookies[cookieName(site)]
}

export function setSessionCookie(reply: FastifyReply, site: Site, id: string): void {
  void reply.setCookie(cookieName(site), id, { ...site.cookieOptions(), maxAge: absoluteLifeMs / 1000 })
}

export function clearSessionCookie(reply: FastifyReply, site: Site): void {
  void reply.clearCookie(cookieName(site), site.cookieOptions())
}
