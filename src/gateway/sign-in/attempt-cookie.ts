import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../config/site.ts'
import { attemptLifeMs, type OpenedAttempt } from './attempts.ts'
import { own } from '../../contract/own.ts'

/** Most cookies of unfinished attempts; more are cleared, or the request's headers would become too large. */
const keptAttemptCookies = 4

/** Binds an attempt to this browser. One cookie per attempt, so that two tabs can sign in at once. */
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

/** This browser's secret of an attempt; clears the cookie. */
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
