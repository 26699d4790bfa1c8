import { beforeEach, expect, test } from 'vitest'
import type { EmbedEvent } from '../../contract/embed/protocol.ts'
import type { Stage } from '../../engine/job/job.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { failureOf, fileToken, jobAt, spot } from '../testing/jobs.ts'
import { QueueEvents } from './queue-events.ts'

const waiting: Stage = { at: 'waiting' }
const done: Stage = { at: 'done', spot, fileToken }
const failed: Stage = {
  at: 'failed',
  failure: failureOf('1061004', { code: 1_061_004, msg: 'forbidden' }),
  leftover: null,
  kept: null,
}

let sent: EmbedEvent[]
let due: (() => void)[]
let uploads: FakeUploads

beforeEach(() => {
  sent = []
  due = []
  uploads = new FakeUploads()
})

function open(): QueueEvents {
  return new QueueEvents(uploads, {
    send: (event) => sent.push(event),
    guidanceOf: ({ problem }) => `about ${problem}`,
    later: (run) => due.push(run),
  })
}

/** Lets the pause between two reports pass; returns what was sent since the last call, without progress. */
function told(): readonly EmbedEvent[] {
  for (const run of due.splice(0)) run()
  return sent.splice(0).filter(({ type }) => type !== 'progress')
}

test('files are told as queued, done with token and link, and at the end of all', () => {
  open()
  uploads.show(jobAt('a', waiting), jobAt('b', waiting))
  expect(told()).toEqual([
    {
      type: 'queued',
      files: [
        { id: 'a', name: 'a.pdf' },
        { id: 'b', name: 'b.pdf' },
      ],
    },
  ])
  uploads.show(jobAt('a', done))
  expect(told()).toEqual([
    { type: 'file-done', id: 'a', name: 'a.pdf', fileToken, link: 'https://acme.feishu.cn/docx/DocOne#top' },
  ])
  uploads.show(jobAt('b', done))
  expect(told().map(({ type }) => type)).toEqual(['file-done', 'all-done'])
  expect(told()).toEqual([])
})

test('a file that arrives before the next report has been queued first', () => {
  open()
  uploads.show(jobAt('a', waiting))
  uploads.show(jobAt('a', done))
  expect(told().map(({ type }) => type)).toEqual(['queued', 'file-done', 'all-done'])
})

test('a file that fails tells code, problem and what to do, also when it is refused at once', () => {
  open()
  uploads.show(jobAt('a', failed))
  expect(told()).toEqual([
    { type: 'queued', files: [{ id: 'a', name: 'a.pdf' }] },
    {
      type: 'file-failed',
      id: 'a',
      name: 'a.pdf',
      code: 1_061_004,
      problem: '1061004',
      guidance: 'about 1061004',
    },
    { type: 'all-done', done: 0, failed: 1, cancelled: 0 },
  ])
  uploads.show(jobAt('a', waiting))
  expect(told()).toEqual([])
  uploads.show(jobAt('a', done))
  expect(told().map(({ type }) => type)).toEqual(['file-done', 'all-done'])
})

test('what had arrived before the page was opened is not told again', () => {
  uploads.show(jobAt('a', done), jobAt('b', waiting))
  open()
  expect(told()).toEqual([{ type: 'queued', files: [{ id: 'b', name: 'b.pdf' }] }])
})

test('progress is told when it changes, however often the queue says something', () => {
  open()
  uploads.show(jobAt('a', waiting))
  for (let n = 0; n < 100; n += 1) uploads.show(jobAt('a', waiting))
  for (const run of due.splice(0)) run()
  expect(sent.filter(({ type }) => type === 'progress')).toEqual([
    { type: 'progress', files: { total: 1, done: 0, failed: 0 }, bytes: { total: 1000, sent: 0, done: 0 } },
  ])
})

test('a queue that was replaced is not told of any more', () => {
  const events = open()
  uploads.show(jobAt('a', waiting))
  events.end()
  uploads.show(jobAt('b', waiting))
  expect(told()).toEqual([{ type: 'queued', files: [{ id: 'a', name: 'a.pdf' }] }])
})
