import { expect, onTestFinished, test } from 'vitest'
import { makeLog } from './log.ts'
import { connectRedis } from './redis.ts'
import { startRedis } from './testing/redis-under-test.ts'

const log = makeLog('silent')

test('keys of one app stand apart from those of another', async () => {
  const { url } = await startRedis()
  const one = await connectRedis(url, 'cli_one', log)
  const other = await connectRedis(url, 'cli_other', log)
  onTestFinished(() => {
    one.disconnect()
    other.disconnect()
  })
  await one.set('key', '1')
  expect(await other.get('key')).toBeNull()
  expect(await one.get('key')).toBe('1')
})

test('a Redis that is not there is told at the start', async () => {
  await expect(connectRedis('redis://127.0.0.1:1', 'cli_test', log)).rejects.toThrow('REDIS_URL')
})

test('a Redis that hangs fails commands soon, and is used again when it answers', async () => {
  const { url, process: server } = await startRedis()
  const redis = await connectRedis(url, 'cli_test', log)
  onTestFinished(() => redis.disconnect())
  server.kill('SIGSTOP')
  await expect(redis.get('key')).rejects.toThrow()
  server.kill('SIGCONT')
  await expect.poll(() => redis.get('key').catch(() => 'not yet'), { timeout: 10_000 }).toBeNull()
})
