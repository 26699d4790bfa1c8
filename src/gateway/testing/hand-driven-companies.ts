import fc from 'fast-check'
import { expect } from 'vitest'
import type { CallEnd } from '../../contract/concurrency-width.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import { Limits } from '../quota/limits.ts'
import { MemoryLedgers } from '../quota/memory-ledgers.ts'
import type { PutOff } from '../quota/put-off.ts'
import type { QuotaCall } from '../quota/quota.ts'
import { Quotas, theApp, type Company, type Ledgers } from '../quota/quotas.ts'
import { HandClock, oneAfterTheOther } from './hand-driven-quota.ts'

/** A call of a company that was started. */
export interface StartedOfCompany {
  readonly company: Company
  readonly session: string
  readonly route: RouteName
  /** Since the test began. */
  readonly atMs: number
  readonly isProbe: boolean
  readonly end: (end: CallEnd) => void
}

/**
 * Replicas' quotas for many companies, on one clock.
 *
 * @param ofReplicas One for each replica; in memory when nothing else is asked for.
 */
export function handDrivenCompanies(
  clock = new HandClock(),
  ofReplicas: readonly Ledgers[] = [new MemoryLedgers(clock)],
) {
  const { inOrder, settle } = oneAfterTheOther()
  const failures: unknown[] = []
  const replicas = ofReplicas.map(
    (ledgers) =>
      new Quotas(
        {
          of: (company) => inOrder(ledgers.of(company)),
          letGo: (company) => ledgers.letGo(company),
          forget: (company) => ledgers.forget(company),
          check: () => ledgers.check(),
          close: () => ledgers.close(),
        },
        { nowMs: clock.nowMs, wakeIn: clock.wakeIn, onFailure: (error) => failures.push(error) },
        new Limits(),
      ),
  )
  const [quotas] = replicas as [Quotas, ...Quotas[]]
  const started: StartedOfCompany[] = []
  const putOff: (PutOff & { readonly company: Company })[] = []
  return {
    clock,
    quotas,
    replicas,
    failures,
    started,
    putOff,
    /** Asks for a turn without waiting for it. */
    ask: (
      company: Company,
      { session = 'somebody', route = 'uploadFinish', parameters = {}, name = null }: Partial<QuotaCall> = {},
      at = quotas,
    ): void => {
      void at
        .of(company)
        .turn({ session, route, parameters, name }, new AbortController().signal)
        .then((turn) => {
          const atMs = clock.nowMs() - clock.startMs
          if (turn.granted) started.push({ company, session, route, atMs, isProbe: turn.isProbe, end: turn.end })
          else putOff.push({ company, ...turn })
        })
    },
    settle,
    run: (forMs: number) => clock.run(forMs, settle),
  }
}

/**
 * What is true of a company that leaves while calls of it wait and are in flight, and comes back.
 *
 * @param open Ledgers of replicas that know nothing yet. The first of them hears that the company leaves.
 */
export async function expectLeavingForgets(open: (clock: HandClock) => Promise<readonly Ledgers[]>): Promise<void> {
  const clock = new HandClock()
  const hand = handDrivenCompanies(clock, await open(clock))
  const { ask, run, settle, replicas, quotas, started, putOff } = hand
  const heard = replicas.map(() => new Set<Company>())
  for (const [at, replica] of replicas.entries()) replica.whenForgotten((company) => heard[at]?.add(company))
  const upload = { route: 'uploadAll', parameters: {} } as const
  const finish = { route: 'uploadFinish', parameters: {} } as const
  for (const company of ['leaving', 'staying'])
    for (const replica of replicas) {
      ask(company, upload, replica)
      ask(company, finish, replica)
    }
  await run(1000)
  const inFlight = started.filter(({ route }) => route === 'uploadAll')
  expect(inFlight).toHaveLength(2 * replicas.length)
  for (const company of ['leaving', 'staying']) await quotas.of(company).close(finish, 'endpoint', 50_000)
  for (const company of ['leaving', 'staying']) for (const replica of replicas) ask(company, finish, replica)
  await run(0)
  expect(putOff).toEqual([])
  const before = started.length

  await quotas.forget('leaving')
  // Other replicas ask for their waiting calls once a second.
  await run(1000)
  expect(putOff).toHaveLength(replicas.length)
  for (const one of putOff) expect(one).toMatchObject({ company: 'leaving', isForgotten: true, storeIsAway: false })
  expect(heard).toEqual(replicas.map(() => new Set(['leaving'])))

  for (const { company, end } of inFlight) if (company === 'leaving') end('crowded')
  await settle()
  const uploads = quotas.of('leaving').limits.endpoint('uploadAll')
  for (const replica of replicas) {
    const usage = await replica.of('leaving').usage(['uploadAll', 'uploadFinish'])
    expect(usage).toMatchObject([0, 1].map(() => ({ usedToday: 0, closedForMs: null })))
    expect(await replica.of('leaving').holders(uploads)).toMatchObject({ width: 8, bySession: new Map() })
    expect(await replica.of('leaving').crowd()).toEqual([])
    const [stays] = await replica.of('staying').usage(['uploadAll'])
    expect(stays).toMatchObject({ usedToday: replicas.length })
    expect((await replica.of('staying').holders(uploads)).bySession).toEqual(new Map([['somebody', replicas.length]]))
  }

  // It is back at once, at a replica that may still remember it as it was.
  for (const replica of replicas) ask('leaving', finish, replica)
  await run(1000)
  expect(started.slice(before).map(({ company }) => company)).toEqual(replicas.map(() => 'leaving'))
  expect(await quotas.of('leaving').usage(['uploadFinish'])).toMatchObject([{ usedToday: replicas.length }])
  await run(60_000)
  expect(started.slice(before).filter(({ company }) => company === 'staying')).toHaveLength(replicas.length)
  expect(hand.failures).toEqual([])
}

const anyRoute = ['uploadFinish', 'uploadPrepare', 'createRecord', 'createBlocks'] as const
const manyCompanies = ['a', 'b', 'c', theApp]

const anyCalls = fc.array(
  fc.record({
    company: fc.constantFrom(...manyCompanies),
    session: fc.constantFrom('1', '2', '3'),
    route: fc.constantFrom(...anyRoute),
    afterMs: fc.nat(400),
    endsAfterMs: fc.nat(900),
  }),
  { maxLength: 60 },
)

/**
 * Property: whatever companies call, each call starts when it would start if its company were alone, which is at its rate, and who asks
 * is told of its own company's calls only.
 *
 * @param open Ledgers of replicas that know nothing yet, which are asked in turn by each company.
 */
export async function expectCompaniesApart(
  numRuns: number,
  open: (clock: HandClock) => Promise<readonly Ledgers[]>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(anyCalls, async (calls) => {
      const startsOf = async (present: readonly Company[]) => {
        const clock = new HandClock()
        const hand = handDrivenCompanies(clock, await open(clock))
        const asked = new Map<Company, number>()
        for (const { company, session, route, afterMs, endsAfterMs } of calls) {
          await hand.run(afterMs)
          if (!present.includes(company)) continue
          const nth = asked.get(company) ?? 0
          asked.set(company, nth + 1)
          const before = hand.started.length
          const call = { session: `${company} ${session}`, name: `${company} call`, route, parameters }
          hand.ask(company, call, hand.replicas[nth % hand.replicas.length])
          await hand.settle()
          for (const { end } of hand.started.slice(before)) clock.wakeIn(endsAfterMs, () => end('accepted'))
          for (const { session: whose, calls: told } of await hand.quotas.of(company).crowd())
            expect([whose, ...told.map(({ name }) => name)].every((text) => text?.startsWith(`${company} `))).toBe(true)
        }
        await hand.run(30_000)
        expect(hand.failures).toEqual([])
        return hand.started.map(({ company, session, route, atMs }) => ({ company, session, route, atMs }))
      }
      const together = await startsOf(manyCompanies)
      for (const company of manyCompanies) {
        const own = together.filter((one) => one.company === company)
        expect(own).toEqual(await startsOf([company]))
        for (const route of ['uploadFinish', 'uploadPrepare']) {
          const times = own.filter((one) => one.route === route).map(({ atMs }) => atMs)
          // Feishu's five a second.
          for (const [n, atMs] of times.slice(1).entries()) expect(atMs - (times[n] ?? 0)).toBeGreaterThanOrEqual(200)
        }
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? numRuns), ...(process.env['RUNS'] === undefined && { seed: numRuns }) },
  )
}

const parameters = { document_id: 'd', table_id: 't' }
