import { expect, test } from 'vitest'
import type { Target } from '../../../engine/targets/target.ts'
import type { Hold, Status } from '../../../engine/queue/uploads.ts'
import { failureOf, importTarget, target } from '../../testing/jobs.ts'
import { english } from '../../testing/languages.ts'
import { announcementOf } from './announcement.ts'

function queue(counts: Partial<Record<Status, number>>, targets: readonly Target[] = [target]) {
  const all = { waiting: 0, active: 0, paused: 0, 'needs-file': 0, done: 0, failed: 0, cancelled: 0, ...counts }
  const total = Object.values(all).reduce((sum, count) => sum + count, 0)
  return {
    counts: all,
    targets,
    hold: null as Hold | null,
    undoable: null,
    takenOut: 0,
    ids: Array.from({ length: total }, (_, index) => String(index)),
  }
}

const said = (before: Partial<Record<Status, number>>, now: Partial<Record<Status, number>>) =>
  announcementOf(queue(before), queue(now), english)

test('files that join are announced', () => {
  expect(said({}, { waiting: 3 })).toBe('3 files added to the queue')
})

test('nothing is announced when an action changed nothing', () => {
  expect(said({ waiting: 3 }, { waiting: 2, active: 1 })).toBeNull()
})

test('arrived files are announced as a count out of all', () => {
  expect(said({ active: 3 }, { active: 1, done: 2 })).toBe('2 / 3 done')
})

test('the end is announced with the number of failed files', () => {
  expect(said({ active: 2, done: 1 }, { done: 2, failed: 1 })).toBe(
    'Uploads ended, 2 / 3 in the document. 1 not uploaded',
  )
})

test('the announcement fits files that were imported into a folder, or went to several targets', () => {
  const ended = (targets: readonly Target[]) =>
    announcementOf(queue({ active: 2 }), queue({ done: 2 }, targets), english)
  expect(ended([importTarget])).toBe('Imports ended, 2 / 2 imported')
  expect(ended([target, importTarget])).toBe('Uploads ended, 2 / 2 in place')
})

test('cancelled files are announced with the end', () => {
  expect(said({ active: 2, waiting: 3 }, { done: 2, cancelled: 3 })).toBe(
    'Uploads ended, 2 / 5 in the document. 3 uploads cancelled',
  )
})

test('a queue that resumes after a hold is announced', () => {
  const hold: Hold = { ...failureOf('offline'), untilMs: null, calls: null }
  const before = { ...queue({ waiting: 2 }), hold }
  expect(announcementOf(before, queue({ active: 2 }), english)).toBe('Uploads go on')
  expect(announcementOf(before, before, english)).toBeNull()
})

test('a queue that ended is not announced again when its rows are cleared', () => {
  expect(said({ done: 3 }, {})).toBeNull()
})

test('taking out is announced once the last file is out', () => {
  const before = { ...queue({ active: 2, done: 1 }), takenOut: 0 }
  const after = { ...queue({ done: 1, cancelled: 2 }), takenOut: 2 }
  expect(announcementOf(before, after, english)).toBe('2 files taken out')
})
