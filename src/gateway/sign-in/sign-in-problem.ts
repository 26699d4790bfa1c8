import type { Refusal } from '../../contract/feishu/api.ts'
import { problemOf, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { signInProblemQuery } from '../../contract/own-api/session.ts'

/**
 * The path to return to after a failed sign-in, with a key of the catalogue; never Feishu's own text.
 *
 * @param returnTo A path of this site, from `readReturnTo`.
 */
export function signInProblemPath(problem: ProblemKey, returnTo: string): string {
  const url = new URL(returnTo, 'http://gateway')
  url.searchParams.set(signInProblemQuery, problem)
  return `${url.pathname}${url.search}${url.hash}`
}

const outOfReach: ReadonlySet<ProblemKey> = new Set([
  'feishu-unreachable',
  'proxy-in-the-way',
  'certificate-not-trusted',
])

/** Whether Feishu was not asked at all: nobody's code was wrong. */
export function isOutOfReach(problem: ProblemKey): boolean {
  return outOfReach.has(problem)
}

/** The row for a refusal by the token endpoint or user_info. */
export function signInProblemOf(refusal: Refusal): ProblemKey {
  return refusal.httpStatus === 0 ? 'feishu-unreachable' : problemOf(refusal)
}
