import { describe, expect, onTestFinished, test } from 'vitest'
import { makeLog } from '../ops/log.ts'
import { connectRedis } from '../stores/redis.ts'
import { handDriven, HandClock, jain } from '../testing/hand-driven-quota.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import type { Ledger } from './ledger.ts'
import { MemoryLedger } from './memory-ledger.ts'
import { RedisLedger } from './redis-ledger.ts'
import { firstWidth } from './limits.ts'

const spacingMs = 204

/** What a ledger promises, whether it is kept by one gateway or shared by two. */
const kinds: Record<string, (clock: HandClock) => Promise<readonly Ledger[]>> = {
  'one gateway': (clock) => Promise.resolve([new MemoryLedger(clock)]),
  'two replicas': async ({ dateMs }) => {
    const { url } = await startRedis()
    return Promise.all([replica(url, dateMs), replica(url, dateMs)])
  },
}

async function replica(url: string, nowMs: () => number): Promise<RedisLedger> {
  const redis = await connectRedis(url, 'cli_test', makeLog('silent'))
  onTestFinished(() => redis.disconnect())
  return new RedisLedger(redis, nowMs)
}

describe.each(Object.entries(kinds))('%s', (_kind, open) => {
  const start = async () => {
    const clock = new HandClock()
    const hand = handDriven({ clock, ledgers: await open(clock) })
    let asked = 0
    /** At one replica after the other, as a proxy without a memory leads calls. */
    const ask: typeof hand.ask = (call, options) => {
      hand.ask(call, { at: hand.quotas[asked % hand.quotas.length] ?? hand.quota, ...options })
      asked += 1
    }
    return { ...hand, ask }
  }

  test('calls of one endpoint start evenly spaced, wherever they wait', async () => {
    const { ask, run, started } = await start()
    for (let n = 0; n < 10; n += 1) ask({ session: `s${n % 3}`, route: 'uploadFinish' })
    await run(10_000)
    expect(started.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 10 }, (_, n) => n * spacingMs))
  })

  test('a call that left late, because its connection had to be made first, holds back the next ones as long', async () => {
    const { ask, run, settle, started } = await start()
    for (let n = 0; n < 3; n += 1) ask({ session: 'a', route: 'uploadFinish' })
    await run(90)
    started[0]?.left()
    await settle()
    await run(1000)
    // Less what the slack bears.
    expect(started.map(({ atMs }) => atMs)).toEqual([0, 70 + spacingMs, 70 + 2 * spacingMs])
  })

  test('C12 sessions get equal turns, however many calls each has waiting and wherever', async () => {
    const { ask, run, started, quotas } = await start()
    // All of one person's calls, and most people, at the first replica.
    for (let n = 0; n < 60; n += 1) ask({ session: 'greedy', route: 'uploadFinish' }, { at: quotas.at(-1)! })
    for (let person = 1; person < 10; person += 1)
      for (let n = 0; n < 6; n += 1) ask({ session: `p${person}`, route: 'uploadFinish' }, { at: quotas[0]! })
    await run(50 * spacingMs)
    const sessions = new Set(started.map(({ session }) => session))
    const counts = [...sessions].map((name) => started.slice(0, 50).filter(({ session }) => session === name).length)
    expect(counts).toHaveLength(10)
    expect(jain(counts)).toBeGreaterThan(0.98)
  })

  test('two kinds of edit of one document keep its pace together and take turns', async () => {
    const { ask, run, started } = await start()
    const parameters = { document_id: 'one' }
    for (let n = 0; n < 20; n += 1) ask({ session: 'a', route: 'createBlocks', parameters })
    for (let n = 0; n < 20; n += 1) ask({ session: 'a', route: 'batchUpdateBlocks', parameters })
    await run(19 * 340 + 100)
    expect(started).toHaveLength(20)
    const creates = started.filter(({ route }) => route === 'createBlocks').length
    expect(Math.abs(creates - 10)).toBeLessThanOrEqual(1)
  })

  test('C12 a quota that Feishu closed starts nothing until then, and goes on evenly after', async () => {
    const { quota, ask, run, started } = await start()
    ask({ session: 'a' })
    await run(0)
    await quota.close({ route: 'uploadAll', parameters: {} }, 'endpoint', 5000)
    expect(await quota.usage(['uploadAll', 'uploadPart'])).toMatchObject([{ closedForMs: 5000 }, { closedForMs: null }])
    ask({ session: 'a' })
    ask({ session: 'a' })
    await run(10_000)
    expect(started.map(({ atMs }) => atMs)).toEqual([0, 5000, 5000 + spacingMs])
    expect(await quota.usage(['uploadAll'])).toMatchObject([{ closedForMs: null }])
  })

  const minutes = 60_000
  const hours = 60 * minutes
  const uploads = { route: 'uploadAll', parameters: {} } as const

  test('while Feishu refuses for the day, calls are told so, and after five minutes one tries, then one in ten seconds', async () => {
    const { quota, ask, run, started, putOff } = await start()
    await quota.close(uploads, 'endpoint', 9 * hours)
    await run(1 * minutes)
    ask({ session: 'early' })
    await run(100)
    expect(putOff).toMatchObject([{ session: 'early', dayIsUsedUp: false }])
    expect(putOff[0]?.waitMs).toBeCloseTo(4 * minutes, -3)
    expect(putOff[0]?.refusedForMs).toBeCloseTo(9 * hours - minutes, -3)
    await run(3.5 * minutes)
    for (const session of ['a', 'b', 'c']) ask({ session })
    await run(0.5 * minutes + 9000)
    expect(started.map(({ isProbe }) => isProbe)).toEqual([true])
    await run(10_000)
    expect(started).toHaveLength(2)
    // Both are refused: what is said now counts.
    await quota.close(uploads, 'endpoint', 8 * hours)
    await run(2000)
    ask({ session: 'again' })
    await run(2000)
    expect(putOff.slice(1).map(({ session }) => session)).toEqual(['c', 'again'])
    expect(putOff.at(-1)?.refusedForMs).toBeCloseTo(8 * hours, -4)
  })

  test('calls that wait go on at once when the one that tried was let through', async () => {
    const { quota, ask, run, started, putOff } = await start()
    await quota.close(uploads, 'endpoint', 9 * hours)
    await run(4.9 * minutes)
    for (const session of ['a', 'b', 'c']) ask({ session })
    await run(0.1 * minutes + 1000)
    expect(started).toHaveLength(1)
    await quota.reopen(uploads)
    await run(2000)
    expect(started.map(({ isProbe }) => isProbe)).toEqual([true, false, false])
    expect(putOff).toEqual([])
  })

  test('a call that had left before the day was refused, and is refused for a second only, changes nothing', async () => {
    const { quota, ask, run, putOff } = await start()
    await quota.close(uploads, 'endpoint', 9 * hours)
    await run(100)
    await quota.close(uploads, 'endpoint', 1000)
    ask({ session: 'a' })
    await run(100)
    expect(putOff[0]?.refusedForMs).toBeCloseTo(9 * hours, -3)
  })

  test('when the one that tried is refused for a second only, the day is no longer told', async () => {
    const { quota, ask, run, started, putOff } = await start()
    await quota.close(uploads, 'endpoint', 9 * hours)
    await run(4.9 * minutes)
    ask({ session: 'a' })
    await run(0.2 * minutes)
    await quota.close(uploads, 'endpoint', 1000)
    for (const session of ['b', 'c']) ask({ session })
    await run(20_000)
    expect(started.map(({ isProbe }) => isProbe)).toEqual([true, false, false])
    expect(putOff).toEqual([])
  })

  test('closing a document leaves other documents alone', async () => {
    const { quota, ask, run, started } = await start()
    await quota.close({ route: 'createBlocks', parameters: { document_id: 'one' } }, 'document', 5000)
    ask({ session: 'a', route: 'createBlocks', parameters: { document_id: 'one' } })
    ask({ session: 'a', route: 'createBlocks', parameters: { document_id: 'two' } })
    await run(10_000)
    expect(started.map(({ document, atMs }) => [document, atMs])).toEqual([
      ['two', 0],
      ['one', 5000],
    ])
  })

  test('writes of one table never run beside each other, those of another do', async () => {
    const { ask, run, started } = await start()
    for (const table of ['one', 'one', 'two']) {
      ask({ session: 'a', route: 'createRecord', parameters: { app_token: 'b', table_id: table } })
    }
    await run(1000)
    expect(started).toHaveLength(2)
    started[0]?.end('accepted')
    await run(200)
    expect(started).toHaveLength(3)
  })

  test('uploads refused for coming together come fewer at once, for everybody, until the width is found again', async () => {
    const { ask, run, settle, started } = await start()
    for (let n = 0; n < 20; n += 1) ask({ session: `s${n}` })
    await run(10_000)
    expect(started).toHaveLength(firstWidth.width)
    for (const { end } of [...started]) {
      end('crowded')
      await settle()
    }
    await run(2000)
    // Half of the last two that were in flight beside each other.
    expect(started).toHaveLength(firstWidth.width + 1)
    started.at(-1)?.end('accepted')
    await run(1000)
    expect(started).toHaveLength(firstWidth.width + 2)
  })

  test('C12 when the day’s calls are used up the next one starts when the day in Beijing ends', async () => {
    const clock = new HandClock()
    const ledgers = await open(clock)
    const take = (at: number): Promise<readonly number[]> => {
      const line = { session: 'a', route: 'uploadAll', calls: [{ id: `call ${at}`, name: null }] } as const
      const limit = { name: 'uploadAll', spacingMs: 0, perDay: 3, atOnce: null }
      return ledgers[at % ledgers.length]!.take([{ ...line, limits: [limit] }])
    }
    for (let at = 0; at < 3; at += 1) expect(await take(at)).toEqual([0])
    const fourteenHoursMs = 14 * 60 * 60 * 1000
    expect(await take(3)).toEqual([fourteenHoursMs])
    const usage = { usedToday: 3, dayEndsInMs: fourteenHoursMs }
    for (const ledger of ledgers) expect(await ledger.usage(['uploadAll'])).toMatchObject([usage])
    await clock.run(fourteenHoursMs, () => Promise.resolve())
    expect(await ledgers[0]!.usage(['uploadAll'])).toMatchObject([{ usedToday: 0 }])
    expect(await take(4)).toEqual([0])
  })

  test('a clock that ran ahead of midnight and is set right gives nobody the day’s calls twice', async () => {
    const clock = new HandClock()
    const [ledger] = await open(clock)
    const limits = [{ name: 'uploadAll', spacingMs: 0, perDay: 3, atOnce: null }]
    const take = async (id: string) =>
      (await ledger?.take([{ session: 'a', route: 'uploadAll', limits, calls: [{ id, name: null }] }]))?.[0]
    const fifteenHoursMs = 15 * 60 * 60 * 1000
    clock.set(fifteenHoursMs)
    expect(await take('1')).toBe(0)
    clock.set(-fifteenHoursMs)
    await ledger?.take([])
    expect(await ledger?.usage(['uploadAll'])).toMatchObject([{ usedToday: 1 }])
    await clock.run(fifteenHoursMs, () => Promise.resolve())
    expect(await ledger?.usage(['uploadAll'])).toMatchObject([{ usedToday: 0 }])
  })

  test('who waits is known everywhere, in the order of their turns', async () => {
    const { ask, run, quotas, settle } = await start()
    for (const session of ['a', 'a', 'b', 'c']) ask({ session, name: `${session}-call` })
    await run(10)
    await settle()
    for (const quota of quotas) {
      const crowd = await quota.crowd()
      expect(crowd.map(({ session, calls }) => [session, calls.length]).sort()).toEqual([
        ['a', 1],
        ['b', 1],
        ['c', 1],
      ])
      const [first] = crowd.filter(({ session }) => session === 'a')
      expect(first?.lastTurn).toBeGreaterThan(
        Math.max(...crowd.filter(({ session }) => session !== 'a').map(({ lastTurn }) => lastTurn)),
      )
    }
  })
})

test('a replica that died holds back others for moments only, and its calls in flight count for seconds only', async () => {
  const clock = new HandClock()
  const { url } = await startRedis()
  const dead = await replica(url, clock.nowMs)
  const { ask, run, started } = handDriven({ clock, ledgers: [await replica(url, clock.nowMs)] })
  const line = {
    session: 'dead',
    route: 'createRecord',
    limits: [{ name: 'table_id t', spacingMs: 0, perDay: null, atOnce: 1 }],
  } as const
  // One call in flight, one waiting, and nothing more is heard of it.
  await dead.take([{ ...line, calls: ['1', '2'].map((id) => ({ id, name: null })) }])
  ask({ session: 'a', route: 'createRecord', parameters: { table_id: 't' } })
  await run(14_000)
  expect(started).toHaveLength(0)
  await run(1100)
  expect(started).toHaveLength(1)
})

test('a turn that a slow replica misses goes to the next in line', async () => {
  const clock = new HandClock()
  const { url } = await startRedis()
  const slow = await replica(url, clock.nowMs)
  const { ask, run, started } = handDriven({ clock, ledgers: [await replica(url, clock.nowMs)] })
  ask({ session: 'a', route: 'uploadFinish' })
  await run(0)
  const limits = [{ name: 'uploadFinish', spacingMs, perDay: 10_000, atOnce: null }]
  await slow.take([{ session: 'slow', route: 'uploadFinish', limits, calls: [{ id: '1', name: null }] }])
  ask({ session: 'a', route: 'uploadFinish' })
  await run(1000)
  expect(started.map(({ atMs }) => atMs)).toEqual([0, spacingMs + 40])
})

test('a call in flight counts for as long as its replica tells so', async () => {
  const clock = new HandClock()
  const { url } = await startRedis()
  const ledger = await replica(url, clock.nowMs)
  const other = await replica(url, clock.nowMs)
  const limits = [{ name: 'table_id t', spacingMs: 0, perDay: null, atOnce: 1 }]
  const line = (id: string) => ({ session: id, route: 'createRecord' as const, limits, calls: [{ id, name: null }] })
  expect(await ledger.take([line('1')])).toEqual([0])
  for (let renewals = 0; renewals < 6; renewals += 1) {
    await clock.run(5000, () => Promise.resolve())
    await ledger.renew()
  }
  expect((await other.take([line('2')]))[0]).toBeGreaterThan(0)
  await ledger.end('1', limits, 'accepted')
  await clock.run(100, () => Promise.resolve())
  expect(await other.take([line('2')])).toEqual([0])
})

test('a Redis that was started anew without its scripts is told them again', async () => {
  const { url } = await startRedis()
  const redis = await connectRedis(url, 'cli_test', makeLog('silent'))
  onTestFinished(() => redis.disconnect())
  const ledger = new RedisLedger(redis)
  await ledger.take([])
  await redis.script('FLUSH')
  expect(await ledger.take([])).toEqual([])
})

test('a machine that slept past midnight begins a new day, by the computer’s clock, and keeps its distances by the other', async () => {
  const clock = new HandClock()
  const ledger = new MemoryLedger(clock)
  const limits = [{ name: 'uploadAll', spacingMs, perDay: 1, atOnce: null }]
  const take = (id: string) => ledger.take([{ session: 'a', route: 'uploadAll', limits, calls: [{ id, name: null }] }])
  const fourteenHoursMs = 14 * 60 * 60 * 1000
  expect(await take('1')).toEqual([0])
  expect(await take('2')).toEqual([fourteenHoursMs])
  clock.set(fourteenHoursMs)
  expect(await ledger.usage(['uploadAll'])).toMatchObject([{ usedToday: 0, dayEndsInMs: 24 * 60 * 60 * 1000 }])
  expect(await take('2')).toEqual([spacingMs])
})

test('a day’s count goes on after a restart, and not after midnight', async () => {
  const clock = new HandClock()
  const first = new MemoryLedger(clock)
  const limits = [{ name: 'uploadAll', spacingMs: 0, perDay: 10, atOnce: null }]
  await first.take([{ session: 'a', route: 'uploadAll', limits, calls: [{ id: '1', name: null }] }])
  const second = new MemoryLedger(clock, first.dayCount())
  expect(await second.usage(['uploadAll'])).toMatchObject([{ usedToday: 1 }])
  await clock.run(24 * 60 * 60 * 1000, () => Promise.resolve())
  const third = new MemoryLedger(clock, second.dayCount())
  expect(await third.usage(['uploadAll'])).toMatchObject([{ usedToday: 0 }])
})
