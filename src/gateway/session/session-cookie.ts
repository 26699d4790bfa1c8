import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CookieOptions, Site } from '../config/site.ts'
import { absoluteLifeMs } from './session-life.ts'
import { own } from '../../contract/own.ts'

const name = 'sid'

export function readSessionCookie(request: FastifyRequest, site: Site): string | undefined {
  return own(request.cookies, site.cookieName(name))
}

export function setSessionCookie(reply: FastifyReply, site: Site, id: string): void {
  // Over plain http the cookie of a frame is of another kind, and would be sent beside this one.
  if (site.isEmbedded && !site.isSecure()) clearKind(reply, site.cookieName(name), site.cookieOptions(true))
  setCookie(reply, site, id)
}

/**
 * Sets the session of a frame. Over plain http a tab's cookie has the same name and another kind: a frame of the same site would
 * send both, and the tab's session has ended.
 */
export function setFrameCookie(reply: FastifyReply, site: Site, id: string): void {
  if (!site.isSecure()) clearKind(reply, site.cookieName(name), site.cookieOptions(false))
  setCookie(reply, site, id, true)
}

function setCookie(reply: FastifyReply, site: Site, id: string, isFramed?: true): void {
  void reply.setCookie(site.cookieName(name), id, { ...site.cookieOptions(isFramed), maxAge: absoluteLifeMs / 1000 })
}

/**
 * Clears this name where it is of the kind (partitioned or not) that is not set now: left from the time before EMBED_ORIGINS was
 * changed, or a frame's.
 */
export function clearOtherKind(reply: FastifyReply, site: Site, cookie: string): void {
  const { partitioned, path, httpOnly } = site.cookieOptions()
  const always = { path, httpOnly, secure: true }
  clearKind(
    reply,
    cookie,
    partitioned ? { ...always, sameSite: 'lax' } : { ...always, sameSite: 'none', partitioned: true },
  )
}

/** By hand, since the cookie plugin sets one cookie of a name. */
function clearKind(reply: FastifyReply, cookie: string, options: CookieOptions): void {
  const { path, secure, sameSite, partitioned } = options
  const kind = [
    secure && 'Secure',
    sameSite === 'none' ? 'SameSite=None' : 'SameSite=Lax',
    partitioned && 'Partitioned',
  ]
  void reply.header('set-cookie', [`${cookie}=; Max-Age=0; Path=${path}; HttpOnly`, ...kind.filter(Boolean)].join('; '))
}

export function clearSessionCookie(reply: FastifyReply, site: Site): void {
  void reply.clearCookie(site.cookieName(name), site.cookieOptions())
}
