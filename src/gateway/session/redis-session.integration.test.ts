import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { makeLog } from '../ops/log.ts'
import { connectRedis, type SharedRedis } from '../stores/redis.ts'
import { testSessionStore } from '../testing/session-store-behaviour.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { aRecordLasting, key } from '../testing/session-records.ts'
import { RedisRefreshLock } from './redis-refresh-lock.ts'
import { RedisSessionStore } from './redis-session-store.ts'
import { Seal } from '../stores/seal.ts'
import { SealedRecords } from '../stores/sealed-records.ts'

const records = new SealedRecords(new Seal([randomBytes(32)]))

async function connect(): Promise<SharedRedis> {
  const { url } = await startRedis()
  const redis = await connectRedis({ as: 'server', url }, 'cli_test', makeLog('silent'))
  onTestFinished(() => redis.disconnect())
  return redis
}

testSessionStore('Redis', async () => new RedisSessionStore(await connect(), records, () => 0))

test('C5 Redis sees neither tokens nor names, and ends a record with its session', async () => {
  const redis = await connect()
  const store = new RedisSessionStore(redis, records, () => 1000)
  await store.put(key('a'), aRecordLasting(3_601_000))
  const [place = ''] = await redis.keys('*:session:*')
  const bare = place.slice(redis.options.keyPrefix?.length)
  expect(place).toContain(key('a'))
  expect(await redis.get(bare)).not.toMatch(/canary|ou_1|张三/)
  const leftMs = await redis.pttl(bare)
  expect(leftMs).toBeGreaterThan(1_800_000)
  expect(leftMs).toBeLessThanOrEqual(3_600_000)
  const kept = await store.get(key('a'))
  await store.replace(key('a'), kept?.version ?? '', aRecordLasting(7_201_000))
  expect(await redis.pttl(bare)).toBeGreaterThan(5_400_000)
})

test('all sessions of a large company are deleted, and its list with them', async () => {
  const redis = await connect()
  const store = new RedisSessionStore(redis, records, () => 0)
  const people = Array.from({ length: 2500 }, (_, n) => n.toString(16).padStart(64, '0'))
  const list = `sessions-of:${aRecordLasting(1e9).person.tenantKey}`
  await redis.zadd(list, ...people.flatMap((name) => [1, name]))
  await store.put(key('a'), aRecordLasting(1e9))
  const deleted = await store.deleteOfCompany(aRecordLasting(1e9).person.tenantKey)
  expect(deleted).toHaveLength(2501)
  expect(await store.get(key('a'))).toBeUndefined()
  expect(await redis.exists(list)).toBe(0)
})

test('C6 the lock of a session is held by one, and the next one waits', async () => {
  const redis = await connect()
  const [one, other] = [new RedisRefreshLock(redis), new RedisRefreshLock(redis)]
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await redis.ping()
    inside -= 1
  }
  await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? one : other).hold(key('a'), work)))
  expect(most).toBe(1)
  expect(await redis.keys('*refresh-lock*')).toEqual([])
})

test('C6 locks of different sessions do not wait for each other', async () => {
  const lock = new RedisRefreshLock(await connect())
  const inner = await lock.hold(key('a'), () => lock.hold(key('b'), () => Promise.resolve('both')))
  expect(inner).toBe('both')
})

test('C6 a lock whose holder died is free after its time, and a holder that comes back late leaves it with the next one', async () => {
  const redis = await connect()
  let wake: () => void = () => undefined
  const nextIsIn = new Promise<void>((resolve) => (wake = resolve))
  const late = new RedisRefreshLock(redis, 200).hold(key('a'), () => nextIsIn)
  const standing = await new RedisRefreshLock(redis).hold(key('a'), async () => {
    wake()
    await late
    return redis.exists(`refresh-lock:${key('a')}`)
  })
  expect(standing).toBe(1)
  expect(await redis.keys('*refresh-lock*')).toEqual([])
})

test('C6 work that fails gives the lock back', async () => {
  const redis = await connect()
  const lock = new RedisRefreshLock(redis)
  await expect(lock.hold(key('a'), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await redis.keys('*refresh-lock*')).toEqual([])
})
