import { expect, test } from 'vitest'
import { HandClock } from '../testing/hand-driven-quota.ts'
import { MemoryLedger } from './memory-ledger.ts'

const spacingMs = 204

test('after sleeping past midnight a new day begins by the wall clock, while spacing follows the monotonic clock', async () => {
  const clock = new HandClock()
  const ledger = new MemoryLedger(clock)
  const limits = [{ name: 'uploadAll', spacingMs, perDay: 1, atOnce: null }]
  const take = (id: string) => ledger.take([{ session: 'a', route: 'uploadAll', limits, calls: [{ id, name: null }] }])
  const fourteenHoursMs = 14 * 60 * 60 * 1000
  expect(await take('1')).toEqual([0])
  expect(await take('2')).toEqual([fourteenHoursMs])
  clock.set(fourteenHoursMs)
  expect(await ledger.usage(['uploadAll'])).toMatchObject([{ usedToday: 0, dayEndsInMs: 24 * 60 * 60 * 1000 }])
  expect(await take('2')).toEqual([spacingMs])
})

test('a day’s count goes on after a restart, and not after midnight', async () => {
  const clock = new HandClock()
  const first = new MemoryLedger(clock)
  const limits = [{ name: 'uploadAll', spacingMs: 0, perDay: 10, atOnce: null }]
  await first.take([{ session: 'a', route: 'uploadAll', limits, calls: [{ id: '1', name: null }] }])
  const second = new MemoryLedger(clock, first.dayCount())
  expect(await second.usage(['uploadAll'])).toMatchObject([{ usedToday: 1 }])
  await clock.run(24 * 60 * 60 * 1000, () => Promise.resolve())
  const third = new MemoryLedger(clock, second.dayCount())
  expect(await third.usage(['uploadAll'])).toMatchObject([{ usedToday: 0 }])
})
