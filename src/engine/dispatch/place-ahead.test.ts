import { expect, test } from 'vitest'
import { BlockId, type SpreadsheetToken } from '../../contract/feishu/ids.ts'
import * as v from 'valibot'
import type { Job, Stage } from '../job/job.ts'
import { PlaceAhead } from './place-ahead.ts'
import { sheetTarget } from '../testing/lives/family-worlds.ts'
import { targetOf } from '../testing/world.ts'
import { fileOf } from '../testing/hand-held-doors.ts'

const document = targetOf('doc')
const small = 200_000
const large = 100_000_000
const spot = { topBlockId: v.parse(BlockId, 'top'), mediaBlockId: v.parse(BlockId, 'media') }
const waiting: Stage = { at: 'waiting' }
const placing: Stage = { at: 'placing', holdup: null }
const placed: Stage = { at: 'placed', spot, parts: null }

function job(sizeBytes: number, stage: Stage, paused = false): Job {
  return {
    id: 'job',
    file: fileOf('a', sizeBytes),
    name: 'a',
    kind: 'file',
    contents: null,
    target: document,
    paused,
    lacksFile: false,
    restartedFor: null,
    stage,
  }
}

function add(ahead: PlaceAhead, count: number, each: Job): void {
  for (let at = 0; at < count; at += 1) ahead.change(each, undefined)
}

test('With one quota in use, few empty blocks are placed ahead, and more when they are used up', () => {
  const ahead = new PlaceAhead(() => false)
  add(ahead, 100, job(small, waiting))
  expect(ahead.room(document)).toBe(24)
  add(ahead, 24, job(small, placed))
  expect(ahead.room(document)).toBe(0)
  const before = job(small, placed)
  for (let at = 0; at < 19; at += 1) ahead.change(job(small, { at: 'cancelled', leftover: null }), before)
  expect(ahead.room(document)).toBe(0)
  expect(ahead.change(job(small, { at: 'cancelled', leftover: null }), before)).toBe(true)
  expect(ahead.room(document)).toBe(20)
})

test('A large file behind a hundred small ones is placed early, so that its own quota is used meanwhile', () => {
  const ahead = new PlaceAhead(() => false)
  add(ahead, 1, job(large, waiting))
  add(ahead, 100, job(small, placed))
  expect(ahead.room(document)).toBe(50)
  ahead.change(job(large, placing), job(large, waiting))
  expect(ahead.room(document)).toBe(0)
})

test('Even for an idle quota the empty blocks are bounded', () => {
  const ahead = new PlaceAhead(() => false)
  add(ahead, 1, job(large, waiting))
  add(ahead, 250, job(small, placed))
  expect(ahead.room(document)).toBe(0)
})

test('Paused files are not placed ahead, and do not count', () => {
  const ahead = new PlaceAhead(() => false)
  add(ahead, 1, job(large, waiting, true))
  add(ahead, 30, job(small, placed))
  add(ahead, 30, job(small, placed, true))
  expect(ahead.room(document)).toBe(0)
})

test('Cells are allotted per spreadsheet, and take no room from documents', () => {
  const ahead = new PlaceAhead(() => false)
  const cells = sheetTarget('cells')
  const others = sheetTarget('cells', { spreadsheetToken: 'book2' as SpreadsheetToken })
  expect(ahead.room(cells)).toBe(1)
  add(ahead, 1, { ...job(small, placed), target: cells })
  expect([ahead.room(cells), ahead.room(others), ahead.room(document)]).toEqual([0, 1, 24])
  const before = { ...job(small, placed), target: cells }
  expect(ahead.change({ ...before, stage: { at: 'cancelled', leftover: null } }, before)).toBe(true)
})
