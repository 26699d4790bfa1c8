import { beforeEach, expect, test, vi } from 'vitest'
import { ownFailure } from '../job/failure.ts'
import type { Job } from '../job/job.ts'
import { JobStore } from './job-store.ts'
import { HandHeldInspections, fileOf } from '../testing/hand-held-doors.ts'
import { targetOf } from '../testing/world.ts'

let store: JobStore
const failed = { type: 'failed', failure: ownFailure('file-changed') } as const

function job(id: string): Job {
  const file = fileOf(id, 10)
  const target = targetOf('doc1')
  return {
    id,
    file,
    name: id,
    kind: 'file',
    contents: null,
    target,
    stage: { at: 'waiting' },
    paused: false,
    lacksFile: false,
    restartedFor: null,
  }
}

beforeEach(() => {
  store = new JobStore(() => undefined)
  store.add(['a', 'b', 'c'].map(job))
})

test('A snapshot is the same object until something changes, and its ids until the list does', () => {
  const first = store.getSnapshot()
  expect(store.getSnapshot()).toBe(first)
  store.dispatch('a', { type: 'placing' })
  expect(store.getSnapshot()).not.toBe(first)
  expect(store.getSnapshot().ids).toBe(first.ids)
  expect(store.getSnapshot().causes).toBe(first.causes)
})

test('A change notifies the listeners of its job and of the queue, once for many jobs, and nobody when nothing changed', () => {
  const [queue, a, b] = [vi.fn(), vi.fn(), vi.fn()]
  store.subscribe(queue)
  store.subscribeJob('a', a)
  const leave = store.subscribeJob('b', b)
  store.dispatchAll(['a', 'c'], () => ({ type: 'placing' }))
  store.dispatch('a', { type: 'bound' })
  leave()
  store.dispatch('b', { type: 'placing' })
  expect([queue, a, b].map((listener) => listener.mock.calls.length)).toEqual([2, 1, 0])
})

test('Failed and cancelled files leave the sums, and those of one cause are counted together', () => {
  store.dispatchAll(['a', 'b'], () => failed)
  expect(store.getSnapshot()).toMatchObject({ totalBytes: 10, counts: { failed: 2, waiting: 1 } })
  expect(store.getSnapshot().causes).toMatchObject([{ problem: 'file-changed', ids: ['a', 'b'] }])
  store.dispatch('a', { type: 'retried' })
  expect(store.getSnapshot().causes).toMatchObject([{ ids: ['b'] }])
  store.remove(['b'])
  expect(store.getSnapshot()).toMatchObject({ causes: [], ids: ['a', 'c'], totalBytes: 20, counts: { failed: 0 } })
})

test('Counts are the same object until a status changes, also when two jobs change places', () => {
  const first = store.getSnapshot().counts
  store.dispatch('a', { type: 'placing' })
  const active = store.getSnapshot().counts
  expect(active).not.toBe(first)
  store.dispatch('a', { type: 'heldUp', holdup: { is: 'repeat', problem: '99991400', attempt: 2, untilMs: 1 } })
  expect(store.getSnapshot().counts).toBe(active)
  store.dispatch('a', { type: 'putBack' })
  store.dispatch('b', { type: 'placing' })
  expect(store.getSnapshot().counts).toEqual(active)
  expect(store.getSnapshot().counts).not.toBe(active)
})

test('Files of unknown size are counted apart for as long as they may still get through', () => {
  store.add([{ ...job('d'), file: new HandHeldInspections().list(fileOf('d')) }])
  expect(store.getSnapshot().unseenFiles).toBe(1)
  store.dispatch('d', failed)
  expect(store.getSnapshot().unseenFiles).toBe(0)
})
