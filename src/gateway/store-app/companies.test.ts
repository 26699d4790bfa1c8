import { expect, test } from 'vitest'
import { LocalLock } from '../session/access-tokens.ts'
import { MemoryKeptTexts } from '../stores/kept-texts.ts'
import { MemorySessionStore } from '../session/memory-session-store.ts'
import { aRecordLasting, key } from '../testing/session-records.ts'
import { Companies } from './companies.ts'

async function withSessions() {
  const store = new MemorySessionStore()
  const of = (tenantKey: string) => ({ ...aRecordLasting(1e9), person: { openId: 'ou_1', name: '', tenantKey } })
  await store.put(key('a'), of('acme'))
  await store.put(key('b'), of('other'))
  const forgotten: string[] = []
  const failing: Error[] = []
  const companies = new Companies({
    texts: new MemoryKeptTexts(() => 0),
    lock: new LocalLock(),
    endSessions: (tenantKey) => store.deleteOfCompany(tenantKey),
    forget: [
      (tenantKey) => {
        const error = failing.shift()
        if (error) return Promise.reject(error)
        forgotten.push(tenantKey)
        return Promise.resolve()
      },
    ],
  })
  return { companies, store, forgotten, failing }
}

test('a company that leaves is forgotten, and those of its people who were at it learn why; another stays', async () => {
  const { companies, store, forgotten } = await withSessions()
  await companies.leave('acme', 10)
  expect(await companies.isAway('acme')).toBe(true)
  expect(await store.get(key('a'))).toBeUndefined()
  expect(await companies.endedSession(key('a'))).toBe(true)
  expect(forgotten).toEqual(['acme'])
  expect(await companies.isAway('other')).toBe(false)
  expect(await store.get(key('b'))).toBeDefined()
  expect(await companies.endedSession(key('b'))).toBe(false)
})

test('a company that comes back is as any other, and its people are only asked to sign in', async () => {
  const { companies } = await withSessions()
  await companies.leave('acme', 10)
  await companies.comeBack('acme', 20)
  expect(await companies.isAway('acme')).toBe(false)
  expect(await companies.endedSession(key('a'))).toBe(false)
})

test('a late repeat of its leaving does not send a company away again', async () => {
  const { companies, forgotten } = await withSessions()
  await companies.comeBack('acme', 20)
  await companies.leave('acme', 10)
  expect(await companies.isAway('acme')).toBe(false)
  expect(forgotten).toEqual([])
})

test('a leaving that failed half-way is finished by its repeat', async () => {
  const { companies, forgotten, failing } = await withSessions()
  failing.push(new Error('the store is away'))
  await expect(companies.leave('acme', 10)).rejects.toThrow('the store is away')
  expect(await companies.isAway('acme')).toBe(true)
  await companies.leave('acme', 10)
  expect(forgotten).toEqual(['acme'])
})

test('a sign-in at Feishu proves that a company is back, though the event was lost; a later leaving counts', async () => {
  const { companies } = await withSessions()
  await companies.leave('acme', 10)
  await companies.hasTheApp('acme', 20)
  expect(await companies.isAway('acme')).toBe(false)
  await companies.leave('acme', 30)
  expect(await companies.isAway('acme')).toBe(true)
})

test('a sign-in that began before a company left does not bring it back', async () => {
  const { companies } = await withSessions()
  await companies.leave('acme', 10)
  await companies.hasTheApp('acme', 9)
  expect(await companies.isAway('acme')).toBe(true)
})

test('a leaving that comes while a sign-in is noted counts', async () => {
  const { companies } = await withSessions()
  await companies.leave('acme', 10)
  await Promise.all([companies.hasTheApp('acme', 20), companies.leave('acme', 30)])
  expect(await companies.isAway('acme')).toBe(true)
})
