import type { ApiAnswer, ApiRequest, Reading } from '../../contract/feishu/api.ts'
import { problemBetween } from '../../contract/own-api/between.ts'
import { problemOf, problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { ConnectionLost, type Wire } from '../../engine/doors.ts'
import type { Failure } from '../../engine/job/job.ts'
import { CallFailed } from './call-failed.ts'

/**
 * Makes one call and reads its answer.
 *
 * @throws {CallFailed} When no answer came, or it was not the one asked for.
 * @throws The signal's reason, when aborted.
 */
export async function askFeishu<T>(
  wire: Wire,
  request: ApiRequest,
  reader: (answer: ApiAnswer) => Reading<T>,
  signal: AbortSignal,
): Promise<T> {
  let answer: ApiAnswer
  try {
    answer = await wire.send(request, { signal })
  } catch (error: unknown) {
    if (error instanceof ConnectionLost) throw ownProblem('connection-lost')
    throw error
  }
  const reading = reader(answer)
  const between = problemBetween(answer)
  if (reading.ok) {
    if (between !== null) throw ownProblem(between)
    return reading.data
  }
  const { code, msg, logId, scopes, waitMs, tryAgainMs = waitMs } = reading.refusal
  const problem = between ?? problemOf(reading.refusal)
  throw failed({ problem, code, msg, logId, scopes }, tryAgainMs)
}

export function ownProblem(problem: ProblemKey, code: number | null = null, msg = ''): CallFailed {
  return failed({ problem, code, msg, logId: null, scopes: [] }, null)
}

function failed(failure: Failure, waitMs: number | null): CallFailed {
  const { healing } = problems[failure.problem]
  return new CallFailed(failure, { healsByItself: healing === 'repeat' || healing === 'refresh', waitMs })
}
