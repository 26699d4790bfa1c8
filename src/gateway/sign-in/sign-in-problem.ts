import type { Refusal } from '../../contract/feishu/api.ts'
import { problemOf, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { signInProblemQuery } from '../../contract/own-api/session.ts'

/**
 * Where a sign-in that did not work ends: where it was to end, with a key of the catalogue and never Feishu's own text.
 *
 * @param returnTo A path of this site, as `readReturnTo` gives it.
 */
export function signInProblemPath(problem: ProblemKey, returnTo: string): string {
  const url = new URL(returnTo, 'http://gateway')
  url.searchParams.set(signInProblemQuery, problem)
  return `${url.pathname}${url.search}${url.hash}`
}

/** The catalogue's row for a refusal of the token endpoint or of user_info. */
export function signInProblemOf(refusal: Refusal): ProblemKey {
  return refusal.httpStatus === 0 ? 'feishu-unreachable' : problemOf(refusal)
}
