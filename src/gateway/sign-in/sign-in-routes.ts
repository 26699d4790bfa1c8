import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isScope, scopesOfFeature, scopesToGrant, type Feature, type Scope } from '../../contract/feishu/scopes.ts'
import { gatewayPaths, signInScopesQuery } from '../../contract/own-api/session.ts'
import { signInProblemOfFailure } from '../server/refusal-of-failure.ts'
import { ownRefusal, sendRefusal } from '../server/refusal.ts'
import type { FrameBearers } from '../session/frame-bearers.ts'
import { setSessionCookie } from '../session/session-cookie.ts'
import type { Sessions } from '../session/sessions.ts'
import type { Site } from '../config/site.ts'
import { setAttemptCookie, takeAttemptCookie } from './attempt-cookie.ts'
import type { Attempt, Attempts } from './attempts.ts'
import type { FeishuOAuth } from './feishu-oauth.ts'
import { addFramedSignIn, framedSignInEnd } from './framed-sign-in.ts'
import { failed, finishSignIn, readCallback, type Callback, type Ending } from './finish-sign-in.ts'
import type { KnownBrowsers } from './known-browser.ts'
import { readReturnTo } from './return-to.ts'
import { isOutOfReach, signInProblemPath } from './sign-in-problem.ts'
import type { TokenTurns } from './token-turns.ts'
import type { UsedAttempts } from './used-attempts.ts'

export interface SignInDependencies {
  readonly site: Site
  readonly attempts: Attempts
  readonly usedAttempts: UsedAttempts
  readonly browsers: KnownBrowsers
  readonly turns: TokenTurns
  readonly oauth: FeishuOAuth
  readonly sessions: Sessions
  readonly bearers: FrameBearers
  readonly configuration: { readonly features: readonly Feature[] }
}

/** /auth/start redirects to Feishu's consent page, which redirects to /auth/callback. */
export function addSignIn(app: FastifyInstance, dependencies: SignInDependencies): void {
  const { site, sessions, bearers, configuration } = dependencies

  app.get(gatewayPaths.signInStart, async (request, reply) => {
    // Only by navigation, not by fetch: an attempt must come from a person's click.
    const mode = request.headers['sec-fetch-mode']
    if (mode !== undefined && mode !== 'navigate')
      return sendRefusal(reply, ownRefusal(403, 'Open this address in the browser.'))
    const query = queryOf(request)
    const returnTo = readReturnTo(query.get('return_to') ?? undefined, site)
    void reply.header('cache-control', 'no-store')
    try {
      const session = await sessions.find(request.sessionId)
      const granted = session?.record.grant?.scope ?? ''
      const scopes = scopesToAsk(query.get(signInScopesQuery), configuration.features, granted)
      if (!scopes) return await sendRefusal(reply, ownRefusal(400, 'This product has no use for such a scope.'))
      return await reply.redirect(beginAttempt(request, reply, dependencies, { returnTo, scopes }))
    } catch (error) {
      request.log.error({ err: error }, 'a sign-in could not be begun')
      return reply.redirect(signInProblemPath(signInProblemOfFailure(error), returnTo))
    }
  })

  app.get(gatewayPaths.signInCallback, async (request, reply) => {
    // The URL contains the code: it must neither go into a Referer header nor be stored.
    void reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store')
    const end = await receive(request, reply, dependencies)
    if (!end.ok) request.log.warn({ problem: end.problem, logId: end.logId }, 'sign-in did not work')
    return reply.redirect(end.ok ? end.returnTo : signInProblemPath(end.problem, end.returnTo))
  })

  if (!site.isEmbedded) return
  addFramedSignIn(app, {
    site,
    sessions,
    bearers,
    begin: (request, reply, { redeemKey, scopes: missing }) => {
      const scopes = scopesToAsk(missing.join(' '), configuration.features, '')
      return (
        scopes &&
        beginAttempt(request, reply, dependencies, { returnTo: `${site.home}${framedSignInEnd}`, scopes, redeemKey })
      )
    },
  })
}

interface AttemptToBegin {
  readonly returnTo: string
  readonly scopes: readonly Scope[]
  readonly redeemKey?: string
}

/** Keeps a new attempt in the browser; returns the address of Feishu's consent page. */
function beginAttempt(
  request: FastifyRequest,
  reply: FastifyReply,
  { site, attempts, oauth }: SignInDependencies,
  { returnTo, scopes, redeemKey }: AttemptToBegin,
): string {
  const attempt = attempts.begin(returnTo, redeemKey)
  setAttemptCookie(request, reply, site, attempt)
  const { state, codeChallenge } = attempt
  return oauth.authorizeUrl({ scopes, state, codeChallenge, redirectUri: redirectUriOf(site) })
}

/**
 * Scopes to ask for: first all that the features need, later what was missing. Grants add up (official,
 * authentication/obtain-oauth-code, 2026-05-24). `undefined`: a scope that this product does not use.
 */
function scopesToAsk(
  missing: string | null,
  features: readonly Feature[],
  granted: string,
): readonly Scope[] | undefined {
  const named = (missing ?? '').split(' ').filter((scope) => scope !== '')
  if (named.length === 0) return [...new Set(features.flatMap((feature): readonly Scope[] => scopesOfFeature[feature]))]
  if (!named.every(isScope)) return undefined
  // Always included: if grants did not add up after all, there would be no refresh token without it.
  return [...new Set<Scope>(['offline_access', ...scopesToGrant(named, granted.split(' '))])]
}

type SignInEnd = ({ readonly ok: true } | Extract<Ending, { ok: false }>) & { readonly returnTo: string }

async function receive(
  request: FastifyRequest,
  reply: FastifyReply,
  dependencies: SignInDependencies,
): Promise<SignInEnd> {
  const { site, attempts, usedAttempts, browsers, sessions } = dependencies
  const callback = readCallback(queryOf(request))
  if (!callback) return { ...failed('sign-in-incomplete'), returnTo: site.home }
  const { state } = callback
  const attempt = attempts.open(state, takeAttemptCookie(request, reply, site, state))
  const returnTo = attempt?.returnTo ?? site.home
  try {
    const oldId = request.sessionId
    if (!attempt || !(await usedAttempts.claim(state))) {
      // Browsers sometimes load the callback twice (prefetch, back button); the first load has signed in.
      const isSignedIn = attempt?.redeemKey !== undefined || (await sessions.find(oldId)) !== undefined
      const end = isSignedIn ? ({ ok: true } as const) : failed('sign-in-expired-attempt')
      return { ...end, returnTo }
    }
    const end = await exchange({ callback, attempt, request, reply }, dependencies)
    if (!end.ok) {
      await usedAttempts.release(state)
      return { ...end, returnTo }
    }
    if (attempt.redeemKey !== undefined) {
      await sessions.startForFrame(attempt.redeemKey, end.person, end.grant)
      return { ok: true, returnTo }
    }
    // In this order: if the new session cannot be stored, the old one remains.
    const id = await sessions.start(end.person, end.grant)
    await sessions.end(oldId)
    setSessionCookie(reply, site, id)
    browsers.remember(request, reply)
    return { ok: true, returnTo }
  } catch (error) {
    request.log.error({ err: error }, 'a sign-in could not be kept')
    return { ...failed(signInProblemOfFailure(error)), returnTo }
  }
}

interface Exchange {
  readonly callback: Callback
  readonly attempt: Attempt
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Exchanges the code in its turn, if there is one to exchange. */
async function exchange(
  { callback, attempt, request, reply }: Exchange,
  dependencies: SignInDependencies,
): Promise<Ending> {
  const { site, browsers, turns, oauth } = dependencies
  if ('error' in callback) return finishSignIn(callback, attempt, oauth, redirectUriOf(site))
  const party = browsers.partyOf(request)
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  if (!(await turns.forExchange(party, gone.signal))) return failed('gateway-busy')
  const end = await finishSignIn(callback, attempt, oauth, redirectUriOf(site))
  if (end.ok) turns.noteSuccess(party)
  else if (!isOutOfReach(end.problem)) turns.noteFailure(party)
  return end
}

function redirectUriOf(site: Site): string {
  return `${site.url}${gatewayPaths.signInCallback}`
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://gateway').searchParams
}
