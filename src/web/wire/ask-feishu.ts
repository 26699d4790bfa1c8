import type { ApiAnswer, ApiRequest, Reading } from '../../contract/api.ts'
import { problemOf, problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { ConnectionLost, type Wire } from '../../engine/doors.ts'
import type { Failure } from '../../engine/job.ts'

const triesBeforeTelling = 3
const firstDelayMs = 500

/** A call that people wait for did not get what it asked for: told by a row of the catalogue. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly failure: Failure
  /** How long Feishu asks to wait before the next call. */
  readonly waitMs: number | null

  constructor(failure: Failure, waitMs: number | null = null, options?: ErrorOptions) {
    super(`The call failed: ${failure.problem}`, options)
    this.failure = failure
    this.waitMs = waitMs
  }
}

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
  if (reading.ok) return reading.data
  const { code, msg, logId, scopes, waitMs } = reading.refusal
  throw new CallFailed({ problem: problemOf(reading.refusal), code, msg, logId, scopes }, waitMs)
}

export function ownProblem(problem: ProblemKey, code: number | null = null): CallFailed {
  return new CallFailed({ problem, code, msg: '', logId: null, scopes: [] })
}

/** Any error as one that the page can word. */
export function asCallFailed(error: Error): CallFailed {
  if (error instanceof CallFailed) return error
  const failure = { problem: 'unknown-code', code: null, msg: error.message, logId: null, scopes: [] } as const
  return new CallFailed(failure, null, { cause: error })
}

/** How React Query repeats a call: only what heals by itself, and no sooner than Feishu asks. */
export const retryOfCalls = {
  retry: (failures: number, error: Error) => failures < triesBeforeTelling && healsByItself(error),
  retryDelay: (failures: number, error: Error) =>
    (error instanceof CallFailed ? error.waitMs : null) ?? firstDelayMs * 2 ** failures,
} as const

function healsByItself(error: Error): boolean {
  if (!(error instanceof CallFailed)) return false
  const { healing } = problems[error.failure.problem]
  return healing === 'repeat' || healing === 'refresh'
}
