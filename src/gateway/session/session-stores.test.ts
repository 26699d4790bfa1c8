import { readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aRecord, aRecordLasting, key } from '../testing/session-records.ts'
import { testSessionStore } from '../testing/session-store-behaviour.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { FileSessionStore } from './file-session-store.ts'
import { MemorySessionStore } from './memory-session-store.ts'
import { Seal } from '../stores/seal.ts'
import { absoluteLifeMs } from './session-life.ts'
import { SealedRecords } from '../stores/sealed-records.ts'
import { keptSessionKey } from './session-key-file.ts'

const sealKey = randomBytes(32)
const under = (...keys: Buffer[]) => new SealedRecords(new Seal(keys))

testSessionStore('memory', () => Promise.resolve(new MemorySessionStore()))
testSessionStore('files', async () => FileSessionStore.open(await temporaryDirectory(), under(sealKey)))

test('expired sessions are swept from memory and files, and nothing else', async () => {
  const stores = [new MemorySessionStore(), await FileSessionStore.open(await temporaryDirectory(), under(sealKey))]
  for (const store of stores) {
    await store.put(key('a'), aRecordLasting(1000))
    await store.put(key('b'), aRecordLasting(1001))
    await store.sweep(1000)
    expect(await store.get(key('a'))).toBeUndefined()
    expect(await store.get(key('b'))).toBeDefined()
  }
})

test('C5 records in files survive a restart, hold nothing readable, and are closed to others', async () => {
  const directory = await temporaryDirectory()
  await (await FileSessionStore.open(directory, under(sealKey))).put(key('a'), aRecord)
  const file = join(directory, key('a'))
  expect(await readFile(file, 'utf8')).not.toMatch(/canary|ou_1|张三/)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await (await FileSessionStore.open(directory, under(sealKey))).get(key('a')))?.record).toEqual(aRecord)
})

test('C5 a record under the old key stays readable beside a new one, and is none without it', async () => {
  const directory = await temporaryDirectory()
  await (await FileSessionStore.open(directory, under(sealKey))).put(key('a'), aRecordLasting(1000))
  const newKey = randomBytes(32)
  expect(await (await FileSessionStore.open(directory, under(newKey, sealKey))).get(key('a'))).toBeDefined()
  const without = await FileSessionStore.open(directory, under(newKey))
  expect(await without.get(key('a'))).toBeUndefined()
})

test('E7 a record that no key opens is kept until it would have ended, and works again with its key', async () => {
  const directory = await temporaryDirectory()
  await (await FileSessionStore.open(directory, under(sealKey))).put(key('a'), aRecordLasting(Infinity))
  const wrong = await FileSessionStore.open(directory, under(randomBytes(32)))
  await writeFile(join(directory, key('b')), 'not a record')
  expect(await wrong.sweep(Date.now())).toEqual({ unreadable: 2 })
  const right = await FileSessionStore.open(directory, under(sealKey))
  expect(await right.get(key('a'))).toBeDefined()
  expect(await right.sweep(0)).toEqual({ unreadable: 1 })
  expect(await wrong.sweep(Date.now() + absoluteLifeMs + 1000)).toEqual({ unreadable: 0 })
  expect(await readdir(directory)).toEqual([])
})

test('C5 a record that is changed moves on to the new key', async () => {
  const directory = await temporaryDirectory()
  const newKey = randomBytes(32)
  await (await FileSessionStore.open(directory, under(sealKey))).put(key('a'), aRecord)
  const both = await FileSessionStore.open(directory, under(newKey, sealKey))
  const { version = '' } = (await both.get(key('a'))) ?? {}
  expect(await both.replace(key('a'), version, aRecord)).toBe(true)
  expect(await (await FileSessionStore.open(directory, under(newKey))).get(key('a'))).toBeDefined()
})

test('C5 a record moved to another session, changed by a bit, or cut short reads as none', async () => {
  const directory = await temporaryDirectory()
  const store = await FileSessionStore.open(directory, under(sealKey))
  await store.put(key('a'), aRecord)
  const sealed = await readFile(join(directory, key('a')), 'utf8')
  const bent = `${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`
  for (const content of [sealed, '', 'x', sealed.slice(0, 20), bent]) {
    await writeFile(join(directory, key('b')), content)
    expect(await store.get(key('b'))).toBeUndefined()
  }
})

test('a session in use costs no look at the disk, and one that ended is not remembered', async () => {
  const directory = await temporaryDirectory()
  const store = await FileSessionStore.open(directory, under(sealKey))
  await store.put(key('a'), aRecord)
  await rename(join(directory, key('a')), join(directory, 'elsewhere'))
  expect((await store.get(key('a')))?.record).toEqual(aRecord)
  await store.delete(key('a'))
  expect(await store.get(key('a'))).toBeUndefined()
})

test('many writes at once leave one complete record and no temporary file', async () => {
  const directory = await temporaryDirectory()
  const store = await FileSessionStore.open(directory, under(sealKey))
  await Promise.all(Array.from({ length: 20 }, (_, n) => store.put(key('a'), { ...aRecord, seenAtMs: n })))
  expect((await store.get(key('a')))?.record.person).toEqual(aRecord.person)
  expect(await readdir(directory)).toEqual([key('a')])
})

test('temporary files of a process that ended in mid-write are swept after an hour', async () => {
  const directory = await temporaryDirectory()
  const store = await FileSessionStore.open(directory, under(sealKey))
  const [abandoned, fresh] = [join(directory, `.${key('a')}.1`), join(directory, `.${key('b')}.2`)]
  await writeFile(abandoned, 'half')
  await writeFile(fresh, 'half')
  await utimes(abandoned, 1000, 1000)
  await utimes(fresh, 4601, 4601)
  await store.sweep(4_600_000)
  expect(await readdir(directory)).toEqual([`.${key('b')}.2`])
})

test('C20 a key is made once, kept for its owner only, and a broken one is named', async () => {
  const directory = await temporaryDirectory()
  const first = await keptSessionKey(directory)
  expect((await keptSessionKey(directory)).key.equals(first.key)).toBe(true)
  expect(first.key).toHaveLength(32)
  expect((await stat(first.path)).mode & 0o777).toBe(0o600)
  await writeFile(first.path, 'short')
  await expect(keptSessionKey(directory)).rejects.toThrow(first.path)
})
