import { expect, test } from 'vitest'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import { feishuCodes } from '../../contract/problems/codes.ts'
import { BudgetSpent, Stopped } from '../doors.ts'
import { answerOf, HandDrivenWire, success } from '../testing/hand-driven.ts'
import { Budget } from './budget.ts'
import { Caller } from './caller.ts'
import { Pace } from './pace.ts'

const read: ApiRequest = {
  route: 'getDocument',
  parameters: { document_id: 'doc1' },
  query: {},
  body: { kind: 'none' },
}
const edit: ApiRequest = { ...read, route: 'createBlocks' }
const bind: ApiRequest = { ...read, route: 'batchUpdateBlocks' }
const send: ApiRequest = { ...read, route: 'uploadAll', parameters: {} }
const limited = answerOf({ code: feishuCodes.rateLimited, msg: 'frequency limit' }, 429, {
  'x-ogw-ratelimit-reset': '2',
})

function callerWith(
  wire: HandDrivenWire,
  more: { calls?: number; uploads?: number; repeats?: number; stopped?: boolean } = {},
) {
  const { calls = 10, uploads = 10, repeats = 1, stopped = false } = more
  return new Caller({
    wire,
    pace: new Pace(),
    budget: new Budget({ calls, uploads }),
    repeats: new Budget({ calls: repeats, uploads: repeats }),
    isStopped: () => stopped,
  })
}

test('a call beyond the budget is not made', async () => {
  const wire = new HandDrivenWire()
  const caller = callerWith(wire, { calls: 2 })
  await caller.call(read)
  await caller.call(read)
  await expect(caller.call(read)).rejects.toThrow(BudgetSpent)
  expect(wire.sent).toHaveLength(2)
})

test('uploads have a budget of their own', async () => {
  const wire = new HandDrivenWire()
  const caller = callerWith(wire, { uploads: 1 })
  await caller.call(send)
  await expect(caller.call(send)).rejects.toThrow('more than 1 uploads')
  await caller.call(read)
  expect(wire.sent.map(({ route }) => route)).toEqual(['uploadAll', 'getDocument'])
})

test('no call is made once the run is stopped', async () => {
  const wire = new HandDrivenWire()
  await expect(callerWith(wire, { stopped: true }).call(read)).rejects.toThrow(Stopped)
  expect(wire.sent).toEqual([])
})

test('calls keep the rate of their route, and edits that of their document', async () => {
  const wire = new HandDrivenWire()
  const caller = callerWith(wire)
  for (let at = 0; at < 6; at += 1) await caller.call(read)
  expect(wire.nowMs()).toBeGreaterThanOrEqual(1000)
  const before = wire.nowMs()
  for (const request of [edit, bind, edit, bind]) await caller.call(request)
  expect(wire.nowMs() - before).toBeGreaterThanOrEqual(1000)
})

test('calls at once wait for no turn, and are not repeated', async () => {
  const wire = new HandDrivenWire(() => limited)
  const caller = callerWith(wire)
  await Promise.all([read, read, read].map((request) => caller.call(request, 'at-once')))
  expect(wire.sent).toHaveLength(3)
  expect(wire.waits).toEqual([])
})

test('a call that met the rate of others is repeated when the answer says, as often as all repeats together may', async () => {
  const wire = new HandDrivenWire((_, number) => (number === 1 ? limited : success))
  expect((await callerWith(wire).call(read)).code).toBe(0)
  expect(wire.waits).toContain(2000)
  const busy = new HandDrivenWire(() => limited)
  const caller = callerWith(busy)
  expect((await caller.call(read)).code).toBe(feishuCodes.rateLimited)
  expect(busy.sent).toHaveLength(2)
})

test('the evidence of a call is its codes, its log id, its time and what the headers say of limits', async () => {
  const caller = callerWith(new HandDrivenWire((_, number) => (number === 1 ? success : limited)), { repeats: 0 })
  await caller.call(read)
  await caller.call(read)
  const ms = expect.any(Number) as number
  expect(caller.evidence).toEqual([
    { route: 'getDocument', status: 200, code: 0, logId: 'log-1', ms },
    {
      route: 'getDocument',
      status: 429,
      code: feishuCodes.rateLimited,
      logId: null,
      ms,
      limits: { 'x-ogw-ratelimit-reset': '2' },
    },
  ])
})
