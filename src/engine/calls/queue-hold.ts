import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Clock, Connectivity, Doors } from '../doors.ts'
import { ownFailure } from '../job/failure.ts'
import type { Failure } from '../job/job.ts'
import type { Hold } from '../queue/uploads.ts'
import { BlockedCalls, type Lost, type Trial } from './blocked-calls.ts'
import { kindOfRoute, type CallKind } from './call-kind.ts'

const offline: Hold = { ...ownFailure('offline'), untilMs: null, calls: null }

/** Longest single sleep between two looks at the clock: a timer is late by as long as the computer was asleep. */
const longestSleepMs = 60_000
/** Longest hold that an answer can ask for; after that the queue tries whether calls succeed again. */
const longestClosureMs = 24 * 60 * 60 * 1000

interface Closure {
  readonly failure: Failure
  readonly untilMs: number
  readonly controller: AbortController
}

/** The queue hold, of all calls or of some kinds; calls wait here until it ends. */
export class QueueHold {
  readonly #connectivity: Connectivity
  readonly #clock: Clock
  readonly #report: (reason: Hold | null) => void
  #obstacle: Hold | null = null
  /** By kind of calls; `all` when an edit was refused. */
  readonly #closed = new Map<CallKind | 'all', Closure>()
  #closure: Hold | null = null
  /** Counts how often a person ended the hold, so that the answer to an earlier call does not start it again. */
  #round = 0
  readonly #waiting = new Set<() => void>()
  readonly #blocked: BlockedCalls

  constructor({ connectivity, clock }: Pick<Doors, 'connectivity' | 'clock'>, report: (reason: Hold | null) => void) {
    this.#connectivity = connectivity
    this.#clock = clock
    this.#report = report
    this.#blocked = new BlockedCalls({ connectivity, clock }, () => this.#changed())
    connectivity.subscribe(() => this.#changed())
  }

  get reason(): Hold | null {
    return this.#connectivity.isOnline() ? (this.#obstacle ?? this.#blocked.reason ?? this.#closure) : offline
  }

  get round(): number {
    return this.#round
  }

  /** Whether work that needs calls of this kind has to wait; without a kind, whether all work has to. */
  holds(kind?: CallKind): boolean {
    return this.#blocked.holds(kind) || this.#isClosed(kind)
  }

  /**
   * Why a call of this route has to wait; null when it may leave.
   *
   * @param trial Its leave to try whether its blocked route is free again.
   */
  reasonFor(route: RouteName, trial: Trial | null = null): Hold | null {
    if (this.#blocked.isShut || this.#isClosed(kindOfRoute[route])) return this.reason
    return trial === null && this.#blocked.isBlocked(route) ? this.reason : null
  }

  /** Whether a call of this route that got no answer has met what the queue is held for. */
  explains(route: RouteName): boolean {
    return !this.#connectivity.isOnline() || this.#blocked.isBlocked(route)
  }

  /** Called as an attempt leaves; the result is to be given to `missed`. */
  left(): number {
    return this.#blocked.left()
  }

  /** Feishu or the gateway answered a call. */
  answered(route: RouteName): void {
    this.#blocked.answered(route)
  }

  /** An attempt was answered by neither; it may be one too many of its route. */
  missed(route: RouteName, leftAt: number, lost: Lost): void {
    this.#blocked.missed(route, leftAt, lost)
  }

  /** Holds all calls until `goOn`, since a call of `round` was refused for a reason that concerns them all. The first reason stays. */
  stop(obstacle: Failure, round: number): void {
    if (round !== this.#round || this.#obstacle) return
    this.#obstacle = { ...obstacle, untilMs: null, calls: null }
    this.#changed()
  }

  /** Holds the route's kind of calls for `waitMs`, since a call of `round` was refused and the others would be too. */
  close(route: RouteName, failure: Failure, waitMs: number, round: number): void {
    const kind = kindOfRoute[route] ?? 'all'
    if (round !== this.#round || this.#closed.has(kind)) return
    const untilMs = this.#clock.nowMs() + Math.min(waitMs, longestClosureMs)
    const closure = { failure, untilMs, controller: new AbortController() }
    this.#closed.set(kind, closure)
    this.#closuresChanged()
    void this.#reopen(kind, closure)
  }

  goOn(): void {
    this.#round += 1
    this.#obstacle = null
    for (const { controller } of this.#closed.values()) controller.abort()
    this.#closed.clear()
    this.#blocked.goOn()
    this.#closuresChanged()
  }

  /**
   * Waits until the call is not held.
   *
   * @param route Of the call that waits; null while it is not known: then only a hold of all calls counts.
   * @returns Leave for a trial, when the call's route is blocked and this call is to try whether it still is.
   * @throws The signal's reason, when aborted.
   */
  async over(signal: AbortSignal, route: RouteName | null = null): Promise<Trial | null> {
    for (;;) {
      await this.#untilOpen(signal, route === null ? undefined : kindOfRoute[route])
      if (route === null || !this.#blocked.isBlocked(route)) return null
      const trial = await this.#blocked.turn(route, signal)
      if (trial && !this.reasonFor(route, trial)) return trial
      trial?.end()
    }
  }

  async #untilOpen(signal: AbortSignal, kind: CallKind | undefined): Promise<void> {
    signal.throwIfAborted()
    while (this.#blocked.isShut || this.#isClosed(kind)) {
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        this.#waiting.add(done)
        signal.addEventListener('abort', done)
      })
      signal.throwIfAborted()
    }
  }

  #isClosed(kind: CallKind | undefined): boolean {
    if (this.#obstacle || this.#closed.has('all') || !this.#connectivity.isOnline()) return true
    return kind !== undefined && this.#closed.has(kind)
  }

  async #reopen(kind: CallKind | 'all', { untilMs, controller: { signal } }: Closure): Promise<void> {
    try {
      for (let nowMs = this.#clock.nowMs(); nowMs < untilMs; nowMs = this.#clock.nowMs()) {
        await this.#clock.sleep(Math.min(untilMs - nowMs, longestSleepMs), signal)
      }
    } catch {
      // `goOn` has ended the hold.
      return
    }
    this.#closed.delete(kind)
    this.#closuresChanged()
  }

  #closuresChanged(): void {
    const [first] = [...this.#closed.values()].toSorted((a, b) => a.untilMs - b.untilMs)
    const calls = [...this.#closed.keys()].flatMap((kind) => (kind === 'all' ? [] : [kind]))
    this.#closure = first
      ? { ...first.failure, untilMs: first.untilMs, calls: this.#closed.has('all') ? null : calls }
      : null
    this.#changed()
  }

  #changed(): void {
    this.#report(this.reason)
    for (const done of [...this.#waiting]) done()
  }
}
