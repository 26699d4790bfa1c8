import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type * as v from 'valibot'
import {
  framedPaths,
  FramedSignInRequest,
  RedeemRequest,
  type FramedSignInAnswer,
  type RedeemAnswer,
} from '../../contract/own-api/framed-sign-in.ts'
import { framedSignInQuery } from '../../contract/own-api/session.ts'
import { own } from '../../contract/own.ts'
import type { Site } from '../config/site.ts'
import { readJsonBody } from '../server/json-body.ts'
import { ownRefusal, sendRefusal } from '../server/refusal.ts'
import { bearerLifeMs, type FrameBearers } from '../session/frame-bearers.ts'
import { setFrameCookie } from '../session/session-cookie.ts'
import type { Sessions } from '../session/sessions.ts'
import { attemptLifeMs } from './attempts.ts'

type FramedSignIn = v.InferOutput<typeof FramedSignInRequest>

export interface FramedSignInDependencies {
  readonly site: Site
  readonly sessions: Sessions
  readonly bearers: FrameBearers
  /** Begins an attempt whose session goes to the frame with this key, and sets its cookie; undefined: a scope is unknown. */
  readonly begin: (request: FastifyRequest, reply: FastifyReply, wanted: FramedSignIn) => string | undefined
}

/** Query of the page at which the sign-in window of a framed page ends. */
export const framedSignInEnd = `?${framedSignInQuery.name}=${framedSignInQuery.end}`

const cookieProbe = 'frame-keeps-cookies'

/**
 * Signing in for a page in another site's frame. Feishu's pages refuse to be framed, and what a sign-in window keeps in cookies is not
 * seen in the frame (storage partitioning). So the frame makes a secret, gives its hash to the window, and takes the session over by
 * the secret. See docs/decisions/0039-sign-in-from-a-frame.md.
 */
export function addFramedSignIn(app: FastifyInstance, dependencies: FramedSignInDependencies): void {
  const { site, sessions, bearers, begin } = dependencies

  app.post(framedPaths.begin, async (request, reply) => {
    const body = await readJsonBody(request.raw, FramedSignInRequest)
    if (!body) return sendRefusal(reply, ownRefusal(400, 'The body is {"redeemKey": "<SHA-256 in hex>"}.'))
    const authorizeUrl = begin(request, reply, body)
    if (authorizeUrl === undefined)
      return sendRefusal(reply, ownRefusal(400, 'This product has no use for such a scope.'))
    const answer: FramedSignInAnswer = { authorizeUrl }
    return reply.header('cache-control', 'no-store').send(answer)
  })

  app.post(framedPaths.redeem, async (request, reply) => {
    const body = await readJsonBody(request.raw, RedeemRequest)
    if (!body) return sendRefusal(reply, ownRefusal(400, 'The body is {"secret": "<43 characters>"}.'))
    void reply.header('cache-control', 'no-store')
    const probe = site.cookieName(cookieProbe)
    const keepsCookies = own(request.cookies, probe) !== undefined
    const id = await sessions.redeem(body.secret)
    if (id === undefined) {
      void reply.setCookie(probe, '1', { ...site.cookieOptions(true), maxAge: attemptLifeMs / 1000 })
      return reply.send({ state: 'pending' } satisfies RedeemAnswer)
    }
    await sessions.end(request.sessionId)
    void reply.clearCookie(probe, site.cookieOptions(true))
    if (keepsCookies) setFrameCookie(reply, site, id)
    const answer: RedeemAnswer = keepsCookies
      ? { state: 'signed-in', bearer: null, bearerLifeMs: null }
      : { state: 'signed-in', bearer: bearers.make(id), bearerLifeMs }
    return reply.send(answer)
  })
}
