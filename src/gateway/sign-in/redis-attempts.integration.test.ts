import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { makeLog } from '../ops/log.ts'
import { connectRedis } from '../stores/redis.ts'
import { Seal } from '../session/seal.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { attemptLifeMs } from './attempts.ts'
import { RedisAttempts } from './redis-attempts.ts'

async function connect() {
  const { url } = await startRedis()
  const redis = await connectRedis(url, 'cli_test', makeLog('silent'))
  onTestFinished(() => redis.disconnect())
  return redis
}

test('C1 an attempt begun at one replica is taken once, at any other, by the browser that holds its secret', async () => {
  const redis = await connect()
  const seal = new Seal([randomBytes(32)])
  const { state, browserSecret } = await new RedisAttempts(redis, seal).open('/back')
  const other = new RedisAttempts(redis, seal)
  expect(await other.take(state, undefined)).toBeUndefined()
  expect(await other.take(state, 'another')).toBeUndefined()
  const taken = await Promise.all([1, 2, 3].map(() => other.take(state, browserSecret)))
  expect(taken.filter((attempt) => attempt?.returnTo === '/back')).toHaveLength(1)
  expect(await other.take(state, browserSecret)).toBeUndefined()
})

test('C1 Redis knows an attempt by no more than a hash, sealed, for ten minutes', async () => {
  const redis = await connect()
  const { state } = await new RedisAttempts(redis, new Seal([randomBytes(32)])).open('/canary')
  const keys = await redis.keys('*attempt:*')
  expect(keys.join()).not.toContain(state)
  const bare = (keys[0] ?? '').slice(redis.options.keyPrefix?.length)
  expect(await redis.get(bare)).not.toMatch(/canary|codeVerifier/)
  expect(await redis.pttl(bare)).toBeLessThanOrEqual(attemptLifeMs)
})

test('C1 attempts without end push out the oldest and no other', async () => {
  const redis = await connect()
  const attempts = new RedisAttempts(redis, new Seal([randomBytes(32)]), 3)
  const opened = [1, 2, 3, 4].map(() => attempts.open('/'))
  const [first, second] = await Promise.all(opened)
  expect(await attempts.take(first?.state ?? '', first?.browserSecret)).toBeUndefined()
  expect(await attempts.take(second?.state ?? '', second?.browserSecret)).toBeDefined()
})
