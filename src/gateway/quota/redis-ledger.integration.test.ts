import { expect, onTestFinished, test } from 'vitest'
import { handDriven, HandClock } from '../testing/hand-driven-quota.ts'
import { openReplica } from '../testing/ledger-kinds.ts'
import { expectCompaniesApart, expectLeavingForgets, handDrivenCompanies } from '../testing/hand-driven-companies.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { connectRedis } from '../stores/redis.ts'
import { makeLog } from '../ops/log.ts'
import type { Quotas } from './quotas.ts'
import { RedisLedger } from './redis-ledger.ts'
import { RedisLedgers } from './redis-ledgers.ts'

const silent = makeLog('silent')

const spacingMs = 204

test('a replica that died holds back others for moments only, and its calls in flight count for seconds only', async () => {
  const clock = new HandClock()
  const { url } = await startRedis()
  const dead = await openReplica(url, clock.nowMs)
  const { ask, run, started } = handDriven({ clock, ledgers: [await openReplica(url, clock.nowMs)] })
  const line = {
    session: 'dead',
    route: 'createRecord',
    limits: [{ name: 'table_id t', spacingMs: 0, perDay: null, atOnce: 1 }],
  } as const
  // One call in flight, one waiting; then the replica goes silent.
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
  const slow = await openReplica(url, clock.nowMs)
  const { ask, run, started } = handDriven({ clock, ledgers: [await openReplica(url, clock.nowMs)] })
  ask({ session: 'a', route: 'uploadFinish' })
  await run(0)
  const limits = [{ name: 'uploadFinish', spacingMs, perDay: 10_000, atOnce: null }]
  await slow.take([{ session: 'slow', route: 'uploadFinish', limits, calls: [{ id: '1', name: null }] }])
  ask({ session: 'a', route: 'uploadFinish' })
  await run(1000)
  expect(started.map(({ atMs }) => atMs)).toEqual([0, spacingMs + 40])
})

test('a call in flight counts for as long as its replica renews it', async () => {
  const clock = new HandClock()
  const { url } = await startRedis()
  const ledger = await openReplica(url, clock.nowMs)
  const other = await openReplica(url, clock.nowMs)
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

test('a Redis that was restarted without its scripts gets them again', async () => {
  const { url } = await startRedis()
  const redis = await connectRedis({ as: 'server', url }, 'cli_test', silent)
  onTestFinished(() => redis.disconnect())
  const ledger = new RedisLedger(redis)
  await ledger.take([])
  await redis.script('FLUSH')
  expect(await ledger.take([])).toEqual([])
})

test('whatever companies call at two replicas, each keeps its rates, is told of none of the others and waits for none of them', async () => {
  const { connections } = await connectTwice()
  let ledgers: readonly RedisLedgers[] = []
  const close = async () => {
    for (const one of ledgers) await one.close()
  }
  onTestFinished(close)
  await expectCompaniesApart(5, async (clock) => {
    await close()
    await connections[0]?.flushall()
    ledgers = connections.map((redis) => new RedisLedgers(redis, silent, clock.nowMs))
    return ledgers
  })
})

test('a company that leaves is forgotten at all replicas, while another notices nothing', async () => {
  await expectLeavingForgets(async (clock) => (await openReplicas(clock)).ledgers)
})

test('of a company that left nothing is kept but, for minutes, that it left; calls in flight at other replicas do not count again', async () => {
  const clock = new HandClock()
  const { ledgers, redis, url } = await openReplicas(clock)
  const other = await openReplica(url, clock.nowMs, 'acme')
  const { ask, run, settle, started, replicas, quotas } = handDrivenCompanies(clock, ledgers)
  for (const company of ['acme', 'byte']) for (const replica of replicas) ask(company, { route: 'uploadAll' }, replica)
  const limits = quotas.of('acme').limits.of({ route: 'uploadAll', parameters: {} })
  await run(1000)
  await other.take([{ session: 'a', route: 'uploadAll', limits, calls: [{ id: '1', name: null }] }])
  await quotas.forget('acme')
  await other.renew()
  await other.end('1', limits, 'crowded')
  for (const { end } of started) end('accepted')
  await settle()
  const keys = await redis.keys('*quota:{*')
  expect(keys.filter((key) => key.includes('{acme}'))).toEqual([expect.stringMatching(/:quota:\{acme\}:left$/)])
  expect(await redis.pttl('quota:{acme}:left')).toBeLessThanOrEqual(600_000)
  expect(keys.filter((key) => key.includes('{byte}')).length).toBeGreaterThan(2)
})

test('a replica that remembers a company which left learns of it without a call', async () => {
  const clock = new HandClock()
  const { ledgers } = await openReplicas(clock)
  const { ask, run, settle, started, replicas } = handDrivenCompanies(clock, ledgers)
  const [first, second] = replicas as [Quotas, Quotas]
  const heard: string[] = []
  second.whenForgotten((company) => heard.push(company))
  for (const company of ['acme', 'byte']) ask(company, {}, second)
  await run(0)
  for (const { end } of started) end('accepted')
  await first.forget('acme')
  second.sweep()
  await settle()
  expect(heard).toEqual(['acme'])
  expect([second.has('acme'), second.has('byte')]).toEqual([false, true])
})

async function connectTwice() {
  const { url } = await startRedis()
  const connections = await Promise.all([0, 1].map(() => connectRedis({ as: 'server', url }, 'cli_test', silent)))
  onTestFinished(() => connections.forEach((redis) => redis.disconnect()))
  return { connections, url }
}

async function openReplicas(clock: HandClock) {
  const { connections, url } = await connectTwice()
  const ledgers = connections.map((redis) => new RedisLedgers(redis, silent, clock.nowMs))
  onTestFinished(async () => {
    for (const one of ledgers) await one.close()
  })
  return { ledgers, url, redis: connections[0]! }
}

test('calls in flight that a Redis forgot, as a node that took over may, count again within seconds', async () => {
  const clock = new HandClock()
  const { url } = await startRedis()
  const ledger = await openReplica(url, clock.nowMs)
  const other = await openReplica(url, clock.nowMs)
  const limits = [{ name: 'table_id t', spacingMs: 0, perDay: null, atOnce: 1 }]
  const line = (id: string) => ({ session: id, route: 'createRecord' as const, limits, calls: [{ id, name: null }] })
  expect(await ledger.take([line('1')])).toEqual([0])
  const redis = await connectRedis({ as: 'server', url }, 'cli_test', silent)
  onTestFinished(() => redis.disconnect())
  await redis.flushall()
  await ledger.renew()
  expect((await other.take([line('2')]))[0]).toBeGreaterThan(0)
})
