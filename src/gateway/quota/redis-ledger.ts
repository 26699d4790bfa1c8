import { createHash, randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import * as v from 'valibot'
import { widthAfter, type CallEnd, type ConcurrencyWidth } from '../../contract/concurrency-width.ts'
import { routes, type RouteName } from '../../contract/feishu/routes.ts'
import { beijingDayEndsAtMs, beijingDayOf, beijingDayZeroMs } from './beijing-day.ts'
import { firstWidth, longestClosureMs, probeSpacingMs, widest, type Limit } from './limits.ts'
import type { Holders, Ledger, LimitClosure, WaitingLine, Usage } from './ledger.ts'
import { countBySession, rankOf, turnKey, type Line, type WaitingCall } from './line.ts'
import { takeTurns } from './take-turns.lua.ts'

/** When the first in line does not start within this time after its limit opened, the next one may. */
const graceMs = 40
/** A replica whose lines are older than this no longer counts as waiting. Replicas renew them every second (quota.ts). */
const aliveMs = 2000
/** How long a call in flight counts after its replica died. */
const leaseMs = 15_000

/** How often `renew` must be called. */
export const renewEveryMs = 5000

const keys = {
  limits: 'quota:lanes',
  closed: 'quota:closed',
  turns: 'quota:turns',
  waiting: 'quota:waiting',
  running: 'quota:running',
  today: 'quota:today',
  widths: 'quota:widths',
  refused: 'quota:refused',
} as const
const scriptKeys = Object.values(keys)
const scriptSha = createHash('sha1').update(takeTurns).digest('hex')

const Waits = v.array(v.number())
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
 * The ledger that replicas share. A replica owns nothing in it for longer than a lease, so it may die at any moment. Times are
 * those of Redis's clock, so replicas' clocks need not agree.
 */
export class RedisLedger implements Ledger {
  readonly #redis: Redis
  readonly #replica = randomUUID()
  /** Calls of this replica in flight that count against a concurrency limit. */
  readonly #running = new Set<string>()
  readonly #handClockMs: (() => number) | undefined

  /** @param handClockMs Replaces Redis's clock, for tests. */
  constructor(redis: Redis, handClockMs?: () => number) {
    this.#redis = redis
    this.#handClockMs = handClockMs
  }

  async take(lines: readonly Line[]): Promise<readonly number[]> {
    const args = [
      this.#handClockMs?.() ?? '',
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
    const waits = v.parse(Waits, await this.#run(args))
    for (const [at, { limits, calls }] of lines.entries()) {
      if ((waits[at] ?? 1) > 0) continue
      for (const { name, atOnce } of limits) if (atOnce !== null) this.#running.add(runningKey(name, calls[0]))
    }
    return waits
  }

  async end(call: string, limits: readonly Limit[], end: CallEnd): Promise<void> {
    for (const { name, atOnce } of limits) {
      if (atOnce === null) continue
      const member = runningKey(name, { id: call })
      this.#running.delete(member)
      const inFlight = await this.#inFlight(name)
      if ((await this.#redis.zrem(keys.running, member)) === 0) continue
      // So that the first in line, at whichever replica, has `graceMs` from now.
      await this.#redis.zadd(keys.limits, 'GT', await this.#nowMs(), name)
      if (atOnce === 'found-out') await this.#adaptWidth(name, end, inFlight)
    }
  }

  async space(limits: readonly Limit[]): Promise<void> {
    const nowMs = await this.#nowMs()
    await this.#redis.zadd(keys.limits, 'GT', ...limits.flatMap(({ name, spacingMs }) => [nowMs + spacingMs, name]))
  }

  async close({ name }: Limit, { forMs, refusedForMs }: LimitClosure): Promise<void> {
    const nowMs = await this.#nowMs()
    const untilMs = nowMs + forMs
    const isClosed = Number((await this.#redis.zscore(keys.closed, name)) ?? 0) > nowMs
    // While it is closed, refusals belong to calls that left earlier and say nothing new.
    if (!isClosed) await this.#redis.zrem(keys.refused, name)
    await this.#redis.zadd(keys.refused, 'GT', nowMs + refusedForMs, name)
    await this.#redis.zadd(keys.limits, 'GT', untilMs, name)
    await this.#redis.zadd(keys.closed, 'GT', untilMs, name)
  }

  async reopen(limits: readonly Limit[]): Promise<void> {
    const nowMs = await this.#nowMs()
    for (const { name, spacingMs } of limits) {
      if ((await this.#redis.zrem(keys.refused, name)) === 0) continue
      await this.#redis.zadd(keys.limits, 'XX', 'LT', nowMs + spacingMs, name)
    }
  }

  async refusedForMs(limits: readonly Limit[]): Promise<number> {
    const [nowMs, refused] = await Promise.all([
      this.#nowMs(),
      this.#redis.zmscore(keys.refused, ...limits.map(({ name }) => name)),
    ])
    return Math.max(0, ...refused.map((untilMs) => Number(untilMs ?? 0) - nowMs))
  }

  async usage(asked: readonly RouteName[]): Promise<readonly Usage[]> {
    const [nowMs, today, closed] = await Promise.all([
      this.#nowMs(),
      this.#redis.hgetall(keys.today),
      this.#redis.zmscore(keys.closed, ...asked),
    ])
    const isToday = Number(today['day']) >= beijingDayOf(nowMs)
    return asked.map((route, at) => {
      const closedForMs = Number(closed[at] ?? 0) - nowMs
      return {
        route,
        usedToday: isToday ? Number(today[route] ?? 0) : 0,
        dayEndsInMs: beijingDayEndsAtMs(nowMs) - nowMs,
        closedForMs: closedForMs > 0 ? closedForMs : null,
      }
    })
  }

  async crowd(lines: readonly Line[]): Promise<readonly WaitingLine[]> {
    const [nowMs, waiting] = await Promise.all([this.#nowMs(), this.#redis.hgetall(keys.waiting)])
    const others = Object.entries(waiting).flatMap(([replica, text]) => {
      const reading = v.safeParse(v.pipe(v.string(), v.parseJson(), WaitingRecord), text)
      // Another version may write what this one cannot read; its script still counts them.
      if (!reading.success || replica === this.#replica) return []
      const { at, lines: theirs } = reading.output
      return at + aliveMs < nowMs ? [] : theirs.map(({ lanes, ...line }) => ({ ...line, limits: lanes }))
    })
    const all = [...lines, ...others]
    if (all.length === 0) return []
    const turns = await this.#redis.zmscore(keys.turns, ...all.map(turnKey))
    return all.map((line, at) => ({ ...line, lastTurn: rankOf(line, Number(turns[at] ?? -1)) }))
  }

  async holders({ name, atOnce }: Limit): Promise<Holders> {
    const [members, kept] = await Promise.all([this.#membersOf(name), this.#redis.hget(keys.widths, name)])
    const found = kept === null ? firstWidth : readWidth(kept)
    const bySession = countBySession(members.map((member) => member.slice(name.length + 1)))
    return { width: atOnce === 'found-out' ? found.width : (atOnce ?? Infinity), bySession }
  }

  async check(): Promise<void> {
    await this.#redis.ping()
  }

  /** Renews the leases of this replica's calls in flight. */
  async renew(): Promise<void> {
    if (this.#running.size === 0) return
    const endsAtMs = (await this.#nowMs()) + leaseMs
    await this.#redis.zadd(keys.running, 'XX', ...[...this.#running].flatMap((member) => [endsAtMs, member]))
  }

  /** Two replicas may overwrite each other here; that loses one step of the search only. */
  async #adaptWidth(name: string, end: CallEnd, inFlight: number): Promise<void> {
    const kept = await this.#redis.hget(keys.widths, name)
    const before = kept === null ? firstWidth : readWidth(kept)
    const after = widthAfter(before, end, inFlight, widest)
    if (after !== before) await this.#redis.hset(keys.widths, name, JSON.stringify(after))
  }

  async #inFlight(limit: string): Promise<number> {
    return (await this.#membersOf(limit)).length
  }

  async #membersOf(limit: string): Promise<readonly string[]> {
    const members = await this.#redis.zrangebyscore(keys.running, await this.#nowMs(), '+inf')
    return members.filter((member) => member.startsWith(`${limit}|`))
  }

  async #nowMs(): Promise<number> {
    if (this.#handClockMs) return this.#handClockMs()
    const [seconds, microseconds] = await this.#redis.time()
    return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000)
  }

  async #run(args: readonly (string | number)[]): Promise<unknown> {
    try {
      return await this.#redis.evalsha(scriptSha, scriptKeys.length, ...scriptKeys, ...args)
    } catch (error) {
      // A restarted Redis has lost the script.
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return this.#redis.eval(takeTurns, scriptKeys.length, ...scriptKeys, ...args)
    }
  }
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
