import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { widthAfter, type CallEnd, type ConcurrencyWidth } from '../../contract/concurrency-width.ts'
import { routes, type RouteName } from '../../contract/feishu/routes.ts'
import { beijingDayEndsAtMs, beijingDayOf, beijingDayZeroMs } from './beijing-day.ts'
import { firstWidth, longestClosureMs, probeSpacingMs, widest, type Limit } from './limits.ts'
import {
  CompanyForgotten,
  type Holders,
  type Ledger,
  type LimitClosure,
  type WaitingLine,
  type Usage,
} from './ledger.ts'
import { countBySession, rankOf, turnKey, type Line, type WaitingCall } from './line.ts'
import { ledgerSteps as steps } from './ledger-steps.lua.ts'
import { theApp, type Company } from './quotas.ts'
import { forgotten, takeTurns } from './take-turns.lua.ts'
import { checkRedis, type SharedRedis } from '../stores/redis.ts'
import { RedisScript } from '../stores/redis-script.ts'

/** When the first in line does not start within this time after its limit opened, the next one may. */
const graceMs = 40
/** A replica whose lines are older than this no longer counts as waiting. Replicas renew them every second (quota.ts). */
const aliveMs = 2000
/** How long a call in flight counts after its replica died. */
const leaseMs = 15_000

/** How often `renew` must be called. */
export const renewEveryMs = 5000

/** Parts of the keys, in the order in which all scripts take them. */
const parts = ['lanes', 'closed', 'turns', 'waiting', 'running', 'today', 'widths', 'refused', 'left'] as const

const take = new RedisScript(takeTurns)

const Taken = v.tuple([v.string(), v.array(v.number())])
const Ended = v.array(v.tuple([v.number(), v.number(), v.nullable(v.string())]))
const Told = v.tuple([v.number(), v.array(v.string())])
const Held = v.tuple([v.array(v.string()), v.nullable(v.string())])
const WaitingRecord = v.object({
  at: v.number(),
  lines: v.array(
    v.object({
      session: v.string(),
      route: v.custom<RouteName>((route) => typeof route === 'string' && Object.hasOwn(routes, route)),
      lanes: v.array(v.object({ name: v.string() })),
      calls: v.array(v.object({ id: v.string(), name: v.nullable(v.string()) })),
      yields: v.exactOptional(v.literal(true)),
    }),
  ),
})
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const KeptWidth = v.object({
  width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(widest)),
  accepted: count,
  refusedWidth: v.nullable(count),
  probeAfter: count,
})

/**
 * The ledger of one company that replicas share. A replica owns nothing in it for longer than a lease, so it may die at any moment. Times
 * are those of Redis's clock, so replicas' clocks need not agree.
 */
export class RedisLedger implements Ledger {
  readonly #redis: SharedRedis
  readonly #keys: readonly string[]
  readonly #replica = randomUUID()
  /** Calls of this replica in flight that count against a concurrency limit. */
  readonly #running = new Set<string>()
  readonly #handClockMs: (() => number) | undefined
  /** The company's last leaving when this ledger first asked for turns; empty: it did not ask yet. */
  #mark = ''
  #isForgotten = false

  /** @param handClockMs Replaces Redis's clock, for tests. */
  constructor(redis: SharedRedis, company: Company = theApp, handClockMs?: () => number) {
    this.#redis = redis
    this.#keys = parts.map((part) => placeOf(redis, company, part))
    this.#handClockMs = handClockMs
  }

  async take(lines: readonly Line[]): Promise<readonly number[]> {
    const args = [
      this.#replica,
      JSON.stringify(lines.map(recordOf)),
      firstWidth.width,
      beijingDayZeroMs,
      graceMs,
      aliveMs,
      leaseMs,
      widest,
      longestClosureMs,
      probeSpacingMs,
    ]
    const taken = await this.#change(take, args)
    if (taken === forgotten) throw new CompanyForgotten()
    const [mark, waits] = v.parse(Taken, taken)
    if (this.#mark === '') this.#mark = mark
    for (const [at, { limits, calls }] of lines.entries()) {
      if ((waits[at] ?? 1) > 0) continue
      for (const { name, atOnce } of limits) if (atOnce !== null) this.#running.add(runningKey(name, calls[0]))
    }
    return waits
  }

  async end(call: string, limits: readonly Limit[], end: CallEnd): Promise<void> {
    const counted = limits.filter(({ atOnce }) => atOnce !== null)
    if (counted.length === 0) return
    for (const { name } of counted) this.#running.delete(runningKey(name, { id: call }))
    const answer = await this.#change(steps.end, [call, ...counted.map(({ name }) => name)])
    if (answer === forgotten) return
    const ended = v.parse(Ended, answer)
    for (const [at, { name, atOnce }] of counted.entries()) {
      const [inFlight, wasIn, kept] = ended[at] ?? [0, 0, null]
      if (wasIn === 0 || atOnce !== 'found-out') continue
      const before = kept === null ? firstWidth : readWidth(kept)
      const after = widthAfter(before, end, inFlight, widest)
      // Two replicas may overwrite each other here; that loses one step of the search only.
      if (after !== before) await this.#change(steps.widen, [name, JSON.stringify(after)])
    }
  }

  async space(limits: readonly Limit[]): Promise<void> {
    await this.#change(
      steps.space,
      limits.flatMap(({ name, spacingMs }) => [spacingMs, name]),
    )
  }

  async close({ name }: Limit, { forMs, refusedForMs }: LimitClosure): Promise<void> {
    await this.#change(steps.close, [name, forMs, refusedForMs])
  }

  async reopen(limits: readonly Limit[]): Promise<void> {
    await this.#change(
      steps.reopen,
      limits.flatMap(({ name, spacingMs }) => [spacingMs, name]),
    )
  }

  async refusedForMs(limits: readonly Limit[]): Promise<number> {
    return v.parse(
      v.number(),
      await this.#run(
        steps.refusedFor,
        limits.map(({ name }) => name),
      ),
    )
  }

  async usage(asked: readonly RouteName[]): Promise<readonly Usage[]> {
    const [nowMs = 0, day = -1, ...used] = v.parse(v.array(v.number()), await this.#run(steps.usage, asked))
    const isToday = day >= beijingDayOf(nowMs)
    return asked.map((route, at) => {
      const closedForMs = used[2 * at + 1] ?? 0
      return {
        route,
        usedToday: isToday ? (used[2 * at] ?? 0) : 0,
        dayEndsInMs: beijingDayEndsAtMs(nowMs) - nowMs,
        closedForMs: closedForMs > 0 ? closedForMs : null,
      }
    })
  }

  async crowd(lines: readonly Line[]): Promise<readonly WaitingLine[]> {
    const [nowMs, told] = v.parse(Told, await this.#run(steps.told, []))
    const others = told.flatMap((text, at) => {
      // HGETALL: the name of each replica is followed by its report.
      if (at % 2 === 0 || told[at - 1] === this.#replica) return []
      const reading = v.safeParse(v.pipe(v.string(), v.parseJson(), WaitingRecord), text)
      // Another version may write what this one cannot read; its script still counts them.
      if (!reading.success) return []
      const { at: toldAtMs, lines: theirs } = reading.output
      return toldAtMs + aliveMs < nowMs ? [] : theirs.map(({ lanes, ...line }) => ({ ...line, limits: lanes }))
    })
    const all = [...lines, ...others]
    if (all.length === 0) return []
    const turns = await this.#redis.zmscore(this.#keys[parts.indexOf('turns')] ?? '', ...all.map(turnKey))
    return all.map((line, at) => ({ ...line, lastTurn: rankOf(line, Number(turns[at] ?? -1)) }))
  }

  async holders({ name, atOnce }: Limit): Promise<Holders> {
    const [calls, kept] = v.parse(Held, await this.#run(steps.holders, [name]))
    const found = kept === null ? firstWidth : readWidth(kept)
    return { width: atOnce === 'found-out' ? found.width : (atOnce ?? Infinity), bySession: countBySession(calls) }
  }

  async check(): Promise<void> {
    await checkRedis(this.#redis)
  }

  /** No call of this replica is in flight. */
  get isAtRest(): boolean {
    return this.#running.size === 0
  }

  /** Renews the leases of this replica's calls in flight. */
  async renew(): Promise<void> {
    if (this.#running.size > 0) await this.#change(steps.renew, [leaseMs, ...this.#running])
  }

  async isForgotten(): Promise<boolean> {
    return (await this.#change(steps.look, [])) === forgotten
  }

  /** Deletes all keys of the company. Of a leaving that other replicas have to hear of only its mark stays, for ten minutes. */
  async forget(): Promise<void> {
    this.#endAll()
    await this.#run(steps.forget, [randomUUID()])
  }

  #endAll(): void {
    this.#isForgotten = true
    this.#running.clear()
  }

  /** A step that is not taken once the company left. Calls that are in flight longer than the mark is known are not counted either. */
  async #change(script: RedisScript, args: readonly (string | number)[]): Promise<unknown> {
    if (this.#isForgotten) return forgotten
    const answer = await this.#run(script, args)
    if (answer === forgotten) this.#endAll()
    return answer
  }

  #run(script: RedisScript, args: readonly (string | number)[]): Promise<unknown> {
    return script.run(this.#redis, this.#keys, [this.#handClockMs?.() ?? '', ...args, this.#mark])
  }
}

/**
 * The keys of a company are in one slot of a cluster, by the hash tag in braces. Those of a custom app keep the names that they had
 * before there were companies: replicas of both versions share them, and the day's count goes on.
 */
function placeOf(redis: SharedRedis, company: Company, part: string): string {
  if (company !== theApp) return `quota:{${encodeURIComponent(company)}}:${part}`
  return redis.isCluster ? `quota:{the-app}:${part}` : `quota:${part}`
}

/** A stored width that is invalid starts from the first width again. */
function readWidth(text: string): ConcurrencyWidth {
  const reading = v.safeParse(v.pipe(v.string(), v.parseJson(), KeptWidth), text)
  return reading.success ? reading.output : firstWidth
}

/** A line as replicas share it. Limits are called `lanes` there: during an update, replicas of two versions read it. */
function recordOf({ session, route, limits, calls, yields }: Line): unknown {
  return {
    session,
    route,
    lanes: limits,
    calls: calls.map(({ id, name }) => ({ id, name })),
    ...(yields && { yields }),
  }
}

function runningKey(limit: string, call: Pick<WaitingCall, 'id'> | undefined): string {
  return `${limit}|${call?.id ?? ''}`
}
