import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { startRedis } from '../testing/redis-under-test.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { FileKeptTexts, MemoryKeptTexts, RedisKeptTexts, type KeptTexts } from './kept-texts.ts'
import { Seal } from './seal.ts'

const seal = new Seal([randomBytes(32)])
const now = { ms: 1000 }
const nowMs = () => now.ms

async function connect(): Promise<Redis> {
  const redis = new Redis((await startRedis()).url)
  onTestFinished(() => redis.disconnect())
  return redis
}

const kinds: Readonly<Record<string, () => Promise<KeptTexts>>> = {
  memory: () => Promise.resolve(new MemoryKeptTexts(nowMs)),
  file: async () => FileKeptTexts.open(await temporaryDirectory(), seal, nowMs),
  redis: async () => new RedisKeptTexts(await connect(), seal),
}

test.each(Object.keys(kinds))(
  '%s: a text is kept, changed and deleted, and a name can be claimed once',
  async (kind) => {
    const texts = await kinds[kind]?.()
    if (!texts) throw new Error(kind)
    expect(await texts.get('ticket')).toBeUndefined()
    await texts.put('ticket', 'canary-1', 60_000)
    await texts.put('ticket', 'canary-2', 60_000)
    expect(await texts.get('ticket')).toBe('canary-2')
    await texts.delete('ticket')
    expect(await texts.get('ticket')).toBeUndefined()
    const claims = await Promise.all(Array.from({ length: 5 }, () => texts.claim('event', 60_000)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    expect(await texts.get('event')).toBeUndefined()
    await texts.delete('event')
    expect(await texts.claim('event', 60_000)).toBe(true)
  },
)

test('beyond the most names the text kept longest goes, and its file with it, also when names are only claimed', async () => {
  const directory = await temporaryDirectory()
  const texts = await FileKeptTexts.open(directory, seal, nowMs, 3)
  for (const name of ['a', 'b', 'c', 'd']) await texts.put(name, name, 60_000)
  expect(await texts.get('a')).toBeUndefined()
  expect(await readdir(directory)).toHaveLength(3)
  expect(await texts.claim('event', 60_000)).toBe(true)
  expect(await texts.get('b')).toBeUndefined()
  expect(await readdir(directory)).toHaveLength(2)
  await FileKeptTexts.open(directory, seal, nowMs, 1)
  expect(await readdir(directory)).toHaveLength(1)
})

test('in memory and files a text ends with its life, and the next process finds what has not ended', async () => {
  const directory = await temporaryDirectory()
  const texts = await FileKeptTexts.open(directory, seal, nowMs)
  await texts.put('short', 'canary-short', 10)
  await texts.put('long', 'canary-long', 10_000)
  now.ms += 20
  expect(await texts.get('short')).toBeUndefined()
  const next = await FileKeptTexts.open(directory, seal, nowMs)
  expect(await next.get('short')).toBeUndefined()
  expect(await next.get('long')).toBe('canary-long')
  expect(await readdir(directory)).toHaveLength(1)
})

test('what has ended takes up no room after a sweep', async () => {
  const directory = await temporaryDirectory()
  const texts = await FileKeptTexts.open(directory, seal, nowMs)
  await texts.put('short', 'canary-short', 10)
  await texts.put('long', 'canary-long', 10_000)
  now.ms += 20
  await texts.sweep()
  expect(await readdir(directory)).toHaveLength(1)
  expect(await texts.get('long')).toBe('canary-long')
})

test('C1 neither a file nor Redis shows a text or the name of its company', async () => {
  const directory = await temporaryDirectory()
  const files = await FileKeptTexts.open(directory, seal, nowMs)
  await files.put('tenant-token:acme', 'canary-token', 10_000)
  const written = await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name), 'utf8')))
  expect(written.join()).not.toMatch(/canary|acme/)
  const redis = await connect()
  await new RedisKeptTexts(redis, seal).put('app-ticket', 'canary-ticket', 10_000)
  expect(await redis.get('kept:app-ticket')).not.toContain('canary')
  // Under another name it does not open.
  await redis.copy('kept:app-ticket', 'kept:other')
  expect(await new RedisKeptTexts(redis, seal).get('other')).toBeUndefined()
})

test('what another key has sealed is not read, and removed', async () => {
  const directory = await temporaryDirectory()
  await (await FileKeptTexts.open(directory, seal, nowMs)).put('a', 'b', 10_000)
  const other = await FileKeptTexts.open(directory, new Seal([randomBytes(32)]), nowMs)
  expect(await other.get('a')).toBeUndefined()
  expect(await readdir(directory)).toEqual([])
})
