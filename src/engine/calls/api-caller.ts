import type { ApiBody, ApiAnswer, ApiRequest, Reading, Refusal } from '../../contract/feishu/api.ts'
import { problems } from '../../contract/problems/catalogue.ts'
import { feishuCodes, withoutEffect } from '../../contract/problems/codes.ts'
import type { Healing } from '../../contract/problems/problem.ts'
import { pathOf, type RouteName } from '../../contract/feishu/routes.ts'
import { problemBetween } from '../../contract/own-api/between.ts'
import { nextRetry, nextAttempt, noAttempts, type Attempts, type FailedCall } from './retry-policy.ts'
import { FileUnreadable } from '../files/source-file.ts'
import type { QuotaWait } from '../job/job.ts'
import type { Probe } from './blocked-calls.ts'
import { ConnectionLost, type Chance, type Clock, type Wire } from '../doors.ts'
import { causeOfLongWait, failureOf, ownFailure } from '../job/failure.ts'
import type { Failure, Holdup } from '../job/job.ts'
import type { WindowSlot, UploadWindow } from './upload-window.ts'
import type { QueueHold } from './queue-hold.ts'

export interface Call<T> {
  /**
   * Builds the request of each attempt shortly before it leaves, so that a body, and the position that an edit names, are up to
   * date.
   *
   * @param unclear An earlier attempt may have taken effect: an edit with a `client_token` has to repeat the very same request.
   */
  readonly request: (unclear: boolean) => ApiRequest | Promise<ApiRequest>
  /** Reads an answer; never throws. */
  readonly read: (answer: ApiAnswer) => Reading<T>
  readonly signal: AbortSignal
  /** Ends the call while it waits for something; an attempt in flight is answered first. */
  readonly pause?: AbortSignal
  /** Called with each holdup, and with null when it is over. */
  readonly onHoldup: (holdup: Holdup | null) => void
  /** As `SendOptions.onSent`. */
  readonly onSent?: (sentBytes: number) => void
  /** Called right before the attempt is sent: reads its target once more, and may change the request. */
  readonly leaving?: (built: ApiRequest) => Promise<ApiRequest>
  /** Called when an attempt did not succeed; `mayHaveWorked`: it may have taken effect anyway. */
  readonly onMiss?: (mayHaveWorked: boolean) => void
  /** Feishu does not recognise a repeated call: it is retried only if the attempt certainly had no effect. */
  readonly once?: boolean
  /** The upload window in which the call waits for its turn, if it carries a file's bytes. */
  readonly window?: UploadWindow
}

export type Outcome<T> = { readonly ok: true; readonly data: T } | NotOk

export interface NotOk {
  readonly ok: false
  readonly failure: Failure
  /** What is left to do now that the retries are over. */
  readonly healing: Healing
  /** Some attempt may have taken effect at Feishu anyway. */
  readonly unclear: boolean
}

interface Miss {
  readonly failure: Failure
  readonly failed: FailedCall
  readonly mayHaveWorked: boolean
  /** A queue hold is the reason: the call is made again after it, and this attempt is not counted. */
  readonly wasHeld: boolean
  /** The call's route, so that the next attempt also waits for a hold of its kind of calls; null: for a hold of all calls only. */
  readonly route: RouteName | null
}

type SlotEnd = Parameters<WindowSlot['leave']>[0]

interface Exchange<T> {
  readonly result: { readonly data: T } | Miss
  readonly end: SlotEnd
}

/** State of a call's earlier attempts. */
interface Before {
  readonly unclear: boolean
  readonly probe: Probe | null
}

/** Facts of an attempt that its answer is handled by. */
interface Sent {
  readonly route: RouteName
  readonly round: number
  readonly window: UploadWindow | undefined
}

/** For a longer wait the queue is held, instead of a row counting it down. Feishu's limits per second and minute end sooner. */
const longestWaitMs = 3 * 60_000

/** Makes every call to Feishu: waits for queue hold and window, sends, reads the answer, and retries as the catalogue says. */
export class ApiCaller {
  readonly #wire: Wire
  readonly #clock: Clock
  readonly #chance: Chance
  readonly #hold: QueueHold

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
      // The earlier misses were caused by the connection, not by this call.
      if (route !== null && this.#hold.explains(route)) attempts = noAttempts
      const probe = await this.#hold.over(waiting, route)
      const result: { readonly data: T } | Miss = await this.#attempt(call, waiting, { unclear, probe })
      call.signal.throwIfAborted()
      if ('data' in result) return { ok: true, data: result.data }
      call.onSent?.(0)
      unclear ||= result.mayHaveWorked
      route = result.route
      call.onMiss?.(result.mayHaveWorked)
      const { failure, failed } = result
      if (call.once && result.mayHaveWorked) return { ok: false, failure, healing: 'none', unclear }
      if (result.wasHeld) continue
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

  async #attempt<T>(call: Call<T>, waiting: AbortSignal, before: Before): Promise<{ readonly data: T } | Miss> {
    try {
      return await this.#inWindow(call, waiting, before)
    } finally {
      before.probe?.end()
    }
  }

  async #inWindow<T>(
    call: Call<T>,
    waiting: AbortSignal,
    { unclear, probe }: Before,
  ): Promise<{ readonly data: T } | Miss> {
    const slot = await call.window?.approach(waiting)
    let end: SlotEnd = 'other'
    try {
      const built = await call.request(unclear)
      await slot?.enter(waiting)
      const request = call.leaving ? await call.leaving(built) : built
      // A queue hold may have begun meanwhile; by its end, what was built or looked at for this attempt would be out of date.
      const reason = this.#hold.reasonFor(request.route, probe)
      if (reason !== null) return notLeft(reason, request.route)
      const exchange = await this.#exchange(call, request, probe)
      end = exchange.end
      return exchange.result
    } catch (error) {
      if (error instanceof FileUnreadable || waiting.aborted) throw error
      return broken(error)
    } finally {
      slot?.leave(end)
    }
  }

  /** Sends the request and reads what comes back, if anything does. */
  async #exchange<T>(call: Call<T>, request: ApiRequest, probe: Probe | null): Promise<Exchange<T>> {
    const { round } = this.#hold
    const leftAt = this.#hold.left()
    try {
      const answer = await this.#send(request, call)
      const reading = call.read(answer)
      const failure = failureBetween(answer, reading)
      if (failure) return { result: this.#lost(request, leftAt, { failure, httpStatus: answer.status }), end: 'other' }
      this.#hold.answered(request.route)
      return this.#answered(reading, { route: request.route, round, window: call.window }, probe)
    } catch (error) {
      if (!(error instanceof ConnectionLost) || call.signal.aborted) throw error
      const failure = ownFailure('connection-lost')
      return { result: this.#lost(request, leftAt, { failure, httpStatus: null }), end: 'other' }
    }
  }

  #answered<T>(reading: Reading<T>, sent: Sent, probe: Probe | null): Exchange<T> {
    if (reading.ok) {
      probe?.passed?.()
      return { result: { data: reading.data }, end: 'accepted' }
    }
    const { code } = reading.refusal
    const result = this.#refused(reading.refusal, sent)
    // Any other refusal means that Feishu's limits let the call pass.
    if (!result.wasHeld && code !== null && code > 0) probe?.passed?.()
    // One too many of a second says nothing about how many may be in flight; the window waits as long as Feishu says.
    return { result, end: code === feishuCodes.uploadsAtOnce ? 'crowded' : 'other' }
  }

  /** Reports the call's quota wait as its holdup. */
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
    const { waitMs, tryAgainMs } = refusal
    const isClosed = healing === 'repeat' && waitMs !== null && waitMs > longestWaitMs
    if (isClosed) this.#hold.close(route, { failure: causeOfLongWait(failure, route), waitMs, tryAgainMs }, round)
    if (healing === 'hold-queue') this.#hold.stop(failure, round)
    const wasHeld = isClosed || healing === 'hold-queue'
    if (window && !isClosed && waitMs !== null && healing === 'repeat') {
      void window.closeUntil(this.#clock.sleep(waitMs, new AbortController().signal))
    }
    // An internal error, a time-out or an HTML page may answer a call that took effect; a plain refusal does not.
    const mayHaveWorked = healing === 'repeat' && waitMs === null && !withoutEffect.has(refusal.code)
    return { failure, failed: { healing, waitMs }, mayHaveWorked, wasHeld, route }
  }

  /** Neither Feishu nor the gateway answered. */
  #lost(
    request: ApiRequest,
    leftAt: number,
    { failure, httpStatus }: { failure: Failure; httpStatus: number | null },
  ): Miss {
    const { route, parameters, body } = request
    this.#hold.missed(route, leftAt, {
      failure,
      between: { path: pathOf(route, parameters), httpStatus, bodyBytes: bytesOf(body) },
    })
    return {
      failure,
      failed: { healing: 'repeat', waitMs: null },
      mayHaveWorked: true,
      wasHeld: this.#hold.explains(route),
      route,
    }
  }
}

/** The failure of an answer that is neither Feishu's nor the gateway's; null for theirs. */
function failureBetween(answer: ApiAnswer, reading: Reading<unknown>): Failure | null {
  const problem = problemBetween(answer)
  if (problem === null) return null
  const [failure, msg] = reading.ok
    ? [ownFailure(problem), 'success']
    : [failureOf(reading.refusal), reading.refusal.msg]
  return { ...failure, problem, msg: `HTTP ${answer.status}: ${msg}` }
}

/** A queue hold has begun, and the attempt did not leave. */
function notLeft(failure: Failure, route: RouteName): Miss {
  const failed = { healing: 'hold-queue', waitMs: null } as const
  return { failure, failed, mayHaveWorked: false, wasHeld: true, route }
}

/** A bug of ours must fail only this one call, with the error's message, and never stop a whole lane. */
function broken(error: unknown): Miss {
  return {
    failure: ownFailure('unknown-code', error instanceof Error ? error.message : ''),
    failed: { healing: 'none', waitMs: null },
    mayHaveWorked: true,
    wasHeld: false,
    route: null,
  }
}

/** Bytes of the file in a call's body, or of its JSON; the form around a file adds a few hundred. */
function bytesOf(body: ApiBody): number {
  switch (body.kind) {
    case 'none':
      return 0
    case 'json':
      return new TextEncoder().encode(JSON.stringify(body.value)).length
    case 'large-json':
      return body.large.text.size
    case 'multipart':
      return body.file.bytes.size
  }
}
