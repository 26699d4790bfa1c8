import { beforeEach, expect, test } from 'vitest'
import { JobStore } from '../queue/job-store.ts'
import { newJob } from '../queue/make-job.ts'
import { RankList } from './rank-list.ts'
import { fileOf } from '../testing/hand-held-doors.ts'
import { targetOf } from '../testing/world.ts'

let store: JobStore
let list: RankList

/** Unpaused jobs, in a queue of five. */
beforeEach(() => {
  store = new JobStore(() => undefined)
  store.add(['a', 'b', 'c', 'd', 'e'].map((id) => newJob(id, fileOf(id), targetOf('doc1'))))
  list = new RankList(store, ({ paused }) => !paused)
})

function add(...ids: readonly string[]): void {
  for (const id of ids) list.add(store.get(id)!)
}

const all = () => list.before(Number.POSITIVE_INFINITY)

test('Jobs are given out by rank, each once, and those before a rank', () => {
  add('d', 'a', 'e', 'b', 'a', 'd')
  expect(list.first()).toMatchObject({ id: 'a', rank: 0 })
  expect(all()).toEqual(['a', 'b', 'd', 'e'])
  expect(list.before(3)).toEqual(['a', 'b'])
})

test('A job that moved on is skipped, until it comes again', () => {
  add('a', 'b', 'c')
  store.dispatchAll(['a', 'b'], () => ({ type: 'paused' }))
  expect(list.first()?.id).toBe('c')
  store.dispatch('a', { type: 'resumed' })
  add('a')
  expect(all()).toEqual(['a', 'c'])
})

test('A job with another target by now is skipped', () => {
  add('a', 'b')
  store.dispatch('a', { type: 'retargeted', target: targetOf('doc2') })
  expect(list.first()?.id).toBe('b')
})

test('A job whose rank changed is given out at its new rank, once', () => {
  add('a', 'b', 'c')
  store.rerank([
    ['a', 4],
    ['e', 0],
  ])
  expect(all()).toEqual(['b', 'c'])
  add('a', 'e')
  expect(all()).toEqual(['e', 'b', 'c', 'a'])
})

test('A removed job is skipped', () => {
  add('a', 'b')
  store.remove(['a'])
  expect(list.first()?.id).toBe('b')
  store.remove(['b'])
  expect(list.first()).toBeUndefined()
  expect(all()).toEqual([])
})
