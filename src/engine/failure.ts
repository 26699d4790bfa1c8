import type { Refusal } from '../contract/api.ts'
import { problemOf, type ProblemKey } from '../contract/problems/catalogue.ts'
import type { Failure } from './job.ts'

/** A failure that no code of Feishu names. */
export function ownFailure(problem: ProblemKey, msg = ''): Failure {
  return { problem, code: null, msg, logId: null, scopes: [] }
}

export function failureOf(refusal: Refusal): Failure {
  const { code, msg, logId, scopes } = refusal
  return { problem: problemOf(refusal), code, msg, logId, scopes }
}
