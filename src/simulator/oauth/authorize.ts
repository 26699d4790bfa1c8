import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { queryOf } from '../http/call.ts'
import { languageOf, sendPage } from '../pages/page.ts'
import { readValue } from '../http/request-body.ts'
import { logIdOf } from '../http/serve-call.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { readAuthorization, redirectWith, type AuthorizationReading } from './authorization-request.ts'
import { authorizationProblemBody, consentBody, consentTitle } from './consent-page.ts'

const path = '/open-apis/authen/v1/authorize'

/** The consent page. Always shown: only Feishu's own client skips it. */
export function serveAuthorize(
  app: FastifyInstance,
  worldNow: () => SimulatedWorld,
  registered: readonly string[],
): void {
  const read = (request: FastifyRequest) =>
    readAuthorization(queryOf(request.url), registered, worldNow().enabledScopes)

  app.get(path, (request, reply) => {
    const reading = read(request)
    if (!reading.ok) return sendProblem(request, reply, reading)
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
    const person = worldNow().storeApp.people.find(({ key }) => key === form['person'])
    if (form['decision'] !== 'agree' || !person) {
      return reply.redirect(redirectWith(reading.request, { error: 'access_denied' }), 302)
    }
    const code = worldNow().identity.issueCode({ ...reading.request, openId: person.openId })
    return reply.redirect(redirectWith(reading.request, { code }), 302)
  })
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
