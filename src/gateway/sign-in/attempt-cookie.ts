import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../config/site.ts'
import { attemptLifeMs, type OpenedAttempt } from './attempts.ts'
import { own } from '../../contract/own.ts'

/** Cookies of attempts that were never finished; more than these are cleared, or they would outgrow the request's headers. */
const keptAttemptCookies = 4

/** Binds an attempt to this browser. One cookie per attempt, so that two tabs signing in do not spoil each other's. */
export function setAttemptCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
  { state, browserSecret }: OpenedAttempt,
): void {
  const prefix = site.cookieName('sign-in-')
  const old = Object.keys(request.cookies).filter((name) => name.startsWith(prefix))
  if (old.length >= keptAttemptCookies) for (const name of old) void reply.clearCookie(name, site.cookieOptions())
  void reply.setCookie(nameOf(site, state), browserSecret, { ...site.cookieOptions(), maxAge: attemptLifeMs / 1000 })
}

/** The secret that this browser holds of an attempt; it is asked for once. */
export function takeAttemptCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
  state: string,
): string | undefined {
  const name = nameOf(site, state)
  void reply.clearCookie(name, site.cookieOptions())
  return own(request.cookies, name)
}

function nameOf(site: Site, state: string): string {
  return site.cookieName(`sign-in-${createHash('sha256').update(state).digest('hex').slice(0, 16)}`)
}
