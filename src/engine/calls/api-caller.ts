import type { ApiAnswer, ApiRequest, Reading, Refusal } from '../../contract/feishu/api.ts'
import { problems } from '../../contract/problems/catalogue.ts'
import { tooManyCalls, withoutEffect } from '../../contract/problems/codes.ts'
import type { Healing } from '../../contract/problems/problem.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import { nextRetry, nextAttempt, noAttempts, type Attempts, type FailedCall } from './retry-policy.ts'
import { FileUnreadable } from '../files/source-file.ts'
import type { QuotaWait } from '../job/job.ts'
import { ConnectionLost, type Chance, type Clock, type Wire } from '../doors.ts'
import { causeOfLongWait, failureOf, ownFailure } from '../job/failure.ts'
import type { Failure, Holdup } from '../job/job.ts'
import type { Place, UploadWindow } from './upload-window.ts'
import type { QueueHold } from './queue-hold.ts'

export interface Call<T> {
  /**
   * Asked for each attempt when it is about to leave, after whatever it waited for: a body, and the place an edit names, are read
   * afresh.
   *
   * @param unclear An earlier attempt may have taken effect: an edit that Feishu knows again repeats the very same request.
   */
  readonly request: (unclear: boolean) => ApiRequest | Promise<ApiRequest>
  readonly read: (answer: ApiAnswer) => Reading<T>
  readonly signal: AbortSignal
  /** Ends the call while it waits for something; once on the wire it is answered first. */
  readonly pause?: AbortSignal
  readonly onHoldup: (holdup: Holdup | null) => void
  readonly onSent?: (sentBytes: number) => void
  /** Asked last, when nothing keeps the call back any more: what stands at its place is looked at again. */
  readonly leaving?: (built: ApiRequest) => Promise<ApiRequest>
  /** An attempt was no success; whether it may have taken effect all the same. */
  readonly onMiss?: (mayHaveWorked: boolean) => void
  /** Feishu would do it a second time: it is repeated only where it surely had no effect. */
  readonly once?: boolean
  /** Where the call waits for its turn, when it carries a body. */
  readonly window?: UploadWindow
}

export type Outcome<T> =
  | { readonly ok: true; readonly data: T }
  | {
      readonly ok: false
      readonly failure: Failure
      /** What is left to do now that repeating is over. */
      readonly healing: Healing
      /** Some attempt may have taken effect at Feishu all the same. */
      readonly unclear: boolean
    }

interface Miss {
  readonly failure: Failure
  readonly failed: FailedCall
  readonly mayHaveWorked: boolean
  /** Not this call's fault, and over when the standstill is. */
  readonly wasHeld: boolean
  /** The call's, where its next attempt has to wait with all others of it. */
  readonly route: RouteName | null
}

/** What of a call that left matters when it is refused. */
interface Sent {
  readonly route: RouteName
  readonly round: number
  readonly window: UploadWindow | undefined
}

/** A longer wait is nothing that a row counts down: the queue stands still for it. Limits of a second or a minute end before. */
const longestWaitMs = 3 * 60_000

/** The way every call takes: standstill, window, wire, reading, and again as long as the catalogue says so. */
export class ApiCaller {
  readonly #wire: Wire
  readonly #clock: Clock
  readonly #chance: Chance
  readonly #hold: QueueHold
  #answers = 0

  constructor(doors: { wire: Wire; clock: Clock; chance: Chance }, hold: QueueHold) {
    this.#wire = doors.wire
    this.#clock = doors.clock
    this.#chance = doors.chance
    this.#hold = hold
  }

  /**
   * @throws {FileUnreadable} When building the request does.
   * @throws The reason of `signal` or `pause`, when aborted.
   */
  async call<T>(call: Call<T>): Promise<Outcome<T>> {
    let attempts: Attempts = noAttempts
    let unclear = false
    let route: RouteName | null = null
    const waiting = call.pause ? AbortSignal.any([call.signal, call.pause]) : call.signal
    for (;;) {
      await this.#hold.over(waiting, route)
      const result: { readonly data: T } | Miss = await this.#attempt(call, waiting, unclear)
      call.signal.throwIfAborted()
      if ('data' in result) return { ok: true, data: result.data }
      call.onSent?.(0)
      unclear ||= result.mayHaveWorked
      route = result.route
      call.onMiss?.(result.mayHaveWorked)
      if (result.wasHeld) continue
      const { failure, failed } = result
      if (call.once && result.mayHaveWorked) return { ok: false, failure: result.failure, healing: 'none', unclear }
      const decision = nextRetry(failed, attempts, this.#chance.fraction())
      if (!decision.retry) return { ok: false, failure, healing: failed.healing, unclear }
      attempts = decision.attempts
      call.onHoldup({
        is: 'repeat',
        problem: failure.problem,
        attempt: nextAttempt(attempts),
        untilMs: this.#clock.nowMs() + decision.delayMs,
      })
      try {
        await this.#clock.sleep(decision.delayMs, waiting)
      } finally {
        call.onHoldup(null)
      }
    }
  }

  async #attempt<T>(call: Call<T>, waiting: AbortSignal, unclear: boolean): Promise<{ readonly data: T } | Miss> {
    const place = await call.window?.approach(waiting)
    let end: Parameters<Place['leave']>[0] = 'other'
    try {
      const built = await call.request(unclear)
      await place?.enter(waiting)
      const request = call.leaving ? await call.leaving(built) : built
      // The queue may have come to a standstill meanwhile: what was built, or looked at, for this attempt will be old by its end.
      const standing = this.#hold.reasonFor(request.route)
      if (standing !== null) return notLeft(standing, request.route)
      const heard = this.#answers
      const round = this.#hold.round
      try {
        const answer = await this.#send(request, call)
        this.#answers += 1
        const reading = call.read(answer)
        if (reading.ok) {
          end = 'accepted'
          return { data: reading.data }
        }
        if (tooManyCalls.has(reading.refusal.code)) end = 'crowded'
        return this.#refused(reading.refusal, { route: request.route, round, window: call.window })
      } catch (error) {
        if (!(error instanceof ConnectionLost) || call.signal.aborted) throw error
        return this.#lost(this.#answers === heard)
      }
    } catch (error) {
      if (error instanceof FileUnreadable || waiting.aborted) throw error
      return broken(error)
    } finally {
      place?.leave(end)
    }
  }

  /** Tells where the call stands while it is held on its way. */
  async #send<T>(request: ApiRequest, { signal, onSent, onHoldup }: Call<T>): Promise<ApiAnswer> {
    let last: QuotaWait | null = null
    const onQuotaWait = (held: QuotaWait | null) => {
      if (held === null && last === null) return
      last = held
      onHoldup(held && { is: 'quota-wait', ...held })
    }
    try {
      return await this.#wire.send(request, { signal, onQuotaWait, ...(onSent && { onSent }) })
    } finally {
      onQuotaWait(null)
    }
  }

  #refused(refusal: Refusal, { route, round, window }: Sent): Miss {
    const failure = failureOf(refusal)
    const { healing } = problems[failure.problem]
    const { waitMs } = refusal
    const isClosed = healing === 'repeat' && waitMs !== null && waitMs > longestWaitMs
    if (isClosed) this.#hold.close(route, causeOfLongWait(failure, route), waitMs, round)
    if (healing === 'hold-queue') this.#hold.stop(failure, round)
    const wasHeld = isClosed || healing === 'hold-queue'
    if (window && !isClosed && waitMs !== null && healing === 'repeat') {
      void window.closeUntil(this.#clock.sleep(waitMs, new AbortController().signal))
    }
    // An inner error, a time-out or a page of HTML may come after the work was done; a plain refusal comes before.
    const mayHaveWorked = healing === 'repeat' && waitMs === null && !withoutEffect.has(refusal.code)
    return { failure, failed: { healing, waitMs, linkSilent: false }, mayHaveWorked, wasHeld, route }
  }

  #lost(linkSilent: boolean): Miss {
    return {
      failure: ownFailure('connection-lost'),
      failed: { healing: 'repeat', waitMs: null, linkSilent },
      mayHaveWorked: true,
      wasHeld: this.#hold.reason?.problem === 'offline',
      route: null,
    }
  }
}

/** The queue stands still, and the attempt never left. */
function notLeft(failure: Failure, route: RouteName): Miss {
  const failed = { healing: 'hold-queue', waitMs: null, linkSilent: false } as const
  return { failure, failed, mayHaveWorked: false, wasHeld: true, route }
}

/** A fault of our own must end one file, with its words, and never a whole lane. */
function broken(error: unknown): Miss {
  return {
    failure: ownFailure('unknown-code', error instanceof Error ? error.message : ''),
    failed: { healing: 'none', waitMs: null, linkSilent: false },
    mayHaveWorked: true,
    wasHeld: false,
    route: null,
  }
}
