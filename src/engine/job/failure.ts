import type { Refusal } from '../../contract/feishu/api.ts'
import { problemOf, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { routes, type RouteName } from '../../contract/feishu/routes.ts'
import type { Rate } from '../../contract/feishu/route.ts'
import type { Failure } from './job.ts'

/** A failure that the app found itself, without a code of Feishu. */
export function ownFailure(problem: ProblemKey, msg = ''): Failure {
  return { problem, code: null, msg, logId: null, scopes: [] }
}

export function failureOf(refusal: Refusal): Failure {
  const { code, msg, logId, scopes } = refusal
  return { problem: problemOf(refusal), code, msg, logId, scopes }
}

/** Problems by which Feishu, or the gateway, refuses a call because there were too many. */
const oneTooMany: ReadonlySet<ProblemKey> = new Set(['99991400', 'gateway-busy'])

/**
 * Feishu's limits per second and per minute share one code with its limit per day, whose answer is not published (docs/feishu.md,
 * U12). A wait longer than the first two can explain is taken for the day's limit, on a route that has one.
 */
export function causeOfLongWait(failure: Failure, route: RouteName): Failure {
  const { perDay }: Rate = routes[route].rate
  return perDay !== undefined && oneTooMany.has(failure.problem) ? { ...failure, problem: 'day-used-up' } : failure
}
