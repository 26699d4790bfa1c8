import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../config/site.ts'
import { attemptLifeMs, type OpenedAttempt } from './attempts.ts'
import { own } from '../../contract/own.ts'

/** Most unfinished attempts of one browser, such as in several tabs. */
const mostAttempts = 8
/** Most characters of their cookies together: proxies refuse a Cookie header of more than 8 KB (nginx). */
const mostCharacters = 5000

/** Keeps an attempt in this browser, beside those of other tabs; the oldest ones make room. */
export function setAttemptCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
  { state, sealed, beganAtMs }: OpenedAttempt,
): void {
  const name = `${site.cookieName('sign-in-')}${beganAtMs.toString(36)}-${markOf(state)}`
  let [attempts, characters] = [1, name.length + sealed.length]
  // Their names begin with the time, so the youngest come first.
  for (const other of namesOf(request, site).toSorted().toReversed()) {
    attempts += 1
    characters += other.length + (own(request.cookies, other) ?? '').length
    if (attempts > mostAttempts || characters > mostCharacters) void reply.clearCookie(other, site.cookieOptions())
  }
  void reply.setCookie(name, sealed, { ...site.cookieOptions(), maxAge: attemptLifeMs / 1000 })
}

/** What this browser keeps of an attempt; clears the cookie. */
export function takeAttemptCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
  state: string,
): string | undefined {
  const name = namesOf(request, site).find((one) => one.endsWith(`-${markOf(state)}`))
  if (name === undefined) return undefined
  void reply.clearCookie(name, site.cookieOptions())
  return own(request.cookies, name)
}

function namesOf(request: FastifyRequest, site: Site): readonly string[] {
  const prefix = site.cookieName('sign-in-')
  return Object.keys(request.cookies).filter((name) => name.startsWith(prefix))
}

function markOf(state: string): string {
  return createHash('sha256').update(state).digest('hex').slice(0, 16)
}
