import { expect, test } from 'vitest'
import type { Stage } from '../../../engine/job/job.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { spot, failureOf, fileNamed, fileToken, jobAt } from '../../testing/jobs.ts'
import { jobsNamed, jobsOfView, offeredFilters } from './queue-view.ts'

const waiting: Stage = { at: 'waiting' }
const done: Stage = { at: 'done', spot, fileToken }
const failed = (problem: '1061004' | 'file-empty'): Stage => ({
  at: 'failed',
  failure: failureOf(problem),
  leftover: null,
  kept: null,
})

const uploads = new FakeUploads()
uploads.show(
  jobAt('a', failed('1061004')),
  jobAt('b', waiting),
  jobAt('c', failed('file-empty')),
  jobAt('d', { at: 'placed', spot, parts: null }),
  jobAt('e', failed('1061004')),
  { ...jobAt('f', waiting), paused: true },
  { ...jobAt('g', waiting), lacksFile: true },
  jobAt('h', done),
)
const snapshot = uploads.getSnapshot()

test.each([
  ['all', 'abcdefgh'],
  ['waiting', 'bd'],
  ['active', ''],
  ['paused', 'f'],
  ['needs-file', 'g'],
  ['done', 'h'],
] as const)('the filter "%s" lists %s, in the order of the queue', (filter, ids) => {
  expect(jobsOfView(uploads, snapshot, filter).join('')).toBe(ids)
})

test('failed files are grouped by cause', () => {
  expect(jobsOfView(uploads, snapshot, 'failed').join('')).toBe('aec')
})

test('a filter is offered only while files have that status, or while it is chosen; rare ones come last', () => {
  const counts = {
    ...snapshot.counts,
    active: 0,
    waiting: 1,
    failed: 0,
    done: 2,
    paused: 0,
    'needs-file': 0,
    cancelled: 0,
  }
  expect(offeredFilters(counts, 'all')).toEqual(['all', 'waiting', 'done'])
  expect(offeredFilters(counts, 'failed')).toEqual(['all', 'waiting', 'failed', 'done'])
  expect(offeredFilters(counts, 'paused').at(-1)).toBe('paused')
  expect(offeredFilters({ ...counts, 'needs-file': 1 }, 'all').at(-1)).toBe('needs-file')
})

test('files are found by a part of their name or folder, in whatever case', () => {
  const queue = new FakeUploads()
  queue.show(
    jobAt('a', waiting, fileNamed('Budget.xlsx')),
    jobAt('b', waiting, fileNamed('a.png', 10, '现场照片/a.png')),
    { ...jobAt('c', waiting), name: '新名字.pdf' },
  )
  const named = (text: string) => jobsNamed(queue, queue.getSnapshot().ids, text).join('')
  expect(['budget', '照片', '新名字', '  ', 'nothing'].map(named)).toEqual(['a', 'b', 'c', 'abc', ''])
})
