import type { CallEnd } from '../../contract/concurrency-width.ts'
import { routes, type RouteName } from '../../contract/feishu/routes.ts'
import { Limits, longestClosureMs, type Limit, type LimitedCall } from './limits.ts'
import { CompanyForgotten, probe, type Holders, type Ledger, type WaitingLine, type Usage } from './ledger.ts'
import { callIdOf, type Line } from './line.ts'
import { Month } from './month.ts'
import { afterMonth, notYet, type PutOff } from './put-off.ts'
import { WaitingRoom, type Waiting, type WhyPutOff } from './waiting-room.ts'

/** A call that wants a turn. */
export interface QuotaCall extends LimitedCall {
  /** Key of the person, in however many sessions, who takes turns with others. */
  readonly session: string
  /** Name that the page gave it, to ask for its place in the queue; `null`: none. */
  readonly name: string | null
  /** As `Line.yields`. */
  readonly yields?: true
}

export type Turn =
  | {
      readonly granted: true
      /** A probe: it tries a limit that Feishu refused until later. Call `Quota.reopen` if it is not refused. */
      readonly isProbe: boolean
      /** Call when the headers have been sent. */
      readonly left: () => void
      /** Call once, when the call is over; calls of the same table or upload endpoint wait for it. */
      readonly end: (end: CallEnd) => void
    }
  | PutOff

export interface QuotaDoors {
  readonly nowMs: () => number
  /** Calls `wake` once after the delay; returns a function that cancels it. */
  readonly wakeIn: (delayMs: number, wake: () => void) => () => void
  /** Called when the ledger could not be reached; waiting calls keep waiting. */
  readonly onFailure: (error: unknown) => void
  /** Called when another replica has forgotten the company (`Ledger.isForgotten`). */
  readonly onForgotten?: () => void
}

/** Longest time a call waits here; browsers and proxies give up on a silent answer at about the same time. */
const longestWaitMs = 60_000

/** After a stop, waiting calls are asked to come back this soon: another gateway, or this one restarted, is there by then. */
const stopWaitMs = 2000

/** While calls wait, the ledger is asked at least this often, which shows other replicas that they still wait. */
const longestSleepMs = 1000
const failurePauseMs = 500

/** Lateness that the limits' slack covers. */
const toleratedLatenessMs = 20

/**
 * One company's rate limiter (`Quotas` has one for each). Shares Feishu's limits of one app fairly among sessions: each call waits until all its limits are
 * open. Packages (p-limit, bottleneck) know neither turns by person nor a call under several limits (docs/decisions/0010).
 */
export class Quota {
  readonly limits: Limits
  readonly #ledger: Ledger
  readonly #doors: QuotaDoors
  readonly #room = new WaitingRoom()
  readonly #month: Month
  #forgetWake: (() => void) | undefined
  #serving = false
  #serveAgain = false
  /** Nobody waits here any more: how calls are put off. */
  #over: { readonly waitMs: number; readonly why?: WhyPutOff } | null = null
  /** Granted turns that have not ended. */
  #inFlight = 0
  /** The last attempt to reach the ledger failed. */
  #isAway = false

  constructor(ledger: Ledger, doors: QuotaDoors, limits = new Limits()) {
    this.limits = limits
    this.#ledger = ledger
    this.#doors = doors
    this.#month = new Month(doors.nowMs)
  }

  /** Number of calls that wait at this gateway. */
  get waiting(): number {
    return this.#room.size
  }

  /** Nothing waits or is in flight. What is lost with this object is that the month is used up, at the cost of one call. */
  get isIdle(): boolean {
    return this.#room.size + this.#inFlight === 0 && !this.#serving
  }

  /**
   * Waits for the turn of a call, for a minute at most.
   *
   * @throws The signal's reason, when aborted; the call has then left the queue.
   */
  turn(call: QuotaCall, signal: AbortSignal): Promise<Turn> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(reasonOf(signal))
        return
      }
      const monthWait = isOfPage(call) ? this.#month.waitMs() : 0
      if (typeof monthWait === 'number' && monthWait > 0) {
        resolve(afterMonth(monthWait))
        return
      }
      const limits = this.limits.of(call)
      const settle = () => {
        forgetDeadline()
        signal.removeEventListener('abort', leave)
        this.#room.leave(waiting)
      }
      const putOff: Waiting['putOff'] = (waitMs, why) => {
        settle()
        resolve({ ...notYet, waitMs, storeIsAway: this.#isAway, ...why })
      }
      const leave = () => {
        settle()
        reject(reasonOf(signal))
      }
      const waiting: Waiting = {
        ...call,
        limits,
        id: callIdOf(call.session),
        start: (isProbe) => {
          settle()
          this.#inFlight += 1
          const sinceMs = this.#doors.nowMs()
          const left = () => void this.#left(waiting, this.#doors.nowMs() - sinceMs)
          resolve({
            granted: true,
            isProbe: isProbe || monthWait === 'try',
            left,
            end: (end) => void this.#end(waiting, end),
          })
        },
        putOff,
      }
      const forgetDeadline = this.#doors.wakeIn(longestWaitMs, () =>
        putOff(Math.max(...limits.map(({ spacingMs }) => spacingMs))),
      )
      if (this.#over) {
        putOff(this.#over.waitMs, this.#over.why)
        return
      }
      this.#room.join(waiting)
      signal.addEventListener('abort', leave, { once: true })
      this.#serve()
    })
  }

  /**
   * After Feishu refused a call as one too many: no further one starts for `waitMs`, or for `longestClosureMs`, after which one
   * call finds out whether the limit is still closed; the others are answered with Feishu's wait. Never rejects.
   */
  async close(call: LimitedCall, which: 'endpoint' | 'document', waitMs: number): Promise<void> {
    const document = which === 'document' ? this.limits.document(call) : null
    const boundedMs = Math.min(longestClosureMs, Math.max(0, waitMs))
    const closure = { forMs: boundedMs, refusedForMs: waitMs > boundedMs ? waitMs : 0 }
    await this.#reach(this.#ledger.close(document ?? this.limits.endpoint(call.route), closure))
  }

  /**
   * After Feishu refused a call because the month's calls are used up: those that wait are refused too, and later ones until one
   * may try.
   */
  closeMonth(): void {
    this.#month.usedUp()
    const waiting = this.#room.lines.filter(isOfPage).flatMap(({ calls }) => calls)
    for (const call of waiting) call.putOff(longestClosureMs, { monthIsUsedUp: true })
  }

  /** After Feishu did not refuse a probe as one too many: the calls go on. Never rejects. */
  async reopen(call: LimitedCall): Promise<void> {
    this.#month.goesOn()
    await this.#reach(this.#ledger.reopen(this.limits.of(call)))
    this.#serve()
  }

  /** @throws When the ledger cannot be reached. */
  usage(routes: readonly RouteName[]): Promise<readonly Usage[]> {
    return this.#ledger.usage(routes)
  }

  /** @throws When the ledger cannot be reached. */
  crowd(): Promise<readonly WaitingLine[]> {
    return this.#ledger.crowd(this.#room.lines)
  }

  /** @throws When the ledger cannot be reached. */
  holders(limit: Limit): Promise<Holders> {
    return this.#ledger.holders(limit)
  }

  /** Ends waiting: waiting calls are asked to come back, those in flight go on. */
  stop(): void {
    this.#endWaiting(stopWaitMs)
  }

  /** Ends waiting, since the company left. Calls in flight go on. */
  forget(): void {
    this.#endWaiting(0, { isForgotten: true })
  }

  /** Asks whether another replica has forgotten the company; `onForgotten` says so. Never rejects. */
  async look(): Promise<void> {
    if ((await this.#reach(this.#ledger.isForgotten())) === true) this.#doors.onForgotten?.()
  }

  #endWaiting(waitMs: number, why?: WhyPutOff): void {
    this.#over = { waitMs, ...(why && { why }) }
    for (const { calls } of this.#room.lines) for (const call of [...calls]) call.putOff(waitMs, why)
  }

  /** A call sent late, after waiting for a token or connection, must keep its distance to the next. */
  async #left(call: Waiting, latenessMs: number): Promise<void> {
    if (latenessMs <= toleratedLatenessMs) return
    const limits = call.limits.map((limit) => ({
      ...limit,
      spacingMs: Math.max(0, limit.spacingMs - toleratedLatenessMs),
    }))
    await this.#reach(this.#ledger.space(limits))
  }

  async #end(call: Waiting, end: CallEnd): Promise<void> {
    this.#inFlight -= 1
    const limited = call.limits.filter(({ atOnce }) => atOnce !== null)
    if (limited.length === 0) return
    await this.#reach(this.#ledger.end(call.id, limited, end))
    this.#serve()
  }

  /** Asks the ledger, one request at a time; a call that comes meanwhile makes it ask again. */
  #serve(): void {
    this.#serveAgain = true
    if (this.#serving) return
    this.#serving = true
    this.#forgetWake?.()
    void this.#serveAll().then((sleepMs) => {
      this.#serving = false
      if (this.#serveAgain) this.#serve()
      else if (this.#room.size > 0) this.#forgetWake = this.#doors.wakeIn(sleepMs, () => this.#serve())
    })
  }

  async #serveAll(): Promise<number> {
    let sleepMs = longestSleepMs
    while (this.#serveAgain && this.#room.size > 0) {
      this.#serveAgain = false
      sleepMs = longestSleepMs
      const { lines } = this.#room
      const firsts = lines.map(({ calls }) => calls[0])
      const waits = await this.#reach(this.#ledger.take(lines))
      if (!waits) return failurePauseMs
      for (const [at, line] of lines.entries()) {
        const waitMs = waits[at] ?? longestSleepMs
        if (waitMs === 0 || waitMs === probe) this.#start(line, firsts[at], waitMs === probe)
        else if (waitMs > longestWaitMs) await this.#putOff(line, waitMs)
        else sleepMs = Math.min(sleepMs, waitMs)
      }
    }
    this.#serveAgain = false
    return sleepMs
  }

  async #putOff({ calls, route, limits }: Line<Waiting>, waitMs: number): Promise<void> {
    const [usage] = (await this.#reach(this.#ledger.usage([route]))) ?? []
    const dayIsUsedUp = limits.some(({ perDay }) => perDay !== null && (usage?.usedToday ?? 0) >= perDay)
    const refusedForMs = (await this.#reach(this.#ledger.refusedForMs(limits))) ?? 0
    for (const call of [...calls]) call.putOff(waitMs, { dayIsUsedUp, refusedForMs })
  }

  #start({ calls, limits }: Line<Waiting>, first: Waiting | undefined, isProbe: boolean): void {
    if (first && calls[0] === first) first.start(isProbe)
    // The call was aborted while the ledger was asked.
    else if (first) void this.#reach(this.#ledger.end(first.id, limits, 'other'))
    this.#serveAgain = true
  }

  async #reach<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      const answered = await answer
      this.#isAway = false
      return answered
    } catch (error) {
      if (error instanceof CompanyForgotten) {
        this.#doors.onForgotten?.()
        return undefined
      }
      this.#isAway = true
      this.#doors.onFailure(error)
      return undefined
    }
  }
}

/** The gateway's own calls, as for tokens, are not counted by Feishu as the company's (docs/feishu.md, U43). */
function isOfPage({ route }: Pick<LimitedCall, 'route'>): boolean {
  return routes[route].caller === 'page'
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('The caller went away')
}
