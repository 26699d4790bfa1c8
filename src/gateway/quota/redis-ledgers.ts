import { setInterval } from 'node:timers'
import type { FastifyBaseLogger } from 'fastify'
import { checkRedis, type SharedRedis } from '../stores/redis.ts'
import type { Company, Ledgers } from './quotas.ts'
import { RedisLedger, renewEveryMs } from './redis-ledger.ts'

/** The ledgers that replicas share. What is kept of a company nobody uses ends in Redis by itself. */
export class RedisLedgers implements Ledgers {
  readonly #redis: SharedRedis
  readonly #open = new Map<Company, RedisLedger>()
  readonly #renewing: NodeJS.Timeout
  readonly #handClockMs: (() => number) | undefined

  /** @param handClockMs As that of `RedisLedger`. */
  constructor(redis: SharedRedis, log: FastifyBaseLogger, handClockMs?: () => number) {
    this.#redis = redis
    this.#handClockMs = handClockMs
    const failed = (error: unknown) => log.warn({ err: error }, 'calls in flight could not be told')
    this.#renewing = setInterval(() => {
      void Promise.all([...this.#open.values()].map((ledger) => ledger.renew())).catch(failed)
    }, renewEveryMs).unref()
  }

  of(company: Company): RedisLedger {
    const ledger = this.#open.get(company) ?? new RedisLedger(this.#redis, company, this.#handClockMs)
    this.#open.set(company, ledger)
    return ledger
  }

  letGo(company: Company): boolean {
    if (this.#open.get(company)?.isAtRest === false) return false
    this.#open.delete(company)
    return true
  }

  async forget(company: Company): Promise<void> {
    const ledger = this.of(company)
    this.#open.delete(company)
    await ledger.forget()
  }

  async check(): Promise<void> {
    await checkRedis(this.#redis)
  }

  close(): Promise<void> {
    clearInterval(this.#renewing)
    return Promise.resolve()
  }
}
