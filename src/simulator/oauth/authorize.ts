import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { queryOf } from '../http/call.ts'
import { languageOf, sendPage } from '../pages/page.ts'
import { personWithKey } from '../world/people.ts'
import { readValue } from '../http/request-body.ts'
import { logIdOf } from '../http/serve-call.ts'
import type { SimulatedWorld } from '../world/world.ts'
import {
  readAnyAuthorization,
  redirectWith,
  type AuthorizationReading,
  type AuthorizationRequest,
  type AuthorizePage,
} from './authorization-request.ts'
import { authorizationProblemBody, consentBody, consentTitle } from './consent-page.ts'

/**
 * Pages at which a person agrees: today's, and those that older clients still open. The last is at passport.feishu.cn, and opens by a QR code
 * too; the one before showed one itself.
 */
const pages: Readonly<Record<string, AuthorizePage>> = {
  '/open-apis/authen/v1/authorize': 'current',
  '/open-apis/authen/v1/index': 'historic',
  '/connect/qrconnect/page/sso': 'historic',
  '/suite/passport/oauth/authorize': 'historic',
}

/** The consent page. Always shown: only Feishu's own client skips it. */
export function serveAuthorize(
  app: FastifyInstance,
  worldNow: () => SimulatedWorld,
  registered: readonly string[],
): void {
  for (const [path, page] of Object.entries(pages)) servePage(app, worldNow, { path, page, registered })
}

interface ServedPage {
  readonly path: string
  readonly page: AuthorizePage
  readonly registered: readonly string[]
}

function servePage(app: FastifyInstance, worldNow: () => SimulatedWorld, { path, page, registered }: ServedPage): void {
  const read = (request: FastifyRequest) =>
    readAnyAuthorization(page, queryOf(request.url), registered, worldNow().enabledScopes)

  app.get(path, (request, reply) => {
    const reading = read(request)
    if (!reading.ok) return sendProblem(request, reply, reading)
    const scannedBy = worldNow().identity.takeTmpCode(queryOf(request.url)['tmp_code'] ?? '')
    if (scannedBy !== undefined) return agree(reply, worldNow(), { ...reading.request, openId: scannedBy })
    const language = languageOf(request)
    return sendPage(reply, {
      language,
      title: consentTitle(language),
      body: consentBody(language, reading.request, worldNow().storeApp.people),
    })
  })

  app.post(path, async (request, reply) => {
    const reading = read(request)
    if (!reading.ok) return sendProblem(request, reply, reading)
    const form = (await readValue(request.raw, 'application/x-www-form-urlencoded')) as Record<string, string>
    const person = personWithKey(form['person'] ?? '')
    if (form['decision'] !== 'agree' || !person) {
      return reply.redirect(redirectWith(reading.request, { error: 'access_denied' }), 302)
    }
    return agree(reply, worldNow(), { ...reading.request, openId: person.openId })
  })
}

function agree(
  reply: FastifyReply,
  world: SimulatedWorld,
  request: AuthorizationRequest & { readonly openId: string },
): FastifyReply {
  return reply.redirect(redirectWith(request, { code: world.identity.issueCode(request) }), 302)
}

function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, subject }: Extract<AuthorizationReading, { ok: false }>,
): FastifyReply {
  const language = languageOf(request)
  const body = authorizationProblemBody(language, { code, subject, logId: logIdOf(reply) })
  return sendPage(reply, { language, title: String(code), body, status: 400 })
}
