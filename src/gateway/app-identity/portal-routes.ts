import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import { signInProblemOfFailure } from '../server/refusal-of-failure.ts'
import { ownRefusal, sendRefusal } from '../server/refusal.ts'
import { setSessionCookie } from '../session/session-cookie.ts'
import type { Sessions } from '../session/sessions.ts'
import { readReturnTo } from '../sign-in/return-to.ts'
import { signInProblemPath } from '../sign-in/sign-in-problem.ts'
import type { Site } from '../config/site.ts'
import { readSmallBody } from '../server/small-body.ts'
import type { PortalTokens, Visitor } from './portal-tokens.ts'

export interface PortalDependencies {
  readonly site: Site
  readonly sessions: Sessions
  readonly portalOrigin: string
  readonly portalTokens: PortalTokens
  /** Why nobody of this company may come in: it does not have the store app. `null`: they may, as far as is known. */
  readonly whyNot: (tenantKey: string) => Promise<ProblemKey | null>
}

/** Room for a signed token with claims of the portal, and the return path. */
const formMaxBytes = 16 * 1024

/**
 * POST /auth/portal: a form with `token` and `return_to` that the portal's page sends from its visitor's browser. The token is in
 * no URL, and no script of ours sees it. Starts a session and redirects to the page.
 */
export function addPortal(app: FastifyInstance, dependencies: PortalDependencies): void {
  app.post(gatewayPaths.portal, async (request, reply) => {
    void reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store')
    // Otherwise any site could sign a visitor in with somebody else's token.
    if (request.headers.origin !== dependencies.portalOrigin)
      return refuse(request, reply, 403, 'Only the portal may send this.')
    if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
      return refuse(request, reply, 415, 'The body is a form (application/x-www-form-urlencoded).')
    const body = await readSmallBody(request.raw, formMaxBytes)
    if (!body) return sendRefusal(reply, ownRefusal(413, `The form may hold ${formMaxBytes} bytes.`))
    const form = new URLSearchParams(body.toString('utf8'))
    const returnTo = readReturnTo(form.get('return_to') ?? undefined, dependencies.site)
    try {
      const reading = await dependencies.portalTokens.read(form.get('token') ?? '')
      if (!reading.ok) {
        request.log.warn({ why: reading.why }, 'the portal’s token was not taken')
        return await reply.redirect(signInProblemPath('portal-refused', returnTo), 303)
      }
      const problem = await dependencies.whyNot(reading.visitor.tenantKey)
      if (problem !== null) return await reply.redirect(signInProblemPath(problem, returnTo), 303)
      const id = await dependencies.sessions.start(personOf(reading.visitor), null)
      await dependencies.sessions.end(request.sessionId)
      setSessionCookie(reply, dependencies.site, id)
      return await reply.redirect(returnTo, 303)
    } catch (error) {
      request.log.error({ err: error }, 'a visitor’s session could not be kept')
      return reply.redirect(signInProblemPath(signInProblemOfFailure(error), returnTo), 303)
    }
  })
}

/** Prefixed, since the portal's ids must not be mistaken for Feishu's, which begin with `ou_`. */
function personOf({ subject, name, tenantKey }: Visitor) {
  // The page keeps a queue for each id: two companies may have people of one.
  const openId = tenantKey === '' ? `portal:${subject}` : `portal:${tenantKey}:${subject}`
  return { openId, name: name === '' ? subject : name, tenantKey }
}

function refuse(request: FastifyRequest, reply: FastifyReply, httpStatus: number, msg: string): FastifyReply {
  request.raw.resume()
  return sendRefusal(reply, ownRefusal(httpStatus, msg))
}
