import { describe, expect, test } from 'vitest'
import { HandClock } from '../testing/hand-driven-quota.ts'
import { ledgerKinds, startQuotas } from '../testing/ledger-kinds.ts'

const spacingMs = 204

const minutes = 60_000
const hours = 60 * minutes
const uploads = { route: 'uploadAll', parameters: {} } as const

describe.each(ledgerKinds)('%s', (_kind, open) => {
  test('C12 a quota that Feishu closed until a time starts nothing before, and evenly spaced calls after it', async () => {
    const { quota, ask, run, started } = await startQuotas(open)
    ask({ session: 'a' })
    await run(0)
    await quota.close({ route: 'uploadAll', parameters: {} }, 'endpoint', 5000)
    expect(await quota.usage(['uploadAll', 'uploadPart'])).toMatchObject([{ closedForMs: 5000 }, { closedForMs: null }])
    ask({ session: 'a' })
    ask({ session: 'a' })
    await run(10_000)
    expect(started.map(({ atMs }) => atMs)).toEqual([0, 5000, 5000 + spacingMs])
    expect(await quota.usage(['uploadAll'])).toMatchObject([{ closedForMs: null }])
  })

  test('while Feishu refuses for the day, calls are refused with that time, and after five minutes one tries, then one in ten seconds', async () => {
    const { quota, ask, run, started, putOff } = await startQuotas(open)
    await quota.close(uploads, 'endpoint', 9 * hours)
    await run(1 * minutes)
    ask({ session: 'early' })
    await run(100)
    expect(putOff).toMatchObject([{ session: 'early', dayIsUsedUp: false }])
    expect(putOff[0]?.waitMs).toBeCloseTo(4 * minutes, -3)
    expect(putOff[0]?.refusedForMs).toBeCloseTo(9 * hours - minutes, -3)
    await run(3.5 * minutes)
    for (const session of ['a', 'b', 'c']) ask({ session })
    await run(0.5 * minutes + 9000)
    expect(started.map(({ isProbe }) => isProbe)).toEqual([true])
    await run(10_000)
    expect(started).toHaveLength(2)
    // Both are refused: the newer refusal counts.
    await quota.close(uploads, 'endpoint', 8 * hours)
    await run(2000)
    ask({ session: 'again' })
    await run(2000)
    expect(putOff.slice(1).map(({ session }) => session)).toEqual(['c', 'again'])
    expect(putOff.at(-1)?.refusedForMs).toBeCloseTo(8 * hours, -4)
  })

  test('calls that wait go on at once when the one that tried was let through', async () => {
    const { quota, ask, run, started, putOff } = await startQuotas(open)
    await quota.close(uploads, 'endpoint', 9 * hours)
    await run(4.9 * minutes)
    for (const session of ['a', 'b', 'c']) ask({ session })
    await run(0.1 * minutes + 1000)
    expect(started).toHaveLength(1)
    await quota.reopen(uploads)
    await run(2000)
    expect(started.map(({ isProbe }) => isProbe)).toEqual([true, false, false])
    expect(putOff).toEqual([])
  })

  test('a call that had left before the day was refused, and is refused for a second only, changes nothing', async () => {
    const { quota, ask, run, putOff } = await startQuotas(open)
    await quota.close(uploads, 'endpoint', 9 * hours)
    await run(100)
    await quota.close(uploads, 'endpoint', 1000)
    ask({ session: 'a' })
    await run(100)
    expect(putOff[0]?.refusedForMs).toBeCloseTo(9 * hours, -3)
  })

  test('when the one that tried is refused for a second only, the day’s refusal is over', async () => {
    const { quota, ask, run, started, putOff } = await startQuotas(open)
    await quota.close(uploads, 'endpoint', 9 * hours)
    await run(4.9 * minutes)
    ask({ session: 'a' })
    await run(0.2 * minutes)
    await quota.close(uploads, 'endpoint', 1000)
    for (const session of ['b', 'c']) ask({ session })
    await run(20_000)
    expect(started.map(({ isProbe }) => isProbe)).toEqual([true, false, false])
    expect(putOff).toEqual([])
  })

  test('closing a document leaves other documents alone', async () => {
    const { quota, ask, run, started } = await startQuotas(open)
    await quota.close({ route: 'createBlocks', parameters: { document_id: 'one' } }, 'document', 5000)
    ask({ session: 'a', route: 'createBlocks', parameters: { document_id: 'one' } })
    ask({ session: 'a', route: 'createBlocks', parameters: { document_id: 'two' } })
    await run(10_000)
    expect(started.map(({ document, atMs }) => [document, atMs])).toEqual([
      ['two', 0],
      ['one', 5000],
    ])
  })

  test('C12 when the day’s calls are used up the next one starts when the day in Beijing ends', async () => {
    const clock = new HandClock()
    const ledgers = await open(clock)
    const take = (at: number): Promise<readonly number[]> => {
      const line = { session: 'a', route: 'uploadAll', calls: [{ id: `call ${at}`, name: null }] } as const
      const limit = { name: 'uploadAll', spacingMs: 0, perDay: 3, atOnce: null }
      return ledgers[at % ledgers.length]!.take([{ ...line, limits: [limit] }])
    }
    for (let at = 0; at < 3; at += 1) expect(await take(at)).toEqual([0])
    const fourteenHoursMs = 14 * 60 * 60 * 1000
    expect(await take(3)).toEqual([fourteenHoursMs])
    const usage = { usedToday: 3, dayEndsInMs: fourteenHoursMs }
    for (const ledger of ledgers) expect(await ledger.usage(['uploadAll'])).toMatchObject([usage])
    await clock.run(fourteenHoursMs, () => Promise.resolve())
    expect(await ledgers[0]!.usage(['uploadAll'])).toMatchObject([{ usedToday: 0 }])
    expect(await take(4)).toEqual([0])
  })

  test('a clock that ran ahead of midnight and is set right gives nobody the day’s calls twice', async () => {
    const clock = new HandClock()
    const [ledger] = await open(clock)
    const limits = [{ name: 'uploadAll', spacingMs: 0, perDay: 3, atOnce: null }]
    const take = async (id: string) =>
      (await ledger?.take([{ session: 'a', route: 'uploadAll', limits, calls: [{ id, name: null }] }]))?.[0]
    const fifteenHoursMs = 15 * 60 * 60 * 1000
    clock.set(fifteenHoursMs)
    expect(await take('1')).toBe(0)
    clock.set(-fifteenHoursMs)
    await ledger?.take([])
    expect(await ledger?.usage(['uploadAll'])).toMatchObject([{ usedToday: 1 }])
    await clock.run(fifteenHoursMs, () => Promise.resolve())
    expect(await ledger?.usage(['uploadAll'])).toMatchObject([{ usedToday: 0 }])
  })
})
