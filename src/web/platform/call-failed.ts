import type { Failure } from '../../engine/job/job.ts'

const triesBeforeTelling = 3
const firstDelayMs = 500

interface CallFailedOptions extends ErrorOptions {
  readonly healsByItself?: boolean
  readonly waitMs?: number | null
}

/** A call that people wait for did not get what it asked for: told by a row of the catalogue. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly failure: Failure
  /** The same question may soon be answered differently. */
  readonly healsByItself: boolean
  /** How long Feishu asks to wait before the next call. */
  readonly waitMs: number | null

  constructor(failure: Failure, { healsByItself = false, waitMs = null, ...options }: CallFailedOptions = {}) {
    super(`The call failed: ${failure.problem}`, options)
    this.failure = failure
    this.healsByItself = healsByItself
    this.waitMs = waitMs
  }
}

/** Any error as one that the page can word. */
export function asCallFailed(error: Error): CallFailed {
  if (error instanceof CallFailed) return error
  const failure = { problem: 'unknown-code', code: null, msg: error.message, logId: null, scopes: [] } as const
  return new CallFailed(failure, { cause: error })
}

/** How React Query repeats a call: only what heals by itself, and no sooner than Feishu asks. */
export const retryOfCalls = {
  retry: (failures: number, error: Error) => failures < triesBeforeTelling && asCallFailed(error).healsByItself,
  retryDelay: (failures: number, error: Error) => asCallFailed(error).waitMs ?? firstDelayMs * 2 ** failures,
} as const
