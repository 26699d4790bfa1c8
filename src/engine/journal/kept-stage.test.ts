import { expect, test } from 'vitest'
import type { BlockId, FileToken, FloatImageId, UploadId } from '../../contract/feishu/ids.ts'
import { advance } from '../job/advance.ts'
import type { Stage } from '../job/job.ts'
import { isKeptAlike, keptStage } from './kept-stage.ts'
import { newJob } from '../queue/make-job.ts'
import { nowhere, type Spot } from '../job/spot.ts'
import { baseTarget, sheetTarget } from '../testing/lives/family-worlds.ts'
import { fileOf } from '../testing/hand-held-doors.ts'
import { targetOf } from '../testing/world.ts'

const spot = { topBlockId: 'top' as BlockId, mediaBlockId: 'media' as BlockId }
const fileToken = 'token' as FileToken
const parts = { uploadId: 'u' as UploadId, partBytes: 4, accepted: new Set([0]), expiresAtMs: 9 }
const holdup = { is: 'repeat', problem: 'connection-lost', attempt: 2, untilMs: 5 } as const
const job = newJob('j', fileOf('a.png'), targetOf('doc1'))

function kept(stage: Stage): Stage {
  return keptStage({ stage })
}

test('A call in flight is kept as not begun, with what Feishu had confirmed by then', () => {
  expect(kept({ at: 'placing', holdup })).toEqual({ at: 'placing', holdup: null })
  expect(kept({ at: 'sending', spot, sentBytes: 7, acceptedBytes: 4, parts, holdup })).toEqual({
    at: 'placed',
    spot,
    parts,
  })
  expect(kept({ at: 'binding', spot, fileToken, holdup })).toEqual({ at: 'sent', spot, fileToken })
})

const cell: Spot = { cell: { row: 0, column: 0 }, floatImageId: 'floating01' as FloatImageId }

test('A picture in flight into a cell may be in it, one whose cell is only looked at is not', () => {
  const target = sheetTarget('cells')
  const looking: Stage = { at: 'sending', spot: cell, sentBytes: 0, acceptedBytes: 0, parts: null, holdup: null }
  const leaving: Stage = { ...looking, isDue: true }
  const placed: Stage = { at: 'placed', spot: cell, parts: null }
  expect(kept(leaving)).toEqual({ ...placed, mayStand: true })
  expect(kept(looking)).toEqual(placed)
  expect(isKeptAlike({ ...job, target, stage: leaving }, { ...job, target, stage: looking })).toBe(false)
  expect(isKeptAlike({ ...job, target, stage: looking }, { ...job, target, stage: placed })).toBe(true)
})

test.each([
  ['hung over a cell', sheetTarget('floats'), cell],
  ['written into a record', baseTarget({ is: 'new', nameField: null }), nowhere],
] as const)('What was being %s may be there, but not what only was uploaded', (_, target, at) => {
  const sent: Stage = { at: 'sent', spot: at, fileToken }
  const bindingNow: Stage = { at: 'binding', spot: at, fileToken, holdup: null }
  expect(kept(bindingNow)).toEqual({ ...sent, mayStand: true })
  expect(kept(sent)).toEqual(sent)
  expect(isKeptAlike({ ...job, target, stage: bindingNow }, { ...job, target, stage: sent })).toBe(false)
})

test('What a cancelled file may have left stays reported, whatever another page learns from its own calls', () => {
  const clearing: Stage = {
    at: 'clearing',
    spot: nowhere,
    ending: { as: 'cancelled' },
    put: { spot: nowhere, fileToken },
    isOut: true,
  }
  const restored = { ...job, stage: kept(clearing) }
  expect(advance(advance(restored, { type: 'returned' }), { type: 'notCleared' }).stage).toEqual({
    at: 'cancelled',
    leftover: { spot: nowhere, fileToken },
  })
})

test.each<[string, Stage, Stage, boolean]>([
  ['a holdup', { at: 'placing', holdup: null }, { at: 'placing', holdup }, true],
  ['the begin of sending', { at: 'placed', spot, parts }, sending(0, parts), true],
  ['bytes that left', sending(0, parts), sending(3, parts), true],
  ['an accepted part', sending(4, parts), sending(4, { ...parts, accepted: new Set([0, 1]) }), false],
  ['the begin of binding', { at: 'sent', spot, fileToken }, { at: 'binding', spot, fileToken, holdup: null }, true],
  ['the end', { at: 'binding', spot, fileToken, holdup: null }, { at: 'done', spot, fileToken }, false],
  ['a place', { at: 'placing', holdup: null }, { at: 'placed', spot, parts: null }, false],
])('Whether %s is worth writing down', (_, before, after, alike) => {
  expect(isKeptAlike({ ...job, stage: after }, { ...job, stage: before })).toBe(alike)
})

test.each([{ name: 'other' }, { paused: true }, { target: targetOf('doc2') }])('%o is worth writing down', (change) => {
  expect(isKeptAlike({ ...job, ...change }, job)).toBe(false)
})

function sending(sentBytes: number, uploaded: typeof parts): Stage {
  return { at: 'sending', spot, sentBytes, acceptedBytes: 0, parts: uploaded, holdup: null }
}
