import type { RouteName } from '../../contract/feishu/routes.ts'
import { feishuCodes } from '../../contract/problems/codes.ts'
import type { CallEnd } from '../../contract/concurrency-width.ts'

/** One finished call, for log and metrics; contains nothing that was sent. */
export interface CallRecord {
  readonly route: RouteName
  readonly httpStatus: number
  /** Code of the answer; negative: the gateway's own. `null`: not JSON, too long to read, or cut off. */
  readonly code: number | null
  /** Feishu's id of the call (X-Tt-Logid); `null`: no answer from Feishu. */
  readonly logId: string | null
  /** Waiting time for the quota. A field of the log (docs/operating.md). */
  readonly quotaWaitMs: number
  /** From sending to the end of the answer; `null`: not sent. */
  readonly feishuMs: number | null
  /** Announced size of the body, if the call was sent. */
  readonly sentBytes: number
  readonly receivedBytes: number
  /** The page went away before the end. */
  readonly aborted: boolean
}

/** Collects the record of one call. */
export class CallTrace {
  readonly route: RouteName
  readonly #nowMs: () => number
  #quotaWaitMs = 0
  #leftAtMs: number | null = null
  #sentBytes = 0
  #receivedBytes = 0
  #code: number | null = null
  #logId: string | null = null
  #endTurn: ((end: CallEnd) => void) | undefined

  constructor(route: RouteName, nowMs: () => number) {
    this.route = route
    this.#nowMs = nowMs
  }

  get quotaWaitMs(): number {
    return this.#quotaWaitMs
  }

  /** Measures the wait for a turn. */
  async wait<T>(turn: Promise<T>): Promise<T> {
    const sinceMs = this.#nowMs()
    try {
      return await turn
    } finally {
      this.#quotaWaitMs = this.#nowMs() - sinceMs
    }
  }

  granted(end: (end: CallEnd) => void): void {
    this.#endTurn = end
  }

  left(bodyBytes: number): void {
    this.#leftAtMs = this.#nowMs()
    this.#sentBytes = bodyBytes
  }

  answerBegan(logId: string | string[] | undefined): void {
    this.#logId = typeof logId === 'string' ? logId : null
  }

  answered(code: number | null, receivedBytes: number): void {
    this.#code = code
    this.#receivedBytes = receivedBytes
  }

  /** Ends the turn and returns the record. Call once. */
  over(httpStatus: number, aborted: boolean): CallRecord {
    const feishuMs = this.#leftAtMs === null ? null : this.#nowMs() - this.#leftAtMs
    this.#endTurn?.(endOf(this.#code))
    return {
      route: this.route,
      httpStatus,
      code: this.#code,
      logId: this.#logId,
      quotaWaitMs: this.#quotaWaitMs,
      feishuMs,
      sentBytes: this.#sentBytes,
      receivedBytes: this.#receivedBytes,
      aborted,
    }
  }
}

function endOf(code: number | null): CallEnd {
  if (code === 0) return 'accepted'
  return code === feishuCodes.uploadsAtOnce ? 'crowded' : 'other'
}
