import { randomUUID } from 'node:crypto'
import type { CallEnd } from '../../contract/concurrency-width.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import { Limits, type LimitedCall } from './limits.ts'
import type { Ledger, Standing, Usage } from './ledger.ts'
import type { Line } from './line.ts'
import { WaitingRoom, type Waiting } from './waiting-room.ts'

/** A call about to be made. */
export interface QuotaCall extends LimitedCall {
  readonly session: string
  /** What the page calls it, so that it can ask for its place; `null`: it does not care. */
  readonly name: string | null
}

export type Turn =
  | {
      readonly granted: true
      /** To be called when the call's headers are on the wire. */
      readonly left: () => void
      /** To be called when the call is over, once; calls of the same table or upload endpoint wait for it. */
      readonly end: (end: CallEnd) => void
    }
  /** The wait is too long; `waitMs` is when to ask again. `storeIsAway`: nobody could look whether it was the call's turn. */
  | { readonly granted: false; readonly waitMs: number; readonly dayIsUsedUp: boolean; readonly storeIsAway: boolean }

export interface QuotaDoors {
  readonly nowMs: () => number
  /** Calls back once, later; returns the way to forget it. */
  readonly wakeIn: (delayMs: number, wake: () => void) => () => void
  /** The account could not be reached; waiting calls go on waiting. */
  readonly onTrouble: (error: unknown) => void
}

/** Longest a call is held; browsers and proxies give up on a silent answer after about as long. */
const longestWaitMs = 60_000

/** How soon calls that were held come back after a stop: by then another gateway, or this one anew, is there. */
const stopWaitMs = 2000

/** The account is asked this often while calls wait, so that other replicas know that they still do. */
const longestSleepMs = 1000
const troublePauseMs = 500

/** What the limits' slack covers by itself; and where all calls are as late as this, none comes closer to another. */
const toleratedLatenessMs = 20

/** What Feishu lets one app do, handed out fairly: each call waits until all limits it needs are open. */
export class Quota {
  readonly limits: Limits
  readonly #ledger: Ledger
  readonly #doors: QuotaDoors
  readonly #room = new WaitingRoom()
  #forgetWake: (() => void) | undefined
  #serving = false
  #serveAgain = false
  #stopped = false
  /** The account could not be reached when it was last asked. */
  #isAway = false

  constructor(ledger: Ledger, doors: QuotaDoors, limits = new Limits()) {
    this.limits = limits
    this.#ledger = ledger
    this.#doors = doors
  }

  /** Calls that wait at this gateway. */
  get waiting(): number {
    return this.#room.size
  }

  /**
   * Waits for the turn of a call.
   *
   * @throws The signal's reason, when whoever asked went away; the place in the queue is free again.
   */
  turn(call: QuotaCall, signal: AbortSignal): Promise<Turn> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(reasonOf(signal))
        return
      }
      const limits = this.limits.of(call)
      const settle = () => {
        forgetDeadline()
        signal.removeEventListener('abort', leave)
        this.#room.leave(waiting)
      }
      const putOff = (waitMs: number, dayIsUsedUp = false) => {
        settle()
        resolve({ granted: false, waitMs, dayIsUsedUp, storeIsAway: this.#isAway })
      }
      const leave = () => {
        settle()
        reject(reasonOf(signal))
      }
      const waiting: Waiting = {
        ...call,
        limits,
        id: randomUUID(),
        start: () => {
          settle()
          const sinceMs = this.#doors.nowMs()
          const left = () => void this.#left(waiting, this.#doors.nowMs() - sinceMs)
          resolve({ granted: true, left, end: (end) => void this.#end(waiting, end) })
        },
        putOff,
      }
      const forgetDeadline = this.#doors.wakeIn(longestWaitMs, () =>
        putOff(Math.max(...limits.map(({ spacingMs }) => spacingMs))),
      )
      if (this.#stopped) {
        putOff(stopWaitMs)
        return
      }
      this.#room.join(waiting)
      signal.addEventListener('abort', leave, { once: true })
      this.#serve()
    })
  }

  /** Feishu refused a call as one too many: no further one leaves before `waitMs` are over. Never rejects. */
  async close(call: LimitedCall, which: 'endpoint' | 'document', waitMs: number): Promise<void> {
    const document = which === 'document' ? this.limits.document(call) : null
    await this.#reach(this.#ledger.close(document ?? this.limits.endpoint(call.route), waitMs))
  }

  /** @throws When the account can not be reached. */
  usage(routes: readonly RouteName[]): Promise<readonly Usage[]> {
    return this.#ledger.usage(routes)
  }

  /** @throws When the account can not be reached. */
  crowd(): Promise<readonly Standing[]> {
    return this.#ledger.crowd(this.#room.lines)
  }

  /** Holds no call any longer: those that wait are told to come back, those in flight go on. */
  stop(): void {
    this.#stopped = true
    for (const { calls } of this.#room.lines) for (const call of [...calls]) call.putOff(stopWaitMs)
  }

  /** Where a token or a connection came late, so did the call, and the next one must not come close behind it. */
  async #left(call: Waiting, latenessMs: number): Promise<void> {
    if (latenessMs <= toleratedLatenessMs) return
    const limits = call.limits.map((limit) => ({
      ...limit,
      spacingMs: Math.max(0, limit.spacingMs - toleratedLatenessMs),
    }))
    await this.#reach(this.#ledger.space(limits))
  }

  async #end(call: Waiting, end: CallEnd): Promise<void> {
    const limited = call.limits.filter(({ atOnce }) => atOnce !== null)
    if (limited.length === 0) return
    await this.#reach(this.#ledger.end(call.id, limited, end))
    this.#serve()
  }

  /** One question at a time: what comes up meanwhile is asked right after. */
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
      if (!waits) return troublePauseMs
      for (const [at, line] of lines.entries()) {
        const waitMs = waits[at] ?? longestSleepMs
        if (waitMs === 0) this.#start(line, firsts[at])
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
    for (const call of [...calls]) call.putOff(waitMs, dayIsUsedUp)
  }

  #start({ calls, limits }: Line<Waiting>, first: Waiting | undefined): void {
    if (first && calls[0] === first) first.start()
    // It went away while its turn was on the way.
    else if (first) void this.#reach(this.#ledger.end(first.id, limits, 'other'))
    this.#serveAgain = true
  }

  async #reach<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      const answered = await answer
      this.#isAway = false
      return answered
    } catch (error) {
      this.#isAway = true
      this.#doors.onTrouble(error)
      return undefined
    }
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('The caller went away')
}
