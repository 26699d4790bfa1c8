import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { gatewayPaths } from '../../contract/session.ts'
import { ownRefusal, sendRefusal } from '../refusal.ts'
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '../session/session-cookie.ts'
import type { Sessions } from '../session/sessions.ts'
import type { Site } from '../site.ts'
import { attemptLifeMs, type Attempts } from './attempts.ts'
import type { FeishuOAuth } from './feishu-oauth.ts'
import { readReturnTo } from './return-to.ts'
import { signInProblemOf, signInProblemPath } from './sign-in-problem.ts'

export interface SignInParts {
  readonly site: Site
  readonly attempts: Attempts
  readonly oauth: FeishuOAuth
  readonly sessions: Sessions
}

/** Cookies of attempts that were never finished; more than these are cleared, or they would outgrow the request's headers. */
const keptAttemptCookies = 4

const codePattern = /^[A-Za-z0-9_-]{1,512}$/

/** /auth/start sends the browser to Feishu's consent page, /auth/callback receives it back. */
export function addSignIn(app: FastifyInstance, parts: SignInParts): void {
  const redirectUri = () => `${parts.site.origin}${gatewayPaths.signInCallback}`

  app.get(gatewayPaths.signInStart, async (request, reply) => {
    // A page may only be led here, never fetch it: the cookie of an attempt belongs to a person who clicked.
    const mode = request.headers['sec-fetch-mode']
    if (mode !== undefined && mode !== 'navigate')
      return sendRefusal(reply, ownRefusal(403, 'Open this address in the browser.'))
    const returnTo = readReturnTo(queryOf(request).get('return_to') ?? undefined, parts.site.origin)
    const { state, browserSecret, codeChallenge } = await parts.attempts.open(returnTo)
    clearOldAttempts(request, reply, parts.site)
    void reply.setCookie(attemptCookie(parts.site, state), browserSecret, {
      ...parts.site.cookieOptions(),
      maxAge: attemptLifeMs / 1000,
    })
    return reply
      .header('cache-control', 'no-store')
      .redirect(parts.oauth.authorizeUrl(state, codeChallenge, redirectUri()))
  })

  app.get(gatewayPaths.signInCallback, async (request, reply) => {
    // The address holds the code: it must not travel on in a Referer header, nor be kept.
    void reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store')
    const ending = await finishAttempt(request, reply, parts, redirectUri())
    if (!ending.ok) request.log.warn({ problem: ending.problem, logId: ending.logId }, 'sign-in did not work')
    return reply.redirect(ending.ok ? ending.returnTo : signInProblemPath(ending.problem))
  })
}

type Ending =
  | { readonly ok: true; readonly returnTo: string }
  | { readonly ok: false; readonly problem: ProblemKey; readonly logId: string | null }

async function finishAttempt(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignInParts,
  redirectUri: string,
): Promise<Ending> {
  const { site, attempts, oauth, sessions } = parts
  const answer = readCallback(queryOf(request))
  if (!answer) return failed('sign-in-incomplete')

  const cookie = attemptCookie(site, answer.state)
  const attempt = await attempts.take(answer.state, request.cookies[cookie])
  void reply.clearCookie(cookie, site.cookieOptions())
  const oldId = readSessionCookie(request, site)
  if (!attempt) {
    // Browsers load the callback twice at times (prefetch, back button): the first load has done the work.
    return (await sessions.find(oldId)) ? { ok: true, returnTo: '/' } : failed('sign-in-expired-attempt')
  }
  if ('error' in answer) return failed(answer.error === 'access_denied' ? 'access_denied' : 'sign-in-incomplete')

  const grant = await oauth.exchangeCode(answer.code, attempt.codeVerifier, redirectUri)
  if (!grant.ok) return failed(signInProblemOf(grant.refusal), grant.refusal.logId)
  const person = await oauth.person(grant.data.accessToken)
  if (!person.ok) return failed(signInProblemOf(person.refusal), person.refusal.logId)

  await sessions.end(oldId)
  setSessionCookie(reply, site, await sessions.start(person.data, grant.data))
  return { ok: true, returnTo: attempt.returnTo }
}

/** Signing out, which is a POST like everything that changes something. */
export function addSignOut(app: FastifyInstance, { site, sessions }: Pick<SignInParts, 'site' | 'sessions'>): void {
  app.post(gatewayPaths.signOut, async (request, reply) => {
    await sessions.end(readSessionCookie(request, site))
    clearSessionCookie(reply, site)
    return reply.header('cache-control', 'no-store').send({ code: 0, msg: 'success', data: {} })
  })
}

type Callback = { readonly state: string; readonly code: string } | { readonly state: string; readonly error: string }

/** Reads the query Feishu comes back with; each parameter once (RFC 6749, section 3.1), `error` outranks `code`. */
function readCallback(query: URLSearchParams): Callback | undefined {
  const one = (name: string) => {
    const values = query.getAll(name)
    return values.length === 1 ? (values[0] ?? '') : ''
  }
  const state = one('state')
  if (state === '') return undefined
  if (query.has('error')) return { state, error: one('error') }
  const code = one('code')
  return codePattern.test(code) ? { state, code } : undefined
}

function failed(problem: ProblemKey, logId: string | null = null): Ending {
  return { ok: false, problem, logId }
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://gateway').searchParams
}

/** One cookie per attempt, so that two tabs signing in do not spoil each other's. */
function attemptCookie(site: Site, state: string): string {
  return `${attemptCookiePrefix(site)}${createHash('sha256').update(state).digest('hex').slice(0, 16)}`
}

function attemptCookiePrefix(site: Site): string {
  return site.isSecure() ? '__Host-sign-in-' : 'sign-in-'
}

function clearOldAttempts(request: FastifyRequest, reply: FastifyReply, site: Site): void {
  const names = Object.keys(request.cookies).filter((name) => name.startsWith(attemptCookiePrefix(site)))
  if (names.length < keptAttemptCookies) return
  for (const name of names) void reply.clearCookie(name, site.cookieOptions())
}
