import { waitMsOf, type ApiRequest } from '../../contract/feishu/api.ts'
import { feishuCodes } from '../../contract/problems/codes.ts'
import { Stopped, type Called, type Doors, type PageRequest } from '../doors.ts'
import { Budget } from './budget.ts'
import { evidenceOf, type Evidence } from './evidence.ts'
import type { Pace } from './pace.ts'

/** The world below all calls. */
export interface Wire {
  readonly send: (request: ApiRequest) => Promise<Called>
  readonly page: (url: string, request: PageRequest) => Promise<Called>
  readonly wait: (ms: number) => Promise<void>
  readonly nowMs: () => number
}

export interface CallerParts {
  readonly wire: Wire
  readonly pace: Pace
  readonly budget: Budget
  /** Repeats after a rate limit, shared by the whole run: others may use the app meanwhile. */
  readonly repeats: Budget
  readonly isStopped: () => boolean
}

/** Longest wait that a rate limit may ask for and still be repeated. */
const longestWaitMs = 65_000

/** Makes the calls of one experiment, counts them, and keeps what the report tells of them. */
export class Caller {
  readonly evidence: Evidence[] = []
  readonly #parts: CallerParts

  constructor(parts: CallerParts) {
    this.#parts = parts
  }

  readonly call: Doors['call'] = async (request, pace = 'in-turn') => {
    const { wire, budget } = this.#parts
    budget.take(request.route)
    for (;;) {
      if (pace === 'in-turn') await this.#turn(request)
      const answer = await this.#timed(request.route, () => wire.send(request))
      if (pace === 'at-once' || answer.code !== feishuCodes.rateLimited || !this.#mayRepeat(answer, request))
        return answer
      await wire.wait(waitOf(answer))
    }
  }

  readonly page: Doors['page'] = (url, request = {}) => {
    this.#parts.budget.take(null)
    return this.#timed('page', () => this.#parts.wire.page(url, request))
  }

  async #turn(request: ApiRequest): Promise<void> {
    const { wire, pace } = this.#parts
    const ms = pace.take(request, wire.nowMs())
    if (ms > 0) await wire.wait(ms)
  }

  async #timed(route: Evidence['route'], send: () => Promise<Called>): Promise<Called> {
    if (this.#parts.isStopped()) throw new Stopped()
    const beganAtMs = performance.now()
    const answer = await send()
    this.evidence.push(evidenceOf(route, answer, performance.now() - beganAtMs))
    return answer
  }

  #mayRepeat(answer: Called, { route }: ApiRequest): boolean {
    const { repeats } = this.#parts
    if (waitOf(answer) > longestWaitMs || repeats.spent.calls >= repeats.allowed.calls) return false
    if (repeats.spent.uploads >= repeats.allowed.uploads) return false
    repeats.take(route)
    return true
  }
}

function waitOf(answer: Called): number {
  return waitMsOf(answer.header('x-ogw-ratelimit-reset') ?? answer.header('retry-after')) ?? 1000
}
