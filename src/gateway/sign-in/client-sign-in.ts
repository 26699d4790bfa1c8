import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Scope } from '../../contract/feishu/scopes.ts'
import {
  clientPaths,
  ClientRedeemRequest,
  ClientSignInRequest,
  type ClientRedeemAnswer,
  type ClientSignInAnswer,
} from '../../contract/own-api/client-sign-in.ts'
import { readJsonBody } from '../server/json-body.ts'
import { ownRefusal, sendRefusal } from '../server/refusal.ts'
import type { Ending } from './finish-sign-in.ts'

export interface ClientSignInDependencies {
  readonly sdkUrl: string
  readonly appId: string
  /** Begins an attempt and sets its cookie; undefined: a scope is unknown. */
  readonly begin: (
    request: FastifyRequest,
    reply: FastifyReply,
    missing: readonly string[],
  ) => Promise<{ readonly state: string; readonly scopes: readonly Scope[] } | undefined>
  /** Takes the attempt, exchanges the code and starts the session. */
  readonly redeem: (
    request: FastifyRequest,
    reply: FastifyReply,
    given: { readonly state: string; readonly code: string },
  ) => Promise<Ending>
  /** What people are asked for when they first sign in. */
  readonly usualScopes: readonly Scope[]
}

/**
 * Signing in inside Feishu's app, whose bridge gives the authorization code to the page itself: without redirect address and PKCE, which
 * the bridge does not know. See docs/decisions/0048-signing-in-inside-feishus-app.md.
 */
export function addClientSignIn(app: FastifyInstance, dependencies: ClientSignInDependencies): void {
  const { sdkUrl, appId, begin, redeem, usualScopes } = dependencies

  app.post(clientPaths.begin, async (request, reply) => {
    const body = await readJsonBody(request.raw, ClientSignInRequest)
    if (!body) return sendRefusal(reply, ownRefusal(400, 'The body is {"scopes": []}.'))
    const begun = await begin(request, reply, body.scopes)
    if (!begun) return sendRefusal(reply, ownRefusal(400, 'This product has no use for such a scope.'))
    const { state, scopes } = begun
    const answer: ClientSignInAnswer = { sdkUrl, appId, state, scopes: [...scopes] }
    return reply.header('cache-control', 'no-store').send(answer)
  })

  app.post(clientPaths.redeem, async (request, reply) => {
    const body = await readJsonBody(request.raw, ClientRedeemRequest)
    if (!body) return sendRefusal(reply, ownRefusal(400, 'The body is {"state": "…", "code": "…"}.'))
    const end = await redeem(request, reply, body)
    if (!end.ok)
      request.log.warn({ problem: end.problem, logId: end.logId }, 'sign-in inside Feishu’s app did not work')
    const answer: ClientRedeemAnswer = end.ok
      ? { state: 'signed-in', isLackingScopes: isLacking(usualScopes, end.grant.scope) }
      : { state: 'failed', problem: end.problem }
    return reply.header('cache-control', 'no-store').send(answer)
  })
}

function isLacking(wanted: readonly Scope[], granted: string): boolean {
  const has = new Set(granted.split(' '))
  return wanted.some((scope) => !has.has(scope))
}
