import type { Refusal } from '../../contract/feishu/api.ts'
import { problemOf, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { routes, type RouteName } from '../../contract/feishu/routes.ts'
import type { Rate } from '../../contract/feishu/route.ts'
import type { Failure } from './job.ts'

/** A failure that no code of Feishu names. */
export function ownFailure(problem: ProblemKey, msg = ''): Failure {
  return { problem, code: null, msg, logId: null, scopes: [] }
}

export function failureOf(refusal: Refusal): Failure {
  const { code, msg, logId, scopes } = refusal
  return { problem: problemOf(refusal), code, msg, logId, scopes }
}

/** What a call is refused with for being one too many: by Feishu, by the gateway. */
const oneTooMany: ReadonlySet<ProblemKey> = new Set(['99991400', 'gateway-busy'])

/**
 * Feishu's limits of a second and of a minute have one code with that of a day, whose answer is not published (docs/feishu.md,
 * U12): a wait that outlasts them can only be the day's, where there is one.
 */
export function causeOfLongWait(failure: Failure, route: RouteName): Failure {
  const { perDay }: Rate = routes[route].rate
  return perDay !== undefined && oneTooMany.has(failure.problem) ? { ...failure, problem: 'day-used-up' } : failure
}
