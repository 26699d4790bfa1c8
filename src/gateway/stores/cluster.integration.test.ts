import { createHash, randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { makeLog } from '../ops/log.ts'
import { RedisLedgers } from '../quota/redis-ledgers.ts'
import type { SessionKey } from '../session/session-store.ts'
import { startCluster, startSentinel } from '../testing/redis-under-test.ts'
import { aRecordLasting } from '../testing/session-records.ts'
import { openStores } from './open-stores.ts'
import { connectRedis, type RedisAddress } from './redis.ts'

const log = makeLog('silent')

async function connect(address: RedisAddress) {
  const redis = await connectRedis(address, 'cli_test', log)
  onTestFinished(() => redis.disconnect())
  return redis
}

const key = (name: string) => createHash('sha256').update(name).digest('hex') as SessionKey
const configuration = { sessionKeys: [randomBytes(32)], dataDirectory: '/nowhere' }

test('in a cluster sessions, locks, sign-ins and tokens work whichever node has them, and sweeping looks at all nodes', async () => {
  const { masters } = await startCluster()
  const redis = await connect({ as: 'cluster', urls: [masters[0]?.url ?? ''] })
  const { store, lock, usedAttempts, usedTokens } = await openStores(configuration, { redis, nowMs: () => 0, log })
  const names = Array.from({ length: 30 }, (_, n) => `${n}`)
  for (const name of names) {
    await store.put(key(name), aRecordLasting(3_600_000))
    const kept = await store.get(key(name))
    expect(await store.replace(key(name), kept?.version ?? '', aRecordLasting(7_200_000))).toBe(true)
    expect(await store.replace(key(name), kept?.version ?? '', aRecordLasting(1))).toBe(false)
    expect(await lock.hold(key(name), () => Promise.resolve(name))).toBe(name)
    expect([await usedAttempts.claim(name), await usedAttempts.claim(name)]).toEqual([true, false])
    const use = { id: name, madeAtMs: 0, endsAtMs: 60_000 }
    expect([await usedTokens.use(use), await usedTokens.use(use)]).toEqual([true, false])
  }
  for (const { redis: node } of masters) expect(await node.dbsize()).toBeGreaterThan(0)
  const other = await openStores({ ...configuration, sessionKeys: [randomBytes(32)] }, { redis, nowMs: () => 0, log })
  expect(await store.sweep(0)).toEqual({ unreadable: 0 })
  expect(await other.store.sweep(0)).toEqual({ unreadable: names.length })
})

test('in a cluster kept texts, the list of a company’s sessions and its counts work whichever node has them', async () => {
  const { masters } = await startCluster()
  const redis = await connect({ as: 'cluster', urls: [masters[0]?.url ?? ''] })
  const { store, texts, textsLock } = await openStores(configuration, { redis, nowMs: () => 0, log })
  const quotas = new RedisLedgers(redis, log)
  onTestFinished(() => quotas.close())
  const companies = Array.from({ length: 12 }, (_, n) => `company-${n}`)
  for (const tenantKey of companies) {
    for (const name of ['1', '2']) {
      const person = { openId: `ou_${name}`, name: '', tenantKey }
      await store.put(key(`${tenantKey} ${name}`), { ...aRecordLasting(3_600_000), person })
    }
    await textsLock.hold(tenantKey, () => texts.put(tenantKey, `ticket of ${tenantKey}`, 60_000))
    expect([await texts.claim(`${tenantKey} asked`, 60_000), await texts.claim(`${tenantKey} asked`, 60_000)]).toEqual([
      true,
      false,
    ])
    const limits = [{ name: 'uploadFinish', spacingMs: 200, perDay: 10, atOnce: null }]
    const calls = [{ id: '1', name: null }]
    expect(await quotas.of(tenantKey).take([{ session: 's', route: 'uploadFinish', limits, calls }])).toEqual([0])
  }
  const [stays = '', ...leaving] = companies
  for (const tenantKey of leaving) {
    const ended = await store.deleteOfCompany(tenantKey)
    expect(ended.toSorted()).toEqual(['1', '2'].map((name) => key(`${tenantKey} ${name}`)).toSorted())
    await texts.delete(tenantKey)
    await quotas.forget(tenantKey)
    expect(await store.get(key(`${tenantKey} 1`))).toBeUndefined()
    expect(await texts.get(tenantKey)).toBeUndefined()
    expect(await quotas.of(tenantKey).usage(['uploadFinish'])).toMatchObject([{ usedToday: 0 }])
  }
  expect(await store.get(key(`${stays} 1`))).toBeDefined()
  expect(await texts.get(stays)).toBe(`ticket of ${stays}`)
  expect(await quotas.of(stays).usage(['uploadFinish'])).toMatchObject([{ usedToday: 1 }])
})

test('a cluster whose first address is gone is found by the others, and one that is gone altogether is reported', async () => {
  const { masters } = await startCluster()
  const urls = ['redis://127.0.0.1:1', masters[1]?.url ?? '']
  const redis = await connect({ as: 'cluster', urls })
  await redis.set('key', '1')
  expect(await redis.get('key')).toBe('1')
  await expect(connectRedis({ as: 'cluster', urls: urls.slice(0, 1) }, 'cli_test', log)).rejects.toThrow('REDIS_URL')
})

test('where Sentinels promote another master, commands fail until then and go there afterwards', async () => {
  const { master, url } = await startSentinel()
  const redis = await connect({ as: 'sentinel', urls: [url], master: 'uploader', sentinelPassword: null })
  await redis.set('key', 'before')
  await redis.wait(1, 5000)
  master.process.kill('SIGKILL')
  await expect.poll(() => redis.set('key', 'after').catch(() => 'not yet'), { timeout: 60_000 }).toBe('OK')
  expect(await redis.get('key')).toBe('after')
})
