import { onTestFinished } from 'vitest'
import { makeLog } from '../ops/log.ts'
import { MemoryLedger } from '../quota/memory-ledger.ts'
import { RedisLedger } from '../quota/redis-ledger.ts'
import type { Ledger } from '../quota/ledger.ts'
import { theApp, type Company } from '../quota/quotas.ts'
import { connectRedis } from '../stores/redis.ts'
import { handDriven, HandClock } from './hand-driven-quota.ts'
import { startRedis } from './redis-under-test.ts'

export type OpenLedgers = (clock: HandClock) => Promise<readonly Ledger[]>

/** The two kinds of ledger, which must behave alike: in memory, and in Redis for two replicas. */
const kinds: Record<string, OpenLedgers> = {
  'one gateway': (clock) => Promise.resolve([new MemoryLedger(clock)]),
  'two replicas': async ({ dateMs }) => {
    const { url } = await startRedis()
    return Promise.all([openReplica(url, dateMs), openReplica(url, dateMs)])
  },
}

/** The kinds of ledgers, for `describe.each`. */
export const ledgerKinds = Object.entries(kinds)

export async function openReplica(url: string, nowMs: () => number, company: Company = theApp): Promise<RedisLedger> {
  const redis = await connectRedis({ as: 'server', url }, 'cli_test', makeLog('silent'))
  onTestFinished(() => redis.disconnect())
  return new RedisLedger(redis, company, nowMs)
}

/** Quotas on these ledgers, which are asked in turn, as a proxy without a memory distributes calls. */
export async function startQuotas(open: OpenLedgers) {
  const clock = new HandClock()
  const hand = handDriven({ clock, ledgers: await open(clock) })
  let asked = 0
  const ask: typeof hand.ask = (call, options) => {
    hand.ask(call, { at: hand.quotas[asked % hand.quotas.length] ?? hand.quota, ...options })
    asked += 1
  }
  return { ...hand, ask }
}
