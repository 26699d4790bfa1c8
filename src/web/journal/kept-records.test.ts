import { expect, test } from 'vitest'
import type { Done, Stage } from '../../engine/job/job.ts'
import { failureOf, fileToken, spot, target } from '../testing/jobs.ts'
import { isFileRecord, isState } from './kept-records.ts'
import { stateAt } from './testing/changes.ts'

const done: Done = { at: 'done', spot, fileToken }

test.each<[string, Stage]>([
  ['being taken out', { at: 'clearing', spot, ending: { as: 'takenOut', from: done }, fileToken }],
  ['taken out', { at: 'cancelled', leftover: null, takenOut: { spot, left: 'others' } }],
  ['not taken out', { ...done, stays: { failure: failureOf('not-taken-out'), isUnclear: true } }],
])('a file that is %s is read back', (_, stage) => {
  expect(isState(structuredClone(stateAt('a', stage)))).toBe(true)
})

test.each<[string, object]>([
  ['being taken out of nowhere', { at: 'clearing', spot, ending: { as: 'takenOut', from: { at: 'done' } } }],
  ['taken out of nowhere', { at: 'cancelled', leftover: null, takenOut: {} }],
  ['staying for no reason', { ...done, stays: {} }],
])('a damaged state of a file %s is rejected, a valid one is not', (_, stage) => {
  expect(isState({ ...stateAt('a', done), stage })).toBe(false)
})

test('the drop id of a file is a string or is absent', () => {
  const record = { id: 'a', name: 'a', path: 'a', seen: null, target, handleOf: null }
  expect([record, { ...record, dropId: 'one' }, { ...record, dropId: 7 }].map(isFileRecord)).toEqual([
    true,
    true,
    false,
  ])
})
