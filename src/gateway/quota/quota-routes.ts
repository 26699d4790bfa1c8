import type { FastifyInstance } from 'fastify'
import type { QuotaAnswer } from '../../contract/own-api/quota.ts'
import { routes, type Rate, type RouteName } from '../../contract/feishu/routes.ts'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import { notSignedIn, ownRefusal, sendRefusal } from '../server/refusal.ts'
import { personKeyOf, type CompanyOf, type Sessions } from '../session/sessions.ts'
import type { Site } from '../config/site.ts'
import { callsAhead } from './calls-ahead.ts'
import type { Limits } from './limits.ts'
import type { WaitingLine, Usage } from './ledger.ts'
import type { Quotas } from './quotas.ts'

/** Routes of the page with a daily limit. */
export const countedRoutes = (Object.keys(routes) as RouteName[]).filter((route) => {
  const { rate, caller }: { readonly rate: Rate; readonly caller: string } = routes[route]
  return caller === 'page' && rate.perDay !== undefined
})

/** GET /api/quota: what the person's company used today, and where this session's waiting calls are in the queue. */
export function addQuota(
  app: FastifyInstance,
  dependencies: {
    readonly site: Site
    readonly sessions: Sessions
    readonly quotas: Quotas
    readonly companyOf: CompanyOf
  },
): void {
  app.get(gatewayPaths.quota, async (request, reply) => {
    const session = await dependencies.sessions.find(request.sessionId)
    if (!session) return sendRefusal(reply, notSignedIn)
    const quota = dependencies.quotas.of(dependencies.companyOf(session))
    try {
      const crowd = await quota.crowd()
      const usage = await quota.usage([...new Set([...countedRoutes, ...crowd.map(({ route }) => route)])])
      return await reply
        .header('cache-control', 'no-store')
        .send(answerOf(personKeyOf(session), crowd, usage, quota.limits))
    } catch (error) {
      request.log.warn({ err: error }, 'the quota cannot be looked up')
      return sendRefusal(reply, ownRefusal(503, 'The quota cannot be looked up just now.'))
    }
  })
}

function answerOf(
  session: string,
  crowd: readonly WaitingLine[],
  usage: readonly Usage[],
  limits: Limits,
): QuotaAnswer {
  const held = crowd
    .filter((line) => line.session === session)
    .flatMap((line) => {
      const closedForMs = usage.find(({ route }) => route === line.route)?.closedForMs ?? null
      return line.calls.flatMap(({ name }, ownBefore) => {
        if (name === null) return []
        const ahead = callsAhead(crowd, line, ownBefore)
        const startsInMs = Math.round((closedForMs ?? 0) + ahead * limits.endpoint(line.route).spacingMs)
        const why: QuotaAnswer['held'][number]['why'] = closedForMs === null ? 'turn' : 'closed'
        return [{ call: name, route: line.route, why, ahead, startsInMs }]
      })
    })
  const endpoints = usage.flatMap(({ route, ...used }) => {
    const { perDay } = limits.endpoint(route)
    return perDay === null ? [] : [{ route, perDay, ...used }]
  })
  return { endpoints, held }
}
