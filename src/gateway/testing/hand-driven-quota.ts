import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Ledger } from '../quota/ledger.ts'
import { MemoryLedger } from '../quota/memory-ledger.ts'
import type { PutOff } from '../quota/put-off.ts'
import { Quota, type QuotaCall } from '../quota/quota.ts'
import type { CallEnd } from '../../contract/concurrency-width.ts'

/** A call that was started, as the test sees it. */
export interface Started {
  readonly session: string
  readonly route: RouteName
  /** Since the test began. */
  readonly atMs: number
  readonly document: string
  readonly isProbe: boolean
  readonly left: () => void
  readonly end: (end: CallEnd) => void
}

/** A clock that only the test moves. */
export class HandClock {
  readonly startMs = Date.UTC(2026, 0, 5, 2)
  readonly #timers = new Set<{ readonly atMs: number; readonly wake: () => void }>()
  #nowMs = this.startMs
  #dateAheadMs = 0

  readonly nowMs = () => this.#nowMs

  /** The wall clock; the same as `nowMs` until it is set or the machine sleeps. */
  readonly dateMs = () => this.#nowMs + this.#dateAheadMs

  /** Sets the computer's clock forward, or back. */
  set(byMs: number): void {
    this.#dateAheadMs += byMs
  }

  readonly wakeIn = (delayMs: number, wake: () => void) => {
    const timer = { atMs: this.#nowMs + delayMs, wake }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  /** Wakes due sleepers in order, and lets everything that follows settle before the next. */
  async run(forMs: number, settle: () => Promise<void>): Promise<void> {
    const endMs = this.#nowMs + forMs
    await settle()
    for (;;) {
      const [next] = [...this.#timers].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)
      if (!next) break
      this.#timers.delete(next)
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      next.wake()
      await settle()
    }
    this.#nowMs = endMs
  }
}

/**
 * Lets replicas' ledgers be asked one after the other. Redis takes what two connections send at the same time in any order; here it is that
 * of the calls, so that tests can tell who is first.
 */
export function oneAfterTheOther() {
  let asking = 0
  let previous: Promise<unknown> = Promise.resolve()
  return {
    inOrder: (ledger: Ledger): Ledger =>
      new Proxy(ledger, {
        get: (target, name: keyof Ledger) => {
          const method = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>
          return async (...args: unknown[]): Promise<unknown> => {
            asking += 1
            const answer = previous.then(() => method(...args))
            previous = answer.catch(() => undefined)
            try {
              return await answer
            } finally {
              asking -= 1
            }
          }
        },
      }),
    /** Resolves once all questions are answered, and what follows from the answers is done. */
    settle: async (): Promise<void> => {
      do {
        for (let round = 0; round < 20; round += 1) await Promise.resolve()
        if (asking > 0) await new Promise((resolve) => setImmediate(resolve))
      } while (asking > 0)
    },
  }
}

/** Replicas' quotas over their ledgers, on one clock; one replica over memory when nothing else is asked for. */
export function handDriven({
  clock = new HandClock(),
  ledgers,
}: { clock?: HandClock; ledgers?: readonly Ledger[] } = {}) {
  const { inOrder, settle } = oneAfterTheOther()
  const failures: unknown[] = []
  const quotas = (ledgers ?? [new MemoryLedger(clock)]).map(
    (ledger) =>
      new Quota(inOrder(ledger), {
        nowMs: clock.nowMs,
        wakeIn: clock.wakeIn,
        onFailure: (error) => failures.push(error),
      }),
  )
  const [quota] = quotas as [Quota, ...Quota[]]
  const started: Started[] = []
  const putOff: (Pick<PutOff, 'waitMs' | 'dayIsUsedUp'> & { session: string; refusedForMs?: number })[] = []
  return {
    clock,
    quota,
    quotas,
    failures,
    started,
    putOff,
    /** Asks for a turn without waiting for it. */
    ask: (
      call: Partial<QuotaCall> & { session: string },
      { signal = new AbortController().signal, at = quota }: { signal?: AbortSignal; at?: Quota } = {},
    ): void => {
      const { session, route = 'uploadAll', parameters = {}, name = null, yields } = call
      at.turn({ session, route, parameters, name, ...(yields && { yields }) }, signal).then(
        (turn) => {
          const document = parameters['document_id'] ?? ''
          const atMs = clock.nowMs() - clock.startMs
          if (turn.granted) {
            const { isProbe, left, end } = turn
            started.push({ session, route, atMs, document, isProbe, left, end })
            return
          }
          const { waitMs, refusedForMs, dayIsUsedUp } = turn
          putOff.push({ session, waitMs, dayIsUsedUp, ...(refusedForMs > 0 && { refusedForMs }) })
        },
        () => undefined,
      )
    },
    settle,
    run: (forMs: number) => clock.run(forMs, settle),
  }
}

/** Jain's index of fairness: 1 when all counts are equal. */
export function jain(counts: readonly number[]): number {
  const sum = counts.reduce((all, count) => all + count, 0)
  return sum ** 2 / (counts.length * counts.reduce((all, count) => all + count ** 2, 0))
}
