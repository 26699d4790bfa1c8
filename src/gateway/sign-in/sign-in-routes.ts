import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isScope, scopesOfFeature, scopesToGrant, type Feature, type Scope } from '../../contract/feishu/scopes.ts'
import { gatewayPaths, signInScopesQuery } from '../../contract/own-api/session.ts'
import { signInProblemOfFailure } from '../server/refusal-of-failure.ts'
import { ownRefusal, sendRefusal } from '../server/refusal.ts'
import type { FrameBearers } from '../session/frame-bearers.ts'
import type { Configuration } from '../config/configuration.ts'
import { setAttemptCookie } from './attempt-cookie.ts'
import type { AttemptKind } from './attempts.ts'
import { addClientSignIn } from './client-sign-in.ts'
import { addFramedSignIn, framedSignInEnd } from './framed-sign-in.ts'
import { readCallback } from './finish-sign-in.ts'
import { receiveCallback, receiveFromClient, redirectUriOf, type ReceivingDependencies } from './receive-code.ts'
import { readReturnTo } from './return-to.ts'
import { signInProblemPath } from './sign-in-problem.ts'

export interface SignInDependencies extends ReceivingDependencies {
  readonly bearers: FrameBearers
  readonly configuration: Pick<Configuration, 'features' | 'clientSdkUrl' | 'app'>
}

/** /auth/start redirects to Feishu's consent page, which redirects to /auth/callback. */
export function addSignIn(app: FastifyInstance, dependencies: SignInDependencies): void {
  const { site, configuration } = dependencies

  app.get(gatewayPaths.signInStart, async (request, reply) => {
    // Only by navigation, not by fetch: an attempt must come from a person's click.
    const mode = request.headers['sec-fetch-mode']
    if (mode !== undefined && mode !== 'navigate')
      return sendRefusal(reply, ownRefusal(403, 'Open this address in the browser.'))
    const query = queryOf(request)
    const returnTo = readReturnTo(query.get('return_to') ?? undefined, site)
    void reply.header('cache-control', 'no-store')
    try {
      const scopes = await scopesFor(request, query.get(signInScopesQuery), dependencies)
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
    const end = await receiveCallback(readCallback(queryOf(request)), { request, reply }, dependencies)
    if (!end.ok) request.log.warn({ problem: end.problem, logId: end.logId }, 'sign-in did not work')
    return reply.redirect(end.ok ? end.returnTo : signInProblemPath(end.problem, end.returnTo))
  })

  if (site.isEmbedded) addFrames(app, dependencies)
  if (configuration.clientSdkUrl !== null) addClient(app, configuration.clientSdkUrl, dependencies)
}

function addFrames(app: FastifyInstance, dependencies: SignInDependencies): void {
  const { site, sessions, bearers, configuration } = dependencies
  addFramedSignIn(app, {
    site,
    sessions,
    bearers,
    begin: (request, reply, { redeemKey, scopes: missing }) => {
      const scopes = scopesToAsk(missing.join(' '), configuration.features, '')
      if (!scopes) return undefined
      const returnTo = `${site.home}${framedSignInEnd}`
      return beginAttempt(request, reply, dependencies, { returnTo, scopes, kind: { redeemKey } })
    },
  })
}

function addClient(app: FastifyInstance, sdkUrl: string, dependencies: SignInDependencies): void {
  const { site, attempts, configuration } = dependencies
  addClientSignIn(app, {
    sdkUrl,
    appId: configuration.app.id,
    usualScopes: usualScopes(configuration.features),
    begin: async (request, reply, missing) => {
      const scopes = await scopesFor(request, missing.join(' '), dependencies)
      if (!scopes) return undefined
      const attempt = attempts.begin(site.home, { isInClient: true })
      setAttemptCookie(request, reply, site, attempt)
      return { state: attempt.state, scopes }
    },
    redeem: (request, reply, given) => receiveFromClient(given, { request, reply }, dependencies),
  })
}

interface AttemptToBegin {
  readonly returnTo: string
  readonly scopes: readonly Scope[]
  readonly kind?: AttemptKind
}

/** Keeps a new attempt in the browser; returns the address of Feishu's consent page. */
function beginAttempt(
  request: FastifyRequest,
  reply: FastifyReply,
  { site, attempts, oauth }: SignInDependencies,
  { returnTo, scopes, kind }: AttemptToBegin,
): string {
  const attempt = attempts.begin(returnTo, kind)
  setAttemptCookie(request, reply, site, attempt)
  const { state, codeChallenge } = attempt
  return oauth.authorizeUrl({ scopes, state, codeChallenge, redirectUri: redirectUriOf(site) })
}

/** Scopes to ask for, with what this browser's session was granted before; undefined: one is unknown. */
async function scopesFor(
  request: FastifyRequest,
  missing: string | null,
  { sessions, configuration }: SignInDependencies,
): Promise<readonly Scope[] | undefined> {
  const session = await sessions.find(request.sessionId)
  return scopesToAsk(missing, configuration.features, session?.record.grant?.scope ?? '')
}

function usualScopes(features: readonly Feature[]): readonly Scope[] {
  return [...new Set(features.flatMap((feature): readonly Scope[] => scopesOfFeature[feature]))]
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
  if (named.length === 0) return usualScopes(features)
  if (!named.every(isScope)) return undefined
  // Always included: if grants did not add up after all, there would be no refresh token without it.
  return [...new Set<Scope>(['offline_access', ...scopesToGrant(named, granted.split(' '))])]
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://gateway').searchParams
}
