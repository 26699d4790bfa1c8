import type { Refusal } from '../../contract/api.ts'
import { problemOf, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { signInProblemQuery } from '../../contract/session.ts'

/** Where a sign-in that did not work ends: the page, with a key of the catalogue and never Feishu's own text. */
export function signInProblemPath(problem: ProblemKey): string {
  return `/?${new URLSearchParams({ [signInProblemQuery]: problem }).toString()}`
}

/** The catalogue's row for a refusal of the token endpoint or of user_info. */
export function signInProblemOf(refusal: Refusal): ProblemKey {
  return refusal.httpStatus === 0 ? 'feishu-unreachable' : problemOf(refusal)
}
