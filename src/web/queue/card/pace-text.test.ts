import { expect, test } from 'vitest'
import type { Pace } from '../../../engine/queue/uploads.ts'
import { baseTarget, importTarget, sheetTarget, target } from '../../testing/jobs.ts'
import { english } from '../../testing/languages.ts'
import { paceText } from './pace-text.ts'

const pace: Pace = {
  confirmedBytesPerSecond: 1_048_576,
  callsLeft: { whole: 10, parts: 0, cells: 0, floats: 0 },
  timeLeftMs: 42_000,
  boundBy: 'quota',
}
const halfWay = { totalBytes: 1000, sentBytes: 600, confirmedBytes: 500, unseenFiles: 0, targets: [target] }

test('the pace shows time left, confirmed speed, and what limits it', () => {
  expect(paceText(pace, halfWay, english)).toBe('About 42 sec left · 1 MB/s · Limited by Feishu: 5 calls/s')
  expect(paceText({ ...pace, boundBy: 'bandwidth' }, halfWay, english)).toMatch(/Limited by your connection$/)
})

test('no time left is shown before anything was measured', () => {
  expect(paceText({ ...pace, timeLeftMs: null, boundBy: null }, halfWay, english)).toBe('')
})

test('with files of unknown size the time left is a minimum', () => {
  expect(paceText(pace, { ...halfWay, unseenFiles: 3 }, english)).toMatch(/^At least 42 sec left/)
})

test('after the last byte the page says that it waits for Feishu', () => {
  const none = { ...pace, timeLeftMs: null, boundBy: null }
  expect(paceText(none, { ...halfWay, sentBytes: 1000 }, english)).toBe('All sent, Feishu is confirming')
  expect(paceText(none, { ...halfWay, sentBytes: 1000, confirmedBytes: 1000 }, english)).toBe(
    'Feishu has everything, inserting into the document',
  )
})

test.each([
  [[baseTarget], 'Feishu has everything, inserting into the base'],
  [[importTarget], 'Feishu has everything, importing'],
  [[target, baseTarget], 'Feishu has everything, putting it in place'],
])('the last step is named by the family of the targets', (targets, text) => {
  const confirmed = { ...halfWay, sentBytes: 1000, confirmedBytes: 1000, targets }
  expect(paceText({ ...pace, timeLeftMs: null, boundBy: null }, confirmed, english)).toBe(text)
})

test('targets that take one file at a time, and floating pictures, are named as the limit', () => {
  expect(paceText({ ...pace, boundBy: 'turns' }, halfWay, english)).toMatch(/Feishu takes one at a time$/)
  const sent = { ...halfWay, sentBytes: 1000, confirmedBytes: 1000, targets: [sheetTarget] }
  expect(paceText({ ...pace, boundBy: 'floats' }, sent, english)).toBe(
    'Feishu has everything, inserting into the spreadsheet · About 42 sec left · Limited by Feishu: 100 floating pictures/min',
  )
})

test('the last byte is not reported while files of unknown size are left', () => {
  const sent = { ...halfWay, sentBytes: 1000, unseenFiles: 1 }
  expect(paceText({ ...pace, timeLeftMs: null, boundBy: null }, sent, english)).toBe('')
})
