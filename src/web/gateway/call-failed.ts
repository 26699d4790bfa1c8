import type { Failure } from '../../engine/job/job.ts'

const triesBeforeFailing = 3
const firstDelayMs = 500

interface CallFailedOptions extends ErrorOptions {
  readonly healsByItself?: boolean
  readonly waitMs?: number | null
}

/** A call failed for a reason in the catalogue. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly failure: Failure
  /** Whether repeating the call may soon succeed. */
  readonly healsByItself: boolean
  /** Wait that Feishu asks for before the next call; null if it asks for none. */
  readonly waitMs: number | null

  constructor(failure: Failure, { healsByItself = false, waitMs = null, ...options }: CallFailedOptions = {}) {
    super(`The call failed: ${failure.problem}`, options)
    this.failure = failure
    this.healsByItself = healsByItself
    this.waitMs = waitMs
  }
}

/** Wraps any error in one that has messages. */
export function asCallFailed(error: Error): CallFailed {
  if (error instanceof CallFailed) return error
  const failure = { problem: 'unknown-code', code: null, msg: error.message, logId: null, scopes: [] } as const
  return new CallFailed(failure, { cause: error })
}

/** React Query's retry options: repeats only problems that heal by themselves, and waits as long as Feishu asks. */
export const retryOfCalls = {
  retry: (failures: number, error: Error) => failures < triesBeforeFailing && asCallFailed(error).healsByItself,
  retryDelay: (failures: number, error: Error) => asCallFailed(error).waitMs ?? firstDelayMs * 2 ** failures,
} as const
