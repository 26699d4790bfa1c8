import { expect, test } from 'vitest'
import { Quota, usualQuotaLimits, type QuotaCall, type QuotaLimits } from './quota.ts'

const spacingMs = 204

/** A quota whose clock moves only when told to. */
function handDriven(limits: Partial<QuotaLimits> = {}) {
  let nowMs = 1_000_000
  const timers = new Set<{ atMs: number; wake: () => void }>()
  const quota = new Quota(
    {
      nowMs: () => nowMs,
      wakeIn: (delayMs, wake) => {
        const timer = { atMs: nowMs + delayMs, wake }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    },
    { ...usualQuotaLimits, ...limits },
  )
  const started: { session: string; atMs: number; document: string }[] = []
  const held: { session: string; waitMs: number }[] = []
  const startMs = nowMs
  return {
    quota,
    started,
    held,
    /** Asks for turns without waiting for them. */
    ask: (call: Partial<QuotaCall> & { session: string }, signal = new AbortController().signal): void => {
      const { session, route = 'uploadAll', parameters = {} } = call
      quota.turn({ session, route, parameters }, signal).then(
        (turn) => {
          if (turn.granted) started.push({ session, atMs: nowMs - startMs, document: parameters['document_id'] ?? '' })
          else held.push({ session, waitMs: turn.waitMs })
        },
        () => undefined,
      )
    },
    run: async (forMs: number): Promise<void> => {
      const endMs = nowMs + forMs
      await settle()
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)
        if (!next) break
        timers.delete(next)
        nowMs = Math.max(nowMs, next.atMs)
        next.wake()
        await settle()
      }
      nowMs = endMs
    },
  }
}

/** Lets promises that are ready run. */
async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await Promise.resolve()
}

function jain(counts: readonly number[]): number {
  const sum = counts.reduce((all, count) => all + count, 0)
  return sum ** 2 / (counts.length * counts.reduce((all, count) => all + count ** 2, 0))
}

test('calls of one endpoint start evenly spaced, a little slower than the rate, never in bursts', async () => {
  const { quota, ask, run, started } = handDriven()
  for (let n = 0; n < 10; n += 1) ask({ session: 'a' })
  await run(10_000)
  expect(started.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 10 }, (_, n) => n * spacingMs))
  expect(quota.callsToday('uploadAll')).toBe(10)
})

test('idle time is not saved up for a burst', async () => {
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

test('sessions get equal turns, however many calls each has waiting', async () => {
  const { ask, run, started } = handDriven()
  for (let n = 0; n < 100; n += 1) ask({ session: 'greedy' })
  for (let person = 1; person < 20; person += 1) for (let n = 0; n < 5; n += 1) ask({ session: `p${person}` })
  await run(101 * spacingMs)
  const sessions = new Set(started.map(({ session }) => session))
  const counts = [...sessions].map((name) => started.slice(0, 100).filter(({ session }) => session === name).length)
  expect(counts).toHaveLength(20)
  expect(jain(counts)).toBeGreaterThan(0.98)
})

test('somebody who asks again right after each turn gets no more turns than one who queues', async () => {
  const { quota, ask, run, started } = handDriven()
  for (let n = 0; n < 50; n += 1) ask({ session: 'queues' })
  let turns = 0
  const again = async (): Promise<void> => {
    await quota.turn({ session: 'again', route: 'uploadAll', parameters: {} }, new AbortController().signal)
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

test('two kinds of edit of one document take turns', async () => {
  const { ask, run, started, quota } = handDriven()
  const parameters = { document_id: 'one' }
  for (let n = 0; n < 20; n += 1) ask({ session: 'a', route: 'createBlocks', parameters })
  for (let n = 0; n < 20; n += 1) ask({ session: 'a', route: 'batchUpdateBlocks', parameters })
  await run(19 * 340 + 100)
  expect(started).toHaveLength(20)
  expect(Math.abs(quota.callsToday('createBlocks') - quota.callsToday('batchUpdateBlocks'))).toBeLessThanOrEqual(1)
})

test('a quota that Feishu closed starts nothing until then, and goes on evenly after', async () => {
  const { quota, ask, run, started } = handDriven()
  ask({ session: 'a' })
  await run(0)
  quota.close({ route: 'uploadAll', parameters: {} }, 'endpoint', 5000)
  ask({ session: 'a' })
  ask({ session: 'a' })
  await run(10_000)
  expect(started.map(({ atMs }) => atMs)).toEqual([0, 5000, 5000 + spacingMs])
})

test('closing a document leaves other documents alone', async () => {
  const { quota, ask, run, started } = handDriven()
  quota.close({ route: 'createBlocks', parameters: { document_id: 'one' } }, 'document', 5000)
  ask({ session: 'a', route: 'createBlocks', parameters: { document_id: 'one' } })
  ask({ session: 'a', route: 'createBlocks', parameters: { document_id: 'two' } })
  await run(10_000)
  expect(started.map(({ document, atMs }) => [document, atMs])).toEqual([
    ['two', 0],
    ['one', 5000],
  ])
})

test('whoever goes away leaves the queue, and the turn goes to the next', async () => {
  const { quota, ask, run, started } = handDriven()
  const gone = new AbortController()
  ask({ session: 'a' })
  ask({ session: 'b' }, gone.signal)
  ask({ session: 'c' })
  await run(0)
  gone.abort()
  expect(quota.waiting).toBe(1)
  await run(spacingMs)
  expect(started.map(({ session }) => session)).toEqual(['a', 'c'])
})

test('a session that has too many calls waiting is told to come back, and others are not', async () => {
  const { ask, run, held, started } = handDriven({ perSession: 3, inAll: 100 })
  for (let n = 0; n < 6; n += 1) ask({ session: 'a' })
  ask({ session: 'b' })
  await run(10_000)
  expect(held.map(({ session }) => session)).toEqual(['a', 'a'])
  expect(started).toHaveLength(5)
})

test('a call is held for a minute at most and then told when to come back', async () => {
  const { quota, ask, run, held, started } = handDriven()
  quota.close({ route: 'uploadAll', parameters: {} }, 'endpoint', 90_000)
  ask({ session: 'a' })
  await run(60_000)
  expect(held).toEqual([{ session: 'a', waitMs: 30_000 }])
  expect(quota.waiting).toBe(0)
  await run(60_000)
  expect(started).toEqual([])
})

test('the count of calls starts again with the day', async () => {
  const { quota, ask, run } = handDriven()
  ask({ session: 'a' })
  await run(24 * 60 * 60 * 1000)
  expect(quota.callsToday('uploadAll')).toBe(0)
})
