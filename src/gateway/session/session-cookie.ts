import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../config/site.ts'
import { absoluteLifeMs } from './session-life.ts'
import { own } from '../../contract/own.ts'

const name = 'sid'

export function readSessionCookie(request: FastifyRequest, site: Site): string | undefined {
  return own(request.cookies, site.cookieName(name))
}

export function setSessionCookie(reply: FastifyReply, site: Site, id: string, isFramed?: true): void {
  void reply.setCookie(site.cookieName(name), id, { ...site.cookieOptions(isFramed), maxAge: absoluteLifeMs / 1000 })
}

/**
 * Sets the session of a frame. Over plain http a tab's cookie has the same name and another kind: a frame of the same site would
 * send both, and the tab's session has ended. By hand, since the cookie plugin sets one cookie of a name.
 */
export function setFrameCookie(reply: FastifyReply, site: Site, id: string): void {
  if (!site.isSecure()) void reply.header('set-cookie', `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`)
  setSessionCookie(reply, site, id, true)
}

export function clearSessionCookie(reply: FastifyReply, site: Site): void {
  void reply.clearCookie(site.cookieName(name), site.cookieOptions())
}
