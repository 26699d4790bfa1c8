import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../testing/gateway-under-test.ts'
import { FileSessionStore } from './file-session-store.ts'
import { MemorySessionStore } from './memory-session-store.ts'
import { Seal } from './seal.ts'
import { keptSessionKey } from './session-key-file.ts'
import type { SessionRecord } from './session-record.ts'
import type { SessionKey, SessionStore } from './session-store.ts'

const record: SessionRecord = {
  person: { openId: 'ou_1', name: '张三', tenantKey: 'tenant1' },
  grant: {
    accessToken: 'canary-access',
    accessTokenEndsAtMs: 1,
    refreshToken: 'canary-refresh',
    refreshTokenEndsAtMs: 2,
    scope: 'docx:document',
  },
  refreshedAtMs: 0,
  createdAtMs: 0,
  seenAtMs: 0,
}

const key = (letter: string) => letter.repeat(64) as SessionKey
const sealKey = randomBytes(32)

const stores: [string, () => Promise<SessionStore>][] = [
  ['memory', () => Promise.resolve(new MemorySessionStore())],
  ['files', async () => FileSessionStore.open(await temporaryDirectory(), new Seal([sealKey]))],
]

test.each(stores)('%s: a record is read as it was put, replaced, and deleted', async (_name, open) => {
  const store = await open()
  expect(await store.get(key('a'))).toBeUndefined()
  await store.put(key('a'), record)
  expect(await store.get(key('a'))).toEqual(record)
  await store.put(key('a'), { ...record, seenAtMs: 5 })
  expect((await store.get(key('a')))?.seenAtMs).toBe(5)
  await store.delete(key('a'))
  await store.delete(key('a'))
  expect(await store.get(key('a'))).toBeUndefined()
  await store.check()
})

test.each(stores)('%s: sweeping takes what is over and leaves the rest', async (_name, open) => {
  const store = await open()
  await store.put(key('a'), record)
  await store.put(key('b'), { ...record, seenAtMs: 9 })
  await store.sweep(({ seenAtMs }) => seenAtMs < 5)
  expect(await store.get(key('a'))).toBeUndefined()
  expect(await store.get(key('b'))).toBeDefined()
})

test('records in files survive a restart, hold nothing readable, and are closed to others', async () => {
  const directory = await temporaryDirectory()
  await (await FileSessionStore.open(directory, new Seal([sealKey]))).put(key('a'), record)
  const file = join(directory, key('a'))
  expect(await readFile(file, 'utf8')).not.toMatch(/canary|ou_1|张三/)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await (await FileSessionStore.open(directory, new Seal([sealKey]))).get(key('a'))).toEqual(record)
})

test('a record under the old key stays readable beside a new one, and is gone without it', async () => {
  const directory = await temporaryDirectory()
  await (await FileSessionStore.open(directory, new Seal([sealKey]))).put(key('a'), record)
  const newKey = randomBytes(32)
  expect(await (await FileSessionStore.open(directory, new Seal([newKey, sealKey]))).get(key('a'))).toEqual(record)
  const without = await FileSessionStore.open(directory, new Seal([newKey]))
  expect(await without.get(key('a'))).toBeUndefined()
  await without.sweep(() => false)
  expect(await readdir(directory)).toEqual([])
})

test('a record moved to another session, changed by a bit, or cut short reads as none', async () => {
  const directory = await temporaryDirectory()
  const store = await FileSessionStore.open(directory, new Seal([sealKey]))
  await store.put(key('a'), record)
  const sealed = await readFile(join(directory, key('a')), 'utf8')
  const bent = `${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`
  for (const content of [sealed, '', 'x', sealed.slice(0, 20), bent]) {
    await writeFile(join(directory, key('b')), content)
    expect(await store.get(key('b'))).toBeUndefined()
  }
})

test('many writes at once leave one whole record and nothing aside', async () => {
  const directory = await temporaryDirectory()
  const store = await FileSessionStore.open(directory, new Seal([sealKey]))
  await Promise.all(Array.from({ length: 20 }, (_, n) => store.put(key('a'), { ...record, seenAtMs: n })))
  expect(await store.get(key('a'))).toMatchObject({ person: record.person })
  expect(await readdir(directory)).toEqual([key('a')])
})

test('what a killed gateway left half-written is swept away, and a write under way is not', async () => {
  const directory = await temporaryDirectory()
  const store = await FileSessionStore.open(directory, new Seal([sealKey]))
  await writeFile(join(directory, `.${key('a')}.killed`), 'half')
  await writeFile(join(directory, `.${key('a')}.writing`), 'half')
  const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60_000)
  await utimes(join(directory, `.${key('a')}.killed`), twoHoursAgo, twoHoursAgo)
  await store.sweep(() => false)
  expect(await readdir(directory)).toEqual([`.${key('a')}.writing`])
})

test('a key is made once, kept for its owner only, and a broken one is named', async () => {
  const directory = await temporaryDirectory()
  const first = await keptSessionKey(directory)
  expect((await keptSessionKey(directory)).key.equals(first.key)).toBe(true)
  expect(first.key).toHaveLength(32)
  expect((await stat(first.path)).mode & 0o777).toBe(0o600)
  await writeFile(first.path, 'short')
  await expect(keptSessionKey(directory)).rejects.toThrow(first.path)
})
