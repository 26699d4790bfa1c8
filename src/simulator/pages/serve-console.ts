import type { FastifyInstance, FastifyRequest } from 'fastify'
import { queryOf } from '../http/call.ts'
import { simulatedApp } from '../world/identity.ts'
import { readValue } from '../http/request-body.ts'
import { enabledScopes } from '../world/scopes.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { consoleBody, consoleTitle } from './console-page.ts'
import { languageOf, sendPage } from './page.ts'

const path = `/app/${simulatedApp.id}/auth`

/** The one page of the developer console that Feishu's answers link to (99991672): scopes of the app. */
export function serveConsole(app: FastifyInstance, worldNow: () => SimulatedWorld): void {
  app.get(path, (request, reply) => {
    const language = languageOf(request)
    const body = consoleBody(worldNow(), language, lookedUp(request))
    return sendPage(reply, { language, title: consoleTitle(language), body })
  })

  app.post(path, async (request, reply) => {
    const form = (await readValue(request.raw, 'application/x-www-form-urlencoded')) as Record<string, string>
    const scope = form['scope'] ?? ''
    if (Object.hasOwn(enabledScopes, scope)) worldNow().enabledScopes.add(scope)
    return reply.redirect(request.url, 303)
  })
}

function lookedUp(request: FastifyRequest): readonly string[] {
  return (queryOf(request.url)['q'] ?? '').split(',').filter((scope) => scope !== '')
}
