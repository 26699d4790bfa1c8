import { problemOfStatusBetween } from '../../contract/own-api/between.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Clock, Connectivity, Doors, WhoAnswers } from '../doors.ts'
import { ownFailure } from '../job/failure.ts'
import type { Failure } from '../job/job.ts'
import type { Between, Hold } from '../queue/uploads.ts'
import { kindOfRoute, type CallKind } from './call-kind.ts'

/**
 * Consecutive misses of a route after which the gateway is asked who answers. Each attempt left after the previous miss was known.
 */
const missesUntilAsked = 2
/** Misses until a route counts as blocked although the gateway answers. */
const missesUntilBlocked = 3

/** Longer than any pause of the retry policy: by then the call that met the block waits here. */
const firstProbeMs = 15_000
const longestTrialMs = 60_000
const firstQuestionMs = 2000
const longestQuestionMs = 30_000

/** How an attempt ended that neither Feishu nor the gateway answered. */
export interface Lost {
  readonly failure: Failure
  readonly between: Between
}

/** Permission for one call, of a blocked route or of a kind that Feishu refuses until later, to test whether it succeeds again. */
export interface Probe {
  /** Call when Feishu answered without refusing it as one too many. */
  readonly passed?: () => void
  /** Call once the attempt is over, whatever its result. */
  readonly end: () => void
}

interface Misses {
  readonly count: number
  /** When the last one was known. */
  readonly at: number
}

interface Block {
  lost: Lost
  /** Calls of the route that wait, by who waits longest. */
  readonly waiting: Set<(probe: Probe | null) => void>
  readonly controller: AbortController
}

interface Shut {
  reason: Hold
  readonly controller: AbortController
}

/**
 * A circuit breaker for each route: detects when calls get no answer from the gateway, and when they do again.
 *
 * A route is blocked while the gateway answers but calls of this route get no answer; single calls then test it periodically. The
 * way is shut while not even the gateway answers; then only the gateway is asked.
 */
export class BlockedCalls {
  readonly #connectivity: Connectivity
  readonly #clock: Clock
  readonly #changed: () => void
  /** Counts attempts that left and misses that were known, in one order. */
  #moment = 0
  readonly #misses = new Map<RouteName, Misses>()
  readonly #blocks = new Map<RouteName, Block>()
  #shut: Shut | null = null
  #blocked: Hold | null = null
  #isAsking = false

  constructor({ connectivity, clock }: Pick<Doors, 'connectivity' | 'clock'>, changed: () => void) {
    this.#connectivity = connectivity
    this.#clock = clock
    this.#changed = changed
  }

  get reason(): Hold | null {
    return this.#shut?.reason ?? this.#blocked
  }

  /** Whether no call can come through. */
  get isShut(): boolean {
    return this.#shut !== null
  }

  isBlocked(route: RouteName): boolean {
    return this.#shut !== null || this.#blocks.has(route)
  }

  /** Whether new work of this kind is of no use; without a kind, whether any work is. */
  holds(kind?: CallKind): boolean {
    if (this.#shut) return true
    return [...this.#blocks.keys()].some((route) => {
      const blocked = kindOfRoute[route]
      return blocked === undefined || blocked === kind
    })
  }

  /** Called as an attempt leaves; the result is to be given to `missed`. */
  left(): number {
    this.#moment += 1
    return this.#moment
  }

  /** Feishu or the gateway answered a call. */
  answered(route: RouteName): void {
    this.#misses.delete(route)
    this.#open()
    const block = this.#blocks.get(route)
    if (block) this.#end(route, block)
  }

  /** An attempt that left at `leftAt` was not answered by Feishu or the gateway. */
  missed(route: RouteName, leftAt: number, lost: Lost): void {
    const { count, at } = this.#misses.get(route) ?? { count: 0, at: 0 }
    // Of calls lost at the same time only one counts, since a short outage proves nothing.
    if (leftAt < at || !this.#connectivity.isOnline()) return
    this.#moment += 1
    const misses = { count: count + 1, at: this.#moment }
    this.#misses.set(route, misses)
    const block = this.#blocks.get(route)
    if (block) this.#update(block, lost)
    else if (misses.count >= missesUntilAsked && !this.#shut) void this.#ask(route, misses, lost)
  }

  /** Lets all calls leave, at a person's request; a single miss then holds them again. */
  goOn(): void {
    this.#moment += 1
    for (const [route, { count }] of this.#misses) this.#misses.set(route, { count, at: this.#moment })
    this.#open()
    for (const [route, block] of this.#blocks) this.#end(route, block)
  }

  /**
   * Waits until the route is not blocked, or this call is to try whether it still is.
   *
   * @throws The signal's reason, when aborted.
   */
  turn(route: RouteName, signal: AbortSignal): Promise<Probe | null> {
    const block = this.#blocks.get(route)
    if (!block) return Promise.resolve(null)
    return new Promise((resolve, reject) => {
      const take = (probe: Probe | null) => {
        signal.removeEventListener('abort', leave)
        resolve(probe)
      }
      const leave = () => {
        block.waiting.delete(take)
        reject(signal.reason as Error)
      }
      block.waiting.add(take)
      signal.addEventListener('abort', leave)
    })
  }

  async #ask(route: RouteName, misses: Misses, lost: Lost): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    const who = await this.#connectivity.whoAnswers()
    this.#isAsking = false
    // An answer came meanwhile, or a person let the calls go on.
    const now = this.#misses.get(route)
    if (!now || now.at < misses.at || !this.#connectivity.isOnline()) return
    if (who.is !== 'gateway') this.#shutFor(who, lost)
    else if (now.count >= missesUntilBlocked) this.#block(route, lost)
  }

  #block(route: RouteName, lost: Lost): void {
    const block = { lost, waiting: new Set<(probe: Probe | null) => void>(), controller: new AbortController() }
    this.#blocks.set(route, block)
    this.#blocksChanged()
    void this.#tryNowAndThen(route, block)
  }

  async #tryNowAndThen(route: RouteName, block: Block): Promise<void> {
    const { waiting, controller } = block
    for (let delayMs = firstProbeMs; ; delayMs = Math.min(longestTrialMs, delayMs * 2)) {
      if (!(await this.#slept(delayMs, controller.signal))) return
      const [next] = waiting
      if (!next) {
        this.#end(route, block)
        return
      }
      waiting.delete(next)
      await new Promise<void>((over) => next({ end: over }))
      if (controller.signal.aborted) return
    }
  }

  #end(route: RouteName, { waiting, controller }: Block): void {
    this.#blocks.delete(route)
    controller.abort()
    this.#blocksChanged()
    for (const next of waiting) next(null)
  }

  /** A block is described by the failure of its last probe. */
  #update(block: Block, lost: Lost): void {
    const before = block.lost
    block.lost = lost
    const isNew =
      before.failure.problem !== lost.failure.problem || before.between.httpStatus !== lost.between.httpStatus
    if (isNew) this.#blocksChanged()
  }

  #blocksChanged(): void {
    const [first] = this.#blocks.values()
    const kinds = [...new Set([...this.#blocks.keys()].map((route) => kindOfRoute[route]))]
    const calls = kinds.flatMap((kind) => kind ?? [])
    this.#blocked = first
      ? { ...blockedFor(first.lost), between: first.lost.between, calls: calls.length < kinds.length ? null : calls }
      : null
    this.#changed()
  }

  #shutFor(who: WhoAnswers, lost: Lost): void {
    if (this.#shut) return
    const shut = { reason: shutBy(who, lost), controller: new AbortController() }
    this.#shut = shut
    this.#changed()
    void this.#askAgain(shut, lost)
  }

  async #askAgain(shut: Shut, lost: Lost): Promise<void> {
    const { signal } = shut.controller
    for (let delayMs = firstQuestionMs; ; delayMs = Math.min(longestQuestionMs, delayMs * 2)) {
      if (!(await this.#slept(delayMs, signal))) return
      const who = await this.#connectivity.whoAnswers()
      if (signal.aborted) return
      if (who.is === 'gateway') {
        this.#open()
        return
      }
      const reason = shutBy(who, lost)
      if (reason.problem === shut.reason.problem) continue
      shut.reason = reason
      this.#changed()
    }
  }

  #open(): void {
    if (!this.#shut) return
    this.#shut.controller.abort()
    this.#shut = null
    this.#changed()
  }

  /** Whether the time has passed; false when aborted before. */
  async #slept(delayMs: number, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#clock.sleep(delayMs, signal)
      return true
    } catch {
      return false
    }
  }
}

/** While the gateway answers, the reason for a missing answer is not a lost connection. */
function blockedFor({ failure }: Lost): Omit<Hold, 'calls' | 'between'> {
  return { ...(failure.problem === 'connection-lost' ? ownFailure('call-blocked') : failure), untilMs: null }
}

function shutBy(who: WhoAnswers, { failure, between }: Lost): Hold {
  if (who.is === 'nobody') {
    return {
      ...ownFailure('nothing-answers'),
      untilMs: null,
      calls: null,
      between: { path: null, httpStatus: null, bodyBytes: null },
    }
  }
  const httpStatus = who.is === 'other' ? who.httpStatus : null
  const said = failure.problem === 'connection-lost' ? null : failure
  const problem = problemOfStatusBetween(httpStatus)
  return {
    ...(said?.problem === problem ? said : ownFailure(problem, httpStatus === null ? '' : `HTTP ${httpStatus}`)),
    untilMs: null,
    calls: null,
    between: { path: null, httpStatus: httpStatus ?? between.httpStatus, bodyBytes: null },
  }
}
