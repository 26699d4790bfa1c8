import { expect, onTestFinished, test } from 'vitest'
import { handDriven, HandClock } from '../testing/hand-driven-quota.ts'
import { openReplica } from '../testing/ledger-kinds.ts'
import { expectCompaniesApart } from '../testing/hand-driven-companies.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { connectRedis } from '../stores/redis.ts'
import { makeLog } from '../ops/log.ts'
import type { Ledgers } from './quotas.ts'
import { RedisLedger } from './redis-ledger.ts'

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
  const redis = await connectRedis({ as: 'server', url }, 'cli_test', makeLog('silent'))
  onTestFinished(() => redis.disconnect())
  const ledger = new RedisLedger(redis)
  await ledger.take([])
  await redis.script('FLUSH')
  expect(await ledger.take([])).toEqual([])
})

test('whatever companies call at two replicas, each keeps its rates, is told of none of the others and waits for none of them', async () => {
  const { url } = await startRedis()
  const connections = [await connectRedis({ as: 'server', url }, 'cli_test', makeLog('silent'))]
  connections.push(await connectRedis({ as: 'server', url }, 'cli_test', makeLog('silent')))
  onTestFinished(() => connections.forEach((redis) => redis.disconnect()))
  await expectCompaniesApart(5, async (clock) => {
    await connections[0]?.flushall()
    return connections.map((redis): Ledgers => {
      const ledgers = new Map<string, RedisLedger>()
      return {
        of: (company) => {
          const ledger = ledgers.get(company) ?? new RedisLedger(redis, company, clock.nowMs)
          ledgers.set(company, ledger)
          return ledger
        },
        letGo: () => false,
        check: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }
    })
  })
})

test('calls in flight that a Redis forgot, as a node that took over may, count again within seconds', async () => {
  const clock = new HandClock()
  const { url } = await startRedis()
  const ledger = await openReplica(url, clock.nowMs)
  const other = await openReplica(url, clock.nowMs)
  const limits = [{ name: 'table_id t', spacingMs: 0, perDay: null, atOnce: 1 }]
  const line = (id: string) => ({ session: id, route: 'createRecord' as const, limits, calls: [{ id, name: null }] })
  expect(await ledger.take([line('1')])).toEqual([0])
  const redis = await connectRedis({ as: 'server', url }, 'cli_test', makeLog('silent'))
  onTestFinished(() => redis.disconnect())
  await redis.flushall()
  await ledger.renew()
  expect((await other.take([line('2')]))[0]).toBeGreaterThan(0)
})
