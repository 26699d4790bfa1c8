import { describe, expect, test } from 'vitest'
import { expectCompaniesApart, expectLeavingForgets, handDrivenCompanies } from '../testing/hand-driven-companies.ts'
import { HandClock, jain } from '../testing/hand-driven-quota.ts'
import { MemoryLedgers } from './memory-ledgers.ts'
import { idleCompanyMs, theApp } from './quotas.ts'

const spacingMs = 204
const dayMs = 24 * 60 * 60 * 1000

describe('companies', () => {
  test('two companies start calls of one endpoint at the same time, each at its own rate', async () => {
    const { ask, run, started } = handDrivenCompanies()
    for (let n = 0; n < 5; n += 1) for (const company of ['a', 'b']) ask(company)
    await run(10_000)
    for (const company of ['a', 'b']) {
      const times = started.filter((one) => one.company === company).map(({ atMs }) => atMs)
      expect(times).toEqual([0, 1, 2, 3, 4].map((n) => n * spacingMs))
    }
  })

  test('one that floods with two hundred people changes nothing for the other, inside which people still take turns', async () => {
    const { ask, run, started } = handDrivenCompanies()
    for (let person = 0; person < 200; person += 1)
      for (let n = 0; n < 5; n += 1) ask('flood', { session: `f${person}` })
    for (let n = 0; n < 30; n += 1) ask('calm', { session: 'greedy' })
    for (let person = 1; person < 6; person += 1) for (let n = 0; n < 5; n += 1) ask('calm', { session: `p${person}` })
    await run(60 * spacingMs)
    const calm = started.filter(({ company }) => company === 'calm')
    expect(calm.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 55 }, (_, n) => n * spacingMs))
    const sessions = [...new Set(calm.map(({ session }) => session))]
    expect(jain(sessions.map((name) => calm.slice(0, 30).filter(({ session }) => session === name).length))).toBe(1)
  })

  test('a day, a month and an endpoint that are used up in one company are open in the other', async () => {
    const { quotas, ask, run, started, putOff } = handDrivenCompanies()
    const call = { route: 'uploadFinish', parameters: {} } as const
    await quotas.of('day').close(call, 'endpoint', dayMs)
    quotas.of('month').closeMonth()
    for (const company of ['day', 'month', 'other']) ask(company)
    await run(0)
    expect(started.map(({ company }) => company)).toEqual(['other'])
    expect(putOff.map(({ company, monthIsUsedUp }) => [company, monthIsUsedUp])).toEqual([
      ['month', true],
      ['day', false],
    ])
    expect(await quotas.of('other').usage(['uploadFinish'])).toMatchObject([{ usedToday: 1, closedForMs: null }])
    expect(await quotas.of('day').usage(['uploadFinish'])).toMatchObject([{ usedToday: 0, closedForMs: 300_000 }])
  })

  test('a width that one company’s refusals made small stays as it was in the other', async () => {
    const { quotas, ask, run, settle, started } = handDrivenCompanies()
    for (let n = 0; n < 3; n += 1) ask('refused', { route: 'uploadAll' })
    await run(1000)
    for (const { end } of [...started]) {
      end('crowded')
      await settle()
    }
    const [limit] = quotas.of('other').limits.of({ route: 'uploadAll', parameters: {} })
    const widths = await Promise.all(['refused', 'other'].map((company) => quotas.of(company).holders(limit!)))
    expect(widths[0]?.width).toBeLessThan(8)
    expect(widths[1]?.width).toBe(8)
  })

  test('nobody is told of another company’s waiting calls', async () => {
    const { quotas, ask, run } = handDrivenCompanies()
    for (let n = 0; n < 3; n += 1) ask('a', { session: 'a-person', name: `a-${n}` })
    ask('b', { session: 'b-person', name: 'b-0' })
    ask('b', { session: 'b-person', name: 'b-1' })
    await run(0)
    expect((await quotas.of('b').crowd()).flatMap(({ calls }) => calls.map(({ name }) => name))).toEqual(['b-1'])
    expect(quotas.waiting).toBe(3)
  })

  test('a gateway that stops puts off the calls of every company, and of those that come then', async () => {
    const { quotas, ask, run, putOff } = handDrivenCompanies()
    for (const company of ['a', 'b', 'a', 'b']) ask(company)
    await run(0)
    quotas.stop()
    ask('c')
    await run(0)
    expect(putOff.map(({ company }) => company).sort()).toEqual(['a', 'b', 'c'])
  })
})

describe('a company that nobody uses', () => {
  test('is forgotten, while its day’s count goes on', async () => {
    const clock = new HandClock()
    const ledgers = new MemoryLedgers(clock)
    const { quotas, ask, run, settle, started } = handDrivenCompanies(clock, [ledgers])
    ask('a')
    await run(0)
    started[0]?.end('accepted')
    await settle()
    await run(idleCompanyMs)
    quotas.sweep()
    expect(quotas.size).toBe(0)
    expect(ledgers.dayCount()).toMatchObject({ calls: {}, companies: { a: { uploadFinish: 1 } } })
    expect(await quotas.of('a').usage(['uploadFinish'])).toMatchObject([{ usedToday: 1 }])
  })

  test('is remembered while one of its calls is in flight', async () => {
    const { quotas, ask, run, settle, started } = handDrivenCompanies()
    ask('a', { route: 'uploadAll' })
    await run(idleCompanyMs)
    quotas.sweep()
    expect(quotas.size).toBe(1)
    started[0]?.end('accepted')
    await settle()
    quotas.sweep()
    expect(quotas.size).toBe(0)
  })

  test('is remembered for as long as Feishu said that it refuses its calls', async () => {
    const { quotas, run } = handDrivenCompanies()
    await quotas.of('a').close({ route: 'uploadAll', parameters: {} }, 'endpoint', 3 * idleCompanyMs)
    await run(2 * idleCompanyMs)
    quotas.sweep()
    expect(quotas.size).toBe(1)
    await run(idleCompanyMs)
    quotas.sweep()
    expect(quotas.size).toBe(0)
  })

  test('does not begin a new day with the count of the last', async () => {
    const clock = new HandClock()
    const ledgers = new MemoryLedgers(clock)
    const { quotas, ask, run, settle, started } = handDrivenCompanies(clock, [ledgers])
    ask('a')
    await run(0)
    started[0]?.end('accepted')
    await settle()
    await run(idleCompanyMs)
    quotas.sweep()
    await run(dayMs)
    expect(ledgers.dayCount()).not.toHaveProperty('companies')
    expect(await quotas.of('a').usage(['uploadFinish'])).toMatchObject([{ usedToday: 0 }])
  })

  test('counts go on in the next process, and what an earlier version kept is the app’s own', async () => {
    const clock = new HandClock()
    const first = new MemoryLedgers(clock)
    const { ask, run } = handDrivenCompanies(clock, [first])
    for (const company of [theApp, 'a', 'a']) ask(company)
    await run(1000)
    const kept = first.dayCount()
    const next = new MemoryLedgers(clock, kept)
    expect(next.dayCount()).toEqual(kept)
    expect(await next.of('a').usage(['uploadFinish'])).toMatchObject([{ usedToday: 2 }])
    const { day, calls } = kept
    expect(await new MemoryLedgers(clock, { day, calls }).of(theApp).usage(['uploadFinish'])).toMatchObject([
      { usedToday: 1 },
    ])
  })
})

describe('a company that leaves the app', () => {
  test('has no counts, no closures and no waiting calls any more, while another notices nothing', async () => {
    await expectLeavingForgets((clock) => Promise.resolve([new MemoryLedgers(clock)]))
  })

  test('leaves no count for the next process', async () => {
    const clock = new HandClock()
    const ledgers = new MemoryLedgers(clock)
    const { quotas, ask, run, settle, started } = handDrivenCompanies(clock, [ledgers])
    ask('a', { route: 'uploadAll' })
    ask('b')
    await run(0)
    await quotas.forget('a')
    started[0]?.end('crowded')
    await settle()
    expect(ledgers.dayCount()).toMatchObject({ companies: { b: { uploadFinish: 1 } } })
    expect(ledgers.dayCount().companies).not.toHaveProperty('a')
  })

  test('is forgotten though nobody of it called for long, and the app itself is not', async () => {
    const clock = new HandClock()
    const ledgers = new MemoryLedgers(clock, { day: 0, calls: {} })
    const { quotas, ask, run, settle, started } = handDrivenCompanies(clock, [ledgers])
    const heard: string[] = []
    quotas.whenForgotten((company) => heard.push(company))
    for (const company of ['a', theApp]) ask(company)
    await run(0)
    for (const { end } of started) end('accepted')
    await settle()
    await run(idleCompanyMs)
    quotas.sweep()
    for (const company of ['a', theApp]) await quotas.forget(company)
    expect(ledgers.dayCount()).toMatchObject({ calls: { uploadFinish: 1 } })
    expect(ledgers.dayCount()).not.toHaveProperty('companies')
    expect(heard).toEqual(['a'])
  })
})

test('whatever companies call, each keeps its rates, is told of none of the others and waits for none of them', async () => {
  await expectCompaniesApart(25, (clock) => Promise.resolve([new MemoryLedgers(clock)]))
})
