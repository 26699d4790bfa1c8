import { expect, test } from 'vitest'
import type { SessionStore } from '../session/session-store.ts'
import { aRecordLasting, key } from './session-records.ts'

const record = aRecordLasting(3_600_000)

/** The behaviour of every session store, as tests; the time is when the record begins. */
export function testSessionStore(name: string, open: () => Promise<SessionStore>): void {
  test(`${name}: a record is read as it was put, replaced, and deleted`, async () => {
    const store = await open()
    expect(await store.get(key('a'))).toBeUndefined()
    await store.put(key('a'), record)
    const kept = await store.get(key('a'))
    expect(kept?.record).toEqual(record)
    expect(await store.replace(key('a'), kept?.version ?? '', { ...record, refreshedAtMs: 5 })).toBe(true)
    expect((await store.get(key('a')))?.record.refreshedAtMs).toBe(5)
    await store.delete(key('a'))
    await store.delete(key('a'))
    expect(await store.get(key('a'))).toBeUndefined()
    await store.check()
  })

  test(`${name}: of changes that saw the same record one comes true`, async () => {
    const store = await open()
    await store.put(key('a'), record)
    const { version = '' } = (await store.get(key('a'))) ?? {}
    const changes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => store.replace(key('a'), version, { ...record, refreshedAtMs: n })),
    )
    expect(changes.filter(Boolean)).toHaveLength(1)
    expect((await store.get(key('a')))?.record.refreshedAtMs).toBe(changes.indexOf(true))
  })

  test(`${name}: a deleted record is not brought back by a change that saw it`, async () => {
    const store = await open()
    await store.put(key('a'), record)
    const { version = '' } = (await store.get(key('a'))) ?? {}
    const [, replaced] = await Promise.all([store.delete(key('a')), store.replace(key('a'), version, record)])
    expect(replaced).toBe(false)
    expect(await store.get(key('a'))).toBeUndefined()
  })

  test(`${name}: the sessions of a company are deleted together, and those of another stay`, async () => {
    const store = await open()
    const of = (tenantKey: string) => ({ ...record, person: { ...record.person, tenantKey } })
    await store.put(key('a'), of('acme'))
    await store.put(key('b'), of('acme'))
    await store.put(key('c'), of('other'))
    expect((await store.deleteOfCompany('acme')).toSorted()).toEqual([key('a'), key('b')])
    expect(await store.get(key('a'))).toBeUndefined()
    expect(await store.get(key('b'))).toBeUndefined()
    expect((await store.get(key('c')))?.record).toEqual(of('other'))
    expect(await store.deleteOfCompany('acme')).toEqual([])
  })
}
