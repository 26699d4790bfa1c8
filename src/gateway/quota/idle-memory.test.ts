import { expect, test } from 'vitest'
import { heldMemory } from '../testing/held-memory.ts'
import { handDrivenCompanies } from '../testing/hand-driven-companies.ts'
import { HandClock } from '../testing/hand-driven-quota.ts'
import { MemoryLedgers } from './memory-ledgers.ts'
import { idleCompanyMs } from './quotas.ts'

test('a company that called today and is idle now holds at most 2 KB, one that was busy just now at most 8', async () => {
  const companies = 2000
  const clock = new HandClock()
  const { quotas, ask, run, settle, started } = handDrivenCompanies(clock, [new MemoryLedgers(clock)])
  const before = heldMemory().heapBytes
  for (let nth = 0; nth < companies; nth += 1)
    for (const route of ['uploadAll', 'uploadPrepare', 'uploadPart', 'uploadFinish', 'getDocument'] as const)
      ask(`2ed263bf32cf${nth}`, { session: `person ${nth}`, route })
  await run(0)
  for (const { end } of started.splice(0)) end('accepted')
  await settle()
  await run(1)
  const busyBytes = (heldMemory().heapBytes - before) / companies
  expect(busyBytes).toBeLessThan(8 * 1024)
  await run(idleCompanyMs)
  quotas.sweep()
  expect(quotas.size).toBe(0)
  const idleBytes = (heldMemory().heapBytes - before) / companies
  expect(idleBytes).toBeLessThan(2 * 1024)
})
