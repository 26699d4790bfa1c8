import { expect, test } from 'vitest'
import { handDriven, HandClock, jain } from '../testing/hand-driven-quota.ts'
import type { Ledger } from './ledger.ts'
import type { Line } from './line.ts'
import { MemoryLedger } from './memory-ledger.ts'

const spacingMs = 204

test('C12 calls of one endpoint start evenly spaced, a little slower than the rate, never in bursts', async () => {
  const { quota, ask, run, started } = handDriven()
  for (let n = 0; n < 10; n += 1) ask({ session: 'a', route: 'uploadFinish' })
  await run(10_000)
  expect(started.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 10 }, (_, n) => n * spacingMs))
  expect(await quota.usage(['uploadFinish'])).toMatchObject([{ usedToday: 10 }])
})

test('E11 a route that an answer closed for 31 years is looked at again every five minutes', async () => {
  const { quota, ask, run, started } = handDriven()
  const minutes = 60_000
  for (let round = 0; round < 3; round += 1) {
    await quota.close({ route: 'uploadAll', parameters: {} }, 'endpoint', 999_999_999_000)
    expect(await quota.usage(['uploadAll'])).toMatchObject([{ closedForMs: 5 * minutes }])
    await run(4.5 * minutes)
    ask({ session: `s${round}` })
    await run(0.5 * minutes)
    expect(started).toHaveLength(round + 1)
  }
})

test('idle time does not allow a later burst', async () => {
  const { ask, run, started } = handDriven()
  await run(60_000)
  for (let n = 0; n < 3; n += 1) ask({ session: 'a' })
  await run(1000)
  expect(started.map(({ atMs }) => atMs)).toEqual([60_000, 60_000 + spacingMs, 60_000 + 2 * spacingMs])
})

test('endpoints do not wait for one another', async () => {
  const { ask, run, started } = handDriven()
  ask({ session: 'a', route: 'uploadAll' })
  ask({ session: 'a', route: 'uploadPart' })
  await run(0)
  expect(started.map(({ atMs }) => atMs)).toEqual([0, 0])
})

test('a caller that asks again right after each turn gets no more turns than one that queues', async () => {
  const { quota, ask, run, started } = handDriven()
  for (let n = 0; n < 50; n += 1) ask({ session: 'queues', route: 'uploadFinish' })
  let turns = 0
  const again = async (): Promise<void> => {
    const call = { session: 'again', route: 'uploadFinish', parameters: {}, name: null } as const
    await quota.turn(call, new AbortController().signal)
    turns += 1
    await again()
  }
  void again()
  await run(40 * spacingMs)
  expect(Math.abs(turns - started.length)).toBeLessThanOrEqual(1)
})

test('edits of one document keep its own pace, and other documents do not wait behind it', async () => {
  const { ask, run, started } = handDriven()
  for (let n = 0; n < 3; n += 1) {
    ask({ session: 'a', route: 'createBlocks', parameters: { document_id: 'one' } })
    ask({ session: 'a', route: 'batchUpdateBlocks', parameters: { document_id: 'one' } })
    ask({ session: 'b', route: 'batchUpdateBlocks', parameters: { document_id: 'two' } })
  }
  await run(10_000)
  const one = started.filter(({ document }) => document === 'one').map(({ atMs }) => atMs)
  expect(one).toHaveLength(6)
  for (let n = 1; n < one.length; n += 1) expect((one[n] ?? 0) - (one[n - 1] ?? 0)).toBeGreaterThanOrEqual(340 - 1e-6)
  expect(one.at(-1)).toBeLessThan(5 * 340 + 350)
  expect(started.find(({ document }) => document === 'two')?.atMs).toBe(0)
})

test('an aborted call leaves the queue, and the turn goes to the next', async () => {
  const { quota, ask, run, started } = handDriven()
  const gone = new AbortController()
  ask({ session: 'a' })
  ask({ session: 'b' }, { signal: gone.signal })
  ask({ session: 'c' })
  await run(0)
  gone.abort()
  expect(quota.waiting).toBe(1)
  await run(spacingMs)
  expect(started.map(({ session }) => session)).toEqual(['a', 'c'])
})

test('a call aborted just as its turn comes leaves nothing in flight', async () => {
  const { quota, ask, run, settle, started } = handDriven()
  const parameters = { app_token: 'b', table_id: 't' }
  const gone = new AbortController()
  ask({ session: 'a', route: 'createRecord', parameters }, { signal: gone.signal })
  gone.abort()
  await settle()
  expect(quota.waiting).toBe(0)
  ask({ session: 'b', route: 'createRecord', parameters })
  await run(100)
  expect(started.map(({ session }) => session)).toEqual(['b'])
})

test('a call is held for a minute at most', async () => {
  const { quota, ask, run, putOff, started } = handDriven()
  for (let n = 0; n < 2; n += 1) ask({ session: 'a', route: 'createRecord', parameters: { table_id: 't' } })
  await run(60_000)
  expect(started).toHaveLength(1)
  expect(putOff).toHaveLength(1)
  expect(quota.waiting).toBe(0)
})

test('a call that could not start within a minute is answered at once with when to come back', async () => {
  const { quota, ask, run, putOff, started } = handDriven()
  await quota.close({ route: 'uploadAll', parameters: {} }, 'endpoint', 90_000)
  ask({ session: 'a' })
  await run(0)
  expect(putOff).toEqual([{ session: 'a', waitMs: 90_000, dayIsUsedUp: false }])
  await run(90_000)
  ask({ session: 'a' })
  await run(0)
  expect(started.map(({ atMs }) => atMs)).toEqual([90_000])
})

test('when the gateway stops, waiting calls are asked to come back, and running ones go on', async () => {
  const { quota, ask, run, putOff, started } = handDriven()
  for (const session of ['a', 'b', 'c']) ask({ session })
  await run(0)
  quota.stop()
  ask({ session: 'd' })
  await run(1000)
  expect(started.map(({ session }) => session)).toEqual(['a'])
  expect(putOff).toEqual(['b', 'c', 'd'].map((session) => ({ session, waitMs: 2000, dayIsUsedUp: false })))
})

test('while the ledger cannot be reached calls wait, and go on when it can', async () => {
  const clock = new HandClock()
  const ledger = new MemoryLedger(clock)
  let isReached = false
  const shaky: Ledger = Object.assign(Object.create(ledger) as Ledger, {
    take: (lines: readonly Line[]) => (isReached ? ledger.take(lines) : Promise.reject(new Error('gone'))),
  })
  const { ask, run, started, failures } = handDriven({ clock, ledgers: [shaky] })
  ask({ session: 'a' })
  await run(3000)
  expect(started).toEqual([])
  expect(failures.length).toBeGreaterThan(3)
  isReached = true
  await run(1000)
  expect(started).toHaveLength(1)
})

test('C12 twenty people with very different queues get equal turns', async () => {
  const { ask, run, started } = handDriven()
  for (let n = 0; n < 100; n += 1) ask({ session: 'greedy', route: 'uploadFinish' })
  for (let person = 1; person < 20; person += 1)
    for (let n = 0; n < 5; n += 1) ask({ session: `p${person}`, route: 'uploadFinish' })
  await run(101 * spacingMs)
  const sessions = new Set(started.map(({ session }) => session))
  const counts = [...sessions].map((name) => started.slice(0, 100).filter(({ session }) => session === name).length)
  expect(counts).toHaveLength(20)
  expect(jain(counts)).toBeGreaterThan(0.98)
})
