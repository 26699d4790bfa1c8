import type { CallEnd } from '../../contract/concurrency-width.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import { Limits } from '../quota/limits.ts'
import { MemoryLedgers } from '../quota/memory-ledgers.ts'
import type { PutOff } from '../quota/put-off.ts'
import type { QuotaCall } from '../quota/quota.ts'
import { Quotas, type Company, type Ledgers } from '../quota/quotas.ts'
import { HandClock } from './hand-driven-quota.ts'

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
 * @param makeLedgers One for each replica; in memory when nothing else is asked for.
 */
export function handDrivenCompanies(
  clock = new HandClock(),
  makeLedgers: readonly Ledgers[] = [new MemoryLedgers(clock)],
) {
  const counted = { asking: 0 }
  const failures: unknown[] = []
  const replicas = makeLedgers.map(
    (ledgers) =>
      new Quotas(
        countingLedgers(ledgers, counted),
        { nowMs: clock.nowMs, wakeIn: clock.wakeIn, onFailure: (error) => failures.push(error) },
        new Limits(),
      ),
  )
  const [quotas] = replicas as [Quotas, ...Quotas[]]
  const started: StartedOfCompany[] = []
  const putOff: (PutOff & { readonly company: Company })[] = []
  const settle = async (): Promise<void> => {
    do {
      for (let round = 0; round < 20; round += 1) await Promise.resolve()
      if (counted.asking > 0) await new Promise((resolve) => setImmediate(resolve))
    } while (counted.asking > 0)
  }
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

/** Knows how many questions to ledgers have no answer yet. */
function countingLedgers(ledgers: Ledgers, counted: { asking: number }): Ledgers {
  return {
    of: (company) => {
      const ledger = ledgers.of(company)
      return new Proxy(ledger, {
        get: (target, name: keyof typeof ledger) => {
          const method = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>
          return async (...args: unknown[]): Promise<unknown> => {
            counted.asking += 1
            try {
              return await method(...args)
            } finally {
              counted.asking -= 1
            }
          }
        },
      })
    },
    letGo: (company) => ledgers.letGo(company),
    check: () => ledgers.check(),
    close: () => ledgers.close(),
  }
}
