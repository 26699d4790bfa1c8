import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Clock, Connectivity, Doors } from '../doors.ts'
import { ownFailure } from '../job/failure.ts'
import type { Failure } from '../job/job.ts'
import type { Hold } from '../queue/uploads.ts'
import { BlockedCalls, type Lost, type Probe } from './blocked-calls.ts'
import { kindOfRoute, type CallKind } from './call-kind.ts'

const offline: Hold = { ...ownFailure('offline'), untilMs: null, calls: null }

/** Longest single sleep between two looks at the clock: a timer is late by as long as the computer was asleep. */
const longestSleepMs = 60_000
/** Longest hold that an answer can ask for; after that the queue tries whether calls succeed again. */
const longestClosureMs = 24 * 60 * 60 * 1000

/** Shortest time between two calls that try whether a closure is over already. */
const shortestProbeMs = 5000

/** Why calls are held for a while, and until when. */
interface Refused {
  readonly failure: Failure
  readonly waitMs: number
  /** When one call may try anyway; absent: not before `waitMs`. */
  readonly tryAgainMs?: number | undefined
}

interface Closure {
  /** Of the call that was refused: only such a call can tell whether it still is. */
  readonly route: RouteName
  failure: Failure
  untilMs: number
  /** Infinity: none tries before `untilMs`. */
  tryAtMs: number
  /** Calls of the route that wait, by who waits longest. */
  readonly waiting: Set<(probe: Probe) => void>
  /** The call that is trying now. */
  probe: Probe | null
  readonly controller: AbortController
}

/** The queue hold, of all calls or of some kinds; calls wait here until it ends. */
export class QueueHold {
  readonly #connectivity: Connectivity
  readonly #clock: Clock
  readonly #report: (reason: Hold | null) => void
  #stopped: Hold | null = null
  /** By kind of calls; `all` when an edit was refused. */
  readonly #closed = new Map<CallKind | 'all', Closure>()
  readonly #smallGoByParts: () => boolean
  /** Counts how often a person ended the hold, so that the answer to an earlier call does not start it again. */
  #round = 0
  readonly #waiting = new Set<() => void>()
  readonly #blocked: BlockedCalls

  /** @param smallGoByParts Whether small files need not wait for upload_all alone. */
  constructor(
    { connectivity, clock }: Pick<Doors, 'connectivity' | 'clock'>,
    report: (reason: Hold | null) => void,
    smallGoByParts: () => boolean = () => false,
  ) {
    this.#smallGoByParts = smallGoByParts
    this.#connectivity = connectivity
    this.#clock = clock
    this.#report = report
    this.#blocked = new BlockedCalls({ connectivity, clock }, () => this.#changed())
    connectivity.subscribe(() => this.#changed())
  }

  get reason(): Hold | null {
    return this.#connectivity.isOnline() ? (this.#stopped ?? this.#blocked.reason ?? this.#closedFor()) : offline
  }

  get round(): number {
    return this.#round
  }

  /** Whether work that needs calls of this kind has to wait; without a kind, whether all work has to. */
  holds(kind?: CallKind): boolean {
    return this.#blocked.holds(kind) || this.#isClosed(kind)
  }

  /** The same for a file whose calls are of this kind: a small one may have another way (`SmallByParts`). */
  holdsFile(kind: CallKind): boolean {
    return this.holds(kind) && !(kind === 'whole' && this.#smallGoByParts() && !this.holds('parts'))
  }

  /**
   * Why a call of this route has to wait; null when it may leave.
   *
   * @param probe Its leave to try whether its blocked route is free again.
   */
  reasonFor(route: RouteName, probe: Probe | null = null): Hold | null {
    if (this.#blocked.isShut || this.#isClosed(kindOfRoute[route], probe)) return this.reason
    return probe === null && this.#blocked.isBlocked(route) ? this.reason : null
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
  stop(failure: Failure, round: number): void {
    if (round !== this.#round || this.#stopped) return
    this.#stopped = { ...failure, untilMs: null, calls: null }
    this.#changed()
  }

  /**
   * Holds the route's kind of calls for `waitMs`, since a call of `round` was refused and the others would be too; now and then one
   * call tries before. The latest refusal counts.
   */
  close(route: RouteName, { failure, waitMs, tryAgainMs = Infinity }: Refused, round: number): void {
    const kind = kindOfRoute[route] ?? 'all'
    const known = this.#closed.get(kind)
    if (round !== this.#round || (known && (known.route !== route || !known.probe))) return
    const nowMs = this.#clock.nowMs()
    const untilMs = nowMs + Math.min(waitMs, longestClosureMs)
    const tryAtMs = nowMs + Math.max(shortestProbeMs, tryAgainMs)
    if (known) Object.assign(known, { failure, untilMs, tryAtMs })
    else this.#hold(kind, { route, failure, untilMs, tryAtMs })
    this.#changed()
  }

  goOn(): void {
    this.#round += 1
    this.#stopped = null
    for (const { controller } of this.#closed.values()) controller.abort()
    this.#closed.clear()
    this.#blocked.goOn()
    this.#changed()
  }

  /**
   * Waits until the call is not held.
   *
   * @param route Of the call that waits; null while it is not known: then only a hold of all calls counts.
   * @returns Leave for a probe, when the call's route is blocked and this call is to try whether it still is.
   * @throws The signal's reason, when aborted.
   */
  async over(signal: AbortSignal, route: RouteName | null = null): Promise<Probe | null> {
    for (;;) {
      const early = await this.#untilOpen(signal, route)
      if (route === null || (!early && !this.#blocked.isBlocked(route))) return null
      const probe = early ?? (await this.#blocked.turn(route, signal))
      if (probe && !this.reasonFor(route, probe)) return probe
      probe?.end()
    }
  }

  /** Permission for one call to test whether a closure is over. */
  async #untilOpen(signal: AbortSignal, route: RouteName | null): Promise<Probe | null> {
    const kind = route === null ? undefined : kindOfRoute[route]
    signal.throwIfAborted()
    while (this.#blocked.isShut || this.#isClosed(kind)) {
      const closures = [...this.#closed.values()].filter((closure) => closure.route === route)
      const probe = await new Promise<Probe | null>((resolve) => {
        const take = (given: Probe | null) => {
          this.#waiting.delete(done)
          for (const { waiting } of closures) waiting.delete(take)
          signal.removeEventListener('abort', done)
          resolve(given)
        }
        const done = () => take(null)
        this.#waiting.add(done)
        for (const { waiting } of closures) waiting.add(take)
        signal.addEventListener('abort', done)
      })
      if (signal.aborted) probe?.end()
      signal.throwIfAborted()
      if (probe) return probe
    }
    return null
  }

  #isClosed(kind: CallKind | undefined, probe: Probe | null = null): boolean {
    if (this.#stopped || !this.#connectivity.isOnline()) return true
    const closures = [this.#closed.get('all'), kind && this.#closed.get(kind)]
    return closures.some((closure) => closure !== undefined && (probe === null || closure.probe !== probe))
  }

  #hold(kind: CallKind | 'all', why: Pick<Closure, 'route' | 'failure' | 'untilMs' | 'tryAtMs'>): void {
    const closure: Closure = { ...why, waiting: new Set(), probe: null, controller: new AbortController() }
    this.#closed.set(kind, closure)
    void this.#reopen(kind, closure)
  }

  async #reopen(kind: CallKind | 'all', closure: Closure): Promise<void> {
    const { signal } = closure.controller
    try {
      for (let nowMs = this.#clock.nowMs(); nowMs < closure.untilMs; nowMs = this.#clock.nowMs()) {
        await this.#clock.sleep(Math.min(closure.untilMs - nowMs, closure.tryAtMs - nowMs, longestSleepMs), signal)
        if (this.#clock.nowMs() < closure.tryAtMs) continue
        if (!(await this.#tried(kind, closure))) break
        signal.throwIfAborted()
      }
    } catch {
      // The hold has ended.
      return
    }
    this.#end(kind, closure)
  }

  #end(kind: CallKind | 'all', closure: Closure): void {
    closure.controller.abort()
    this.#closed.delete(kind)
    this.#changed()
  }

  /** Lets one call try; false when none waits for it, so that nothing is left to be held. */
  async #tried(kind: CallKind | 'all', closure: Closure): Promise<boolean> {
    const [next] = closure.waiting
    if (!next) return false
    const { tryAtMs } = closure
    await new Promise<void>((over) => {
      const probe = { end: over, passed: () => this.#end(kind, closure) }
      closure.probe = probe
      next(probe)
    })
    closure.probe = null
    if (closure.tryAtMs === tryAtMs) closure.tryAtMs = this.#clock.nowMs() + longestSleepMs
    return true
  }

  /** Why some calls are held, and which; null where every file has another way. */
  #closedFor(): Hold | null {
    const hasOtherWay = this.#closed.has('whole') && !this.#closed.has('parts') && this.#smallGoByParts()
    const closures = [...this.#closed].filter(([kind]) => kind !== 'whole' || !hasOtherWay)
    const [first] = closures.map(([, closure]) => closure).toSorted((a, b) => a.untilMs - b.untilMs)
    if (!first) return null
    const calls = closures.flatMap(([kind]) => (kind === 'all' ? [] : [kind]))
    return { ...first.failure, untilMs: first.untilMs, calls: this.#closed.has('all') ? null : calls }
  }

  /** Reports the hold again: files of a kind may have lost their other way. */
  report(): void {
    this.#changed()
  }

  #changed(): void {
    this.#report(this.reason)
    for (const done of [...this.#waiting]) done()
  }
}
