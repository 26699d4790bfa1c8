import { join } from 'node:path'
import { setInterval } from 'node:timers'
import type { FastifyBaseLogger } from 'fastify'
import type { Redis } from 'ioredis'
import type { Configuration } from '../config/configuration.ts'
import { readDayCount, writeDayCount } from './kept-day-count.ts'
import { Limits } from './limits.ts'
import type { Ledger } from './ledger.ts'
import { MemoryLedger } from './memory-ledger.ts'
import { Quota } from './quota.ts'
import { RedisLedger, renewEveryMs } from './redis-ledger.ts'

export interface OpenQuota {
  readonly quota: Quota
  /** @throws When the ledger cannot be reached. */
  check(): Promise<void>
  close(): Promise<void>
}

/** How often today's counts are written to disk: a killed gateway forgets at most the calls of this long. */
const keepEveryMs = 1000

/** Opens the quota on Redis if there is one, otherwise in memory with a file for today's counts. */
export async function openQuota(
  { dataDirectory, raisedLimits }: Pick<Configuration, 'dataDirectory' | 'raisedLimits'>,
  redis: Redis | null,
  log: FastifyBaseLogger,
): Promise<OpenQuota> {
  const { ledger, close } = redis ? shared(redis, log) : await single(join(dataDirectory, 'quota.json'), log)
  const onFailure = (error: unknown) => log.warn({ err: error }, 'the quota cannot be reached; calls wait')
  const quota = new Quota(ledger, { nowMs, wakeIn, onFailure }, new Limits(raisedLimits))
  return { quota, check: () => ledger.check(), close }
}

interface OpenLedger {
  readonly ledger: Ledger
  readonly close: () => Promise<void>
}

function shared(redis: Redis, log: FastifyBaseLogger): OpenLedger {
  const ledger = new RedisLedger(redis)
  const renewing = setInterval(() => {
    ledger.renew().catch((error: unknown) => log.warn({ err: error }, 'calls in flight could not be told'))
  }, renewEveryMs).unref()
  return {
    ledger,
    close: () => {
      clearInterval(renewing)
      return Promise.resolve()
    },
  }
}

async function single(path: string, log: FastifyBaseLogger): Promise<OpenLedger> {
  const ledger = new MemoryLedger({ nowMs, dateMs: () => Date.now() }, await readDayCount(path))
  let kept = JSON.stringify(ledger.dayCount())
  const keep = async (): Promise<void> => {
    const count = ledger.dayCount()
    const text = JSON.stringify(count)
    if (text === kept) return
    try {
      await writeDayCount(path, count)
      kept = text
    } catch (error) {
      log.error({ err: error }, 'the count of today’s calls could not be kept')
    }
  }
  let keeping = Promise.resolve()
  // One write at a time: both would use the same temporary file.
  const keepNext = (): Promise<void> => (keeping = keeping.then(keep))
  const timer = setInterval(() => void keepNext(), keepEveryMs).unref()
  return {
    ledger,
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
