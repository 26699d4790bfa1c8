import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { QuotaAnswer } from '../../contract/own-api/quota.ts'
import type { QuotaWait } from '../../engine/job/job.ts'
import { OpenCalls } from './open-calls.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function heldOf(call: string, ahead: number): QuotaAnswer['held'][number] {
  return { call, route: 'uploadAll', why: 'turn', ahead, startsInMs: 200 * ahead }
}

function openOne(calls: OpenCalls) {
  const reports: (QuotaWait | null)[] = []
  return { ...calls.open((held) => reports.push(held)), reports }
}

test('a call is overdue after two seconds without an answer, and only then is there something to ask', () => {
  const calls = new OpenCalls()
  const changes: boolean[] = []
  calls.subscribe(() => changes.push(calls.isOneOverdue()))
  const quick = openOne(calls)
  vi.advanceTimersByTime(1999)
  quick.close()
  const slow = openOne(calls)
  const slower = openOne(calls)
  vi.advanceTimersByTime(1999)
  expect(changes).toEqual([])
  vi.advanceTimersByTime(1)
  expect(changes).toEqual([true])
  slow.close()
  expect(changes).toEqual([true])
  slower.close()
  expect(changes).toEqual([true, false])
})

test('each overdue call learns its own place, and that it is on its way when the gateway names it no longer', () => {
  const calls = new OpenCalls()
  const [one, other] = [openOne(calls), openOne(calls)]
  vi.advanceTimersByTime(2000)
  calls.report([heldOf(other.name, 12), heldOf('of another tab', 3)])
  calls.report([])
  expect(one.reports).toEqual([null, null])
  expect(other.reports).toEqual([{ why: 'turn', ahead: 12 }, null])
})

test('a call that is young or answered gets no report', () => {
  const calls = new OpenCalls()
  const answered = openOne(calls)
  vi.advanceTimersByTime(2000)
  const young = openOne(calls)
  answered.close()
  calls.report([heldOf(answered.name, 1), heldOf(young.name, 2)])
  expect([answered.reports, young.reports]).toEqual([[], []])
})
