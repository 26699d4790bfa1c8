import { describe, expect, test } from 'vitest'
import { jain } from '../testing/hand-driven-quota.ts'
import { ledgerKinds, startQuotas } from '../testing/ledger-kinds.ts'
import { firstWidth } from './limits.ts'

const spacingMs = 204

describe.each(ledgerKinds)('%s', (_kind, open) => {
  test('calls of one endpoint start evenly spaced, wherever they wait', async () => {
    const { ask, run, started } = await startQuotas(open)
    for (let n = 0; n < 10; n += 1) ask({ session: `s${n % 3}`, route: 'uploadFinish' })
    await run(10_000)
    expect(started.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 10 }, (_, n) => n * spacingMs))
  })

  test('a call delayed by making its connection holds back the next ones as long', async () => {
    const { ask, run, settle, started } = await startQuotas(open)
    for (let n = 0; n < 3; n += 1) ask({ session: 'a', route: 'uploadFinish' })
    await run(90)
    started[0]?.left()
    await settle()
    await run(1000)
    // Minus the lateness that the slack covers.
    expect(started.map(({ atMs }) => atMs)).toEqual([0, 70 + spacingMs, 70 + 2 * spacingMs])
  })

  test('C12 sessions get equal turns, however many calls each has waiting and wherever', async () => {
    const { ask, run, started, quotas } = await startQuotas(open)
    // All of one person's calls, and most people, at the first replica.
    for (let n = 0; n < 60; n += 1) ask({ session: 'greedy', route: 'uploadFinish' }, { at: quotas.at(-1)! })
    for (let person = 1; person < 10; person += 1)
      for (let n = 0; n < 6; n += 1) ask({ session: `p${person}`, route: 'uploadFinish' }, { at: quotas[0]! })
    await run(50 * spacingMs)
    const sessions = new Set(started.map(({ session }) => session))
    const counts = [...sessions].map((name) => started.slice(0, 50).filter(({ session }) => session === name).length)
    expect(counts).toHaveLength(10)
    expect(jain(counts)).toBeGreaterThan(0.98)
  })

  test('two kinds of edit of one document keep its pace together and take turns', async () => {
    const { ask, run, started } = await startQuotas(open)
    const parameters = { document_id: 'one' }
    for (let n = 0; n < 20; n += 1) ask({ session: 'a', route: 'createBlocks', parameters })
    for (let n = 0; n < 20; n += 1) ask({ session: 'a', route: 'batchUpdateBlocks', parameters })
    await run(19 * 340 + 100)
    expect(started).toHaveLength(20)
    const creates = started.filter(({ route }) => route === 'createBlocks').length
    expect(Math.abs(creates - 10)).toBeLessThanOrEqual(1)
  })

  test('writes of one table never run concurrently, those of different tables do', async () => {
    const { ask, run, started } = await startQuotas(open)
    for (const table of ['one', 'one', 'two']) {
      ask({ session: 'a', route: 'createRecord', parameters: { app_token: 'b', table_id: table } })
    }
    await run(1000)
    expect(started).toHaveLength(2)
    started[0]?.end('accepted')
    await run(200)
    expect(started).toHaveLength(3)
  })

  test('a call that yields starts only while no other waits for its endpoint, however long ago its person’s last turn was', async () => {
    const { ask, run, started } = await startQuotas(open)
    for (let each = 0; each < 3; each += 1) ask({ session: 'small', route: 'uploadPrepare', yields: true })
    for (let each = 0; each < 6; each += 1) ask({ session: 'large', route: 'uploadPrepare' })
    await run(3000)
    const others = started.map(({ session }) => session)
    // All are asked at once: the very first may start before the others came.
    expect(others.indexOf('small', 1)).toBe(others[0] === 'small' ? 7 : 6)
    expect(others).toHaveLength(9)
  })

  test('a call that yields waits for no half of the width: who does not yield may take all of it', async () => {
    const { ask, run, started } = await startQuotas(open)
    for (let each = 0; each < firstWidth.width; each += 1) ask({ session: 'large' })
    for (let each = 0; each < firstWidth.width; each += 1) ask({ session: 'small', yields: true })
    await run(10_000)
    expect(started.map(({ session }) => session)).toEqual(started.map(() => 'large'))
    expect(started).toHaveLength(firstWidth.width)
  })

  test.each([
    ['do not yield', {}],
    ['yield too', { yields: true }],
  ] as const)('a call that yields leaves half of the width to others that %s', async (_what, others) => {
    const { ask, run, settle, started } = await startQuotas(open)
    for (let each = 0; each < firstWidth.width + 2; each += 1) ask({ session: 'small', yields: true })
    await run(10_000)
    expect(started).toHaveLength(firstWidth.width)
    for (let each = 0; each < firstWidth.width; each += 1) ask({ session: 'other', ...others })
    for (const { end } of [...started]) {
      end('other')
      await settle()
    }
    await run(10_000)
    const later = started.slice(firstWidth.width).map(({ session }) => session)
    expect(later.filter((session) => session === 'other').length).toBeGreaterThanOrEqual(firstWidth.width / 2)
  })

  test('uploads refused for being concurrent are reduced for everybody, until the width is found again', async () => {
    const { ask, run, settle, started } = await startQuotas(open)
    for (let n = 0; n < 20; n += 1) ask({ session: `s${n}` })
    await run(10_000)
    expect(started).toHaveLength(firstWidth.width)
    for (const { end } of [...started]) {
      end('crowded')
      await settle()
    }
    await run(2000)
    // Half of the last two that were in flight together.
    expect(started).toHaveLength(firstWidth.width + 1)
    started.at(-1)?.end('accepted')
    await run(1000)
    expect(started).toHaveLength(firstWidth.width + 2)
  })

  test('who waits is known everywhere, in the order of their turns', async () => {
    const { ask, run, quotas, settle } = await startQuotas(open)
    for (const session of ['a', 'a', 'b', 'c']) ask({ session, name: `${session}-call` })
    await run(10)
    await settle()
    for (const quota of quotas) {
      const crowd = await quota.crowd()
      expect(crowd.map(({ session, calls }) => [session, calls.length]).sort()).toEqual([
        ['a', 1],
        ['b', 1],
        ['c', 1],
      ])
      const [first] = crowd.filter(({ session }) => session === 'a')
      expect(first?.lastTurn).toBeGreaterThan(
        Math.max(...crowd.filter(({ session }) => session !== 'a').map(({ lastTurn }) => lastTurn)),
      )
    }
  })
})
