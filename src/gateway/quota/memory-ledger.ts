import { widthAfter, type CallEnd, type ConcurrencyWidth } from '../../contract/concurrency-width.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import { beijingDayEndsAtMs, beijingDayOf } from './beijing-day.ts'
import type { DayCount } from './kept-day-count.ts'
import { firstWidth, probeSpacingMs, shareOf, widest, type Limit } from './limits.ts'
import { probe, type Holders, type Ledger, type LimitClosure, type WaitingLine, type Usage } from './ledger.ts'
import { countBySession, rankOf, sessionOfCall, turnKey, type Line } from './line.ts'

/** Most last turns remembered; the oldest is forgotten first. */
const rememberedTurns = 5000
/** Most limits remembered; beyond that, open ones are forgotten. */
const rememberedLimits = 2000

/** The end of a call wakes the queue; this is a fallback. */
const lookAgainMs = 1000

/** The clocks of a memory ledger. */
export interface LedgerClocks {
  /** Monotonic: setting the computer's clock must not change the spacing of calls. */
  readonly nowMs: () => number
  /** Wall clock, for the day; a monotonic clock stops while the machine sleeps. */
  readonly dateMs: () => number
}

/** The ledger of a single gateway, in memory. */
export class MemoryLedger implements Ledger {
  readonly #clocks: LedgerClocks
  readonly #onCounted: () => void
  readonly #opensAtMs = new Map<string, number>()
  readonly #closedUntilMs = new Map<string, number>()
  /** How long Feishu said that it refuses calls, where that is longer than the limit is closed. */
  readonly #refusedUntilMs = new Map<string, number>()
  readonly #lastTurn = new Map<string, number>()
  /** Calls in flight, by limit. */
  readonly #running = new Map<string, Set<string>>()
  /** How many of them are whose, by limit and session: each line that waits asks for it. */
  readonly #held = new Map<string, number>()
  readonly #width = new Map<string, ConcurrencyWidth>()
  #today: { day: number; readonly calls: Map<string, number> }
  #turn = 0

  /** @param onCounted Called for each call that the day's count has one more of. */
  constructor(clocks: LedgerClocks, kept?: DayCount, onCounted: () => void = () => undefined) {
    this.#clocks = clocks
    this.#onCounted = onCounted
    this.#today = { day: kept?.day ?? 0, calls: new Map(Object.entries(kept?.calls ?? {})) }
  }

  take(lines: readonly Line[]): Promise<readonly number[]> {
    const nowMs = this.#clocks.nowMs()
    const started = new Map<Line, number>()
    for (let next = this.#next(lines, started, nowMs); next; next = this.#next(lines, started, nowMs)) {
      started.set(next, this.#isRefused(next, nowMs) ? probe : 0)
      this.#start(next, nowMs)
    }
    this.#forget(nowMs)
    return Promise.resolve(
      lines.map((line) => started.get(line) ?? Math.max(1, this.#startsAt(line, lines, started) - nowMs)),
    )
  }

  end(call: string, limits: readonly Limit[], end: CallEnd): Promise<void> {
    for (const { name, atOnce } of limits) {
      const running = this.#running.get(name)
      if (!running?.has(call)) continue
      if (atOnce === 'found-out') this.#width.set(name, widthAfter(this.#widthOf(name), end, running.size, widest))
      running.delete(call)
      this.#hold(name, sessionOfCall(call), -1)
      if (running.size === 0) this.#running.delete(name)
    }
    return Promise.resolve()
  }

  space(limits: readonly Limit[]): Promise<void> {
    for (const limit of limits) this.#opensFrom(limit, this.#clocks.nowMs() + limit.spacingMs)
    return Promise.resolve()
  }

  close(limit: Limit, { forMs, refusedForMs }: LimitClosure): Promise<void> {
    const nowMs = this.#clocks.nowMs()
    const closedUntilMs = this.#closedUntilMs.get(limit.name) ?? 0
    // While it is closed, refusals belong to calls that left earlier and say nothing new.
    const before = closedUntilMs > nowMs ? (this.#refusedUntilMs.get(limit.name) ?? 0) : 0
    this.#refusedUntilMs.set(limit.name, Math.max(before, nowMs + refusedForMs))
    this.#opensFrom(limit, nowMs + forMs)
    this.#closedUntilMs.set(limit.name, Math.max(closedUntilMs, nowMs + forMs))
    return Promise.resolve()
  }

  reopen(limits: readonly Limit[]): Promise<void> {
    const nowMs = this.#clocks.nowMs()
    for (const { name, spacingMs } of limits) {
      if (!this.#refusedUntilMs.delete(name)) continue
      this.#opensAtMs.set(name, Math.min(this.#opensAtMs.get(name) ?? 0, nowMs + spacingMs))
    }
    return Promise.resolve()
  }

  refusedForMs(limits: readonly Limit[]): Promise<number> {
    const nowMs = this.#clocks.nowMs()
    return Promise.resolve(Math.max(0, ...limits.map(({ name }) => (this.#refusedUntilMs.get(name) ?? 0) - nowMs)))
  }

  usage(routes: readonly RouteName[]): Promise<readonly Usage[]> {
    const nowMs = this.#clocks.nowMs()
    return Promise.resolve(
      routes.map((route) => {
        const closedForMs = (this.#closedUntilMs.get(route) ?? 0) - nowMs
        return {
          route,
          usedToday: this.#callsOfToday().get(route) ?? 0,
          dayEndsInMs: this.#dayEndsInMs(),
          closedForMs: closedForMs > 0 ? closedForMs : null,
        }
      }),
    )
  }

  crowd(lines: readonly Line[]): Promise<readonly WaitingLine[]> {
    return Promise.resolve(lines.map((line) => ({ ...line, lastTurn: this.#rankOf(line) })))
  }

  holders({ name, atOnce }: Limit): Promise<Holders> {
    const width = atOnce === 'found-out' ? this.#widthOf(name).width : (atOnce ?? Infinity)
    return Promise.resolve({ width, bySession: countBySession(this.#running.get(name) ?? []) })
  }

  /** There are no others that could do it: `MemoryLedgers.forget` takes another ledger. */
  isForgotten(): Promise<boolean> {
    return Promise.resolve(false)
  }

  check(): Promise<void> {
    return Promise.resolve()
  }

  /** Today's counts, for the next process. */
  dayCount(): DayCount {
    const calls = this.#callsOfToday()
    return { day: this.#today.day, calls: Object.fromEntries(calls) }
  }

  /** Besides the day's count it knows nothing that still matters: no call is in flight and no limit closed. */
  get isAtRest(): boolean {
    const nowMs = this.#clocks.nowMs()
    const ends = [this.#opensAtMs, this.#closedUntilMs, this.#refusedUntilMs].flatMap((times) => [...times.values()])
    return this.#running.size === 0 && ends.every((atMs) => atMs <= nowMs)
  }

  /** The next line to start; of equals the one that waits longest. */
  #next(lines: readonly Line[], started: ReadonlyMap<Line, unknown>, nowMs: number): Line | undefined {
    let next: Line | undefined
    let nextTurn = Infinity
    for (const line of lines) {
      const turn = this.#rankOf(line)
      if (turn >= nextTurn || started.has(line) || this.#startsAt(line, lines, started) > nowMs) continue
      next = line
      nextTurn = turn
    }
    return next
  }

  #rankOf(line: Line): number {
    return rankOf(line, this.#lastTurn.get(turnKey(line)) ?? -1)
  }

  /** When its limits are open, and it does not hold its share of a width that others wait for; those that yield to it do not count. */
  #startsAt(line: Line, lines: readonly Line[], started: ReadonlyMap<Line, unknown>): number {
    const nowMs = this.#clocks.nowMs()
    const isOver = line.limits.some(
      (limit) =>
        limit.atOnce === 'found-out' &&
        (this.#held.get(heldKey(limit.name, line.session)) ?? 0) >= shareOf(this.#widthOf(limit.name).width) &&
        lines.some(
          (other) =>
            other.session !== line.session &&
            !(other.yields && !line.yields) &&
            other.calls.length > (started.has(other) ? 1 : 0) &&
            other.limits.some(({ name }) => name === limit.name),
        ),
    )
    const opensAtMs = this.#opensAt(line, nowMs)
    return isOver ? Math.max(opensAtMs, nowMs + lookAgainMs) : opensAtMs
  }

  #start(line: Line, nowMs: number): void {
    const [call] = line.calls
    const key = turnKey(line)
    // Deleted first, so that the map stays in the order of turns.
    this.#lastTurn.delete(key)
    this.#lastTurn.set(key, this.#turn)
    this.#turn += 1
    for (const limit of line.limits) {
      const { name, spacingMs, perDay, atOnce } = limit
      this.#opensFrom(limit, nowMs + (this.#isRefused({ limits: [limit] }, nowMs) ? probeSpacingMs : spacingMs))
      const today = this.#callsOfToday()
      if (perDay !== null) {
        today.set(name, (today.get(name) ?? 0) + 1)
        this.#onCounted()
      }
      if (atOnce === null || !call) continue
      this.#running.set(name, (this.#running.get(name) ?? new Set()).add(call.id))
      this.#hold(name, sessionOfCall(call.id), 1)
    }
  }

  #hold(limit: string, session: string, calls: 1 | -1): void {
    const key = heldKey(limit, session)
    const held = (this.#held.get(key) ?? 0) + calls
    if (held === 0) this.#held.delete(key)
    else this.#held.set(key, held)
  }

  #isRefused({ limits }: Pick<Line, 'limits'>, nowMs: number): boolean {
    return limits.some(({ name }) => (this.#refusedUntilMs.get(name) ?? 0) > nowMs)
  }

  #opensFrom({ name }: Limit, atMs: number): void {
    this.#opensAtMs.set(name, Math.max(this.#opensAtMs.get(name) ?? 0, atMs))
  }

  #opensAt({ limits }: Line, nowMs: number): number {
    return Math.max(...limits.map((limit) => this.#limitOpensAt(limit, nowMs)))
  }

  #limitOpensAt({ name, perDay, atOnce }: Limit, nowMs: number): number {
    const opensAtMs = this.#opensAtMs.get(name) ?? 0
    if (perDay !== null && (this.#callsOfToday().get(name) ?? 0) >= perDay) return nowMs + this.#dayEndsInMs()
    const width = atOnce === 'found-out' ? this.#widthOf(name).width : (atOnce ?? Infinity)
    return (this.#running.get(name)?.size ?? 0) >= width ? Math.max(opensAtMs, nowMs + lookAgainMs) : opensAtMs
  }

  #widthOf(name: string): ConcurrencyWidth {
    return this.#width.get(name) ?? firstWidth
  }

  #callsOfToday(): Map<string, number> {
    const day = beijingDayOf(this.#clocks.dateMs())
    if (day > this.#today.day) this.#today = { day, calls: new Map() }
    // The clock had run ahead past midnight and was set back: those calls belong to today.
    else this.#today.day = day
    return this.#today.calls
  }

  #dayEndsInMs(): number {
    const dateMs = this.#clocks.dateMs()
    return beijingDayEndsAtMs(dateMs) - dateMs
  }

  #forget(nowMs: number): void {
    for (const longestAgo of this.#lastTurn.keys()) {
      if (this.#lastTurn.size <= rememberedTurns) break
      this.#lastTurn.delete(longestAgo)
    }
    for (const times of [this.#opensAtMs, this.#closedUntilMs, this.#refusedUntilMs]) {
      if (times.size <= rememberedLimits) continue
      for (const [name, atMs] of times) if (atMs <= nowMs) times.delete(name)
    }
  }
}

function heldKey(limit: string, session: string): string {
  return `${limit} ${session}`
}
