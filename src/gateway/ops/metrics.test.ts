import { expect, test } from 'vitest'
import { handDrivenCompanies } from '../testing/hand-driven-companies.ts'
import { heldMemory } from '../testing/held-memory.ts'
import type { CallRecord } from '../proxy/call-trace.ts'
import { theApp } from '../quota/quotas.ts'
import { Metrics } from './metrics.ts'

const record: CallRecord = {
  route: 'uploadAll',
  httpStatus: 200,
  code: 0,
  logId: null,
  quotaWaitMs: 0,
  feishuMs: 1,
  sentBytes: 1,
  receivedBytes: 1,
  aborted: false,
}

test('sessions that went quiet are forgotten though nobody asks for metrics', async () => {
  const now = { ms: 0 }
  const { quotas } = handDrivenCompanies()
  const metrics = new Metrics({ quotas, bounds: { size: 0 }, nowMs: () => now.ms, mostCompanies: 0 })
  const before = heldMemory().heapBytes
  for (let nth = 0; nth < 200_000; nth += 1) {
    now.ms += 1000
    metrics.observe(record, `session ${nth}`, theApp)
  }
  expect(await metrics.text()).toContain('uploader_sessions_active 301\n')
  expect(heldMemory().heapBytes - before).toBeLessThan(2 * 1024 ** 2)
})
