import { expect, test } from 'vitest'
import { HandClock } from '../testing/hand-driven-quota.ts'
import { MemoryLedgers } from './memory-ledgers.ts'
import { theApp } from './quotas.ts'

const line = (id: string, perDay: number | null) => ({
  session: 'a',
  route: 'uploadAll' as const,
  limits: [{ name: 'uploadAll', spacingMs: 0, perDay, atOnce: null }],
  calls: [{ id, name: null }],
})

test('only a counted call, or a company that is forgotten, changes what the next process has to know', async () => {
  const ledgers = new MemoryLedgers(new HandClock())
  expect(ledgers.changes).toBe(0)
  await ledgers.of(theApp).take([line('1', null)])
  ledgers.dayCount()
  expect(ledgers.changes).toBe(0)
  await ledgers.of(theApp).take([line('2', 10)])
  await ledgers.of('2ed263bf32cf1651').take([line('3', 10)])
  expect(ledgers.changes).toBe(2)
  expect(ledgers.letGo('2ed263bf32cf1651')).toBe(true)
  expect(ledgers.changes).toBe(2)
  await ledgers.forget('2ed263bf32cf1651')
  expect(ledgers.changes).toBe(3)
})
