import { join } from 'node:path'
import { setInterval } from 'node:timers'
import type { FastifyBaseLogger } from 'fastify'
import type { SharedRedis } from '../stores/redis.ts'
import type { Configuration } from '../config/configuration.ts'
import { readDayCount, writeDayCount } from './kept-day-count.ts'
import { Limits } from './limits.ts'
import { MemoryLedgers } from './memory-ledgers.ts'
import { Quotas, type Ledgers } from './quotas.ts'
import { RedisLedgers } from './redis-ledgers.ts'

export interface OpenQuotas {
  readonly quotas: Quotas
  /** @throws When the ledgers cannot be reached. */
  check(): Promise<void>
  close(): Promise<void>
}

/** How often today's counts are written to disk: a killed gateway forgets at most the calls of this long. */
const keepEveryMs = 1000

/** How often companies that nobody uses are looked for. */
const sweepEveryMs = 60_000

/** Many companies may wait for one Redis that is away. */
const reportEveryMs = 1000

/** Opens the quotas on Redis if there is one, otherwise in memory with a file for today's counts. */
export async function openQuotas(
  { dataDirectory, raisedLimits }: Pick<Configuration, 'dataDirectory' | 'raisedLimits'>,
  redis: SharedRedis | null,
  log: FastifyBaseLogger,
): Promise<OpenQuotas> {
  const ledgers = redis ? new RedisLedgers(redis, log) : await single(join(dataDirectory, 'quota.json'), log)
  let reportedAtMs = -Infinity
  const onFailure = (error: unknown) => {
    if (nowMs() - reportedAtMs < reportEveryMs) return
    reportedAtMs = nowMs()
    log.warn({ err: error }, 'the quota cannot be reached; calls wait')
  }
  const quotas = new Quotas(ledgers, { nowMs, wakeIn, onFailure }, new Limits(raisedLimits))
  const sweeping = setInterval(() => quotas.sweep(), sweepEveryMs).unref()
  return {
    quotas,
    check: () => ledgers.check(),
    close: () => {
      clearInterval(sweeping)
      return ledgers.close()
    },
  }
}

async function single(path: string, log: FastifyBaseLogger): Promise<Ledgers> {
  const ledgers = new MemoryLedgers({ nowMs, dateMs: () => Date.now() }, await readDayCount(path))
  let kept = ledgers.changes
  const keep = async (): Promise<void> => {
    const { changes } = ledgers
    if (changes === kept) return
    try {
      await writeDayCount(path, JSON.stringify(ledgers.dayCount()))
      kept = changes
    } catch (error) {
      log.error({ err: error }, 'the count of today’s calls could not be kept')
    }
  }
  let keeping = Promise.resolve()
  // One write at a time: both would use the same temporary file.
  const keepNext = (): Promise<void> => (keeping = keeping.then(keep))
  const timer = setInterval(() => void keepNext(), keepEveryMs).unref()
  return {
    of: (company) => ledgers.of(company),
    letGo: (company) => ledgers.letGo(company),
    // A killed gateway must not begin with the counts again.
    forget: (company) => ledgers.forget(company).then(keepNext),
    check: () => ledgers.check(),
    close: () => {
      clearInterval(timer)
      return keepNext()
    },
  }
}

function nowMs(): number {
  return performance.now()
}

function wakeIn(delayMs: number, wake: () => void): () => void {
  const timer = setTimeout(wake, delayMs)
  return () => clearTimeout(timer)
}
