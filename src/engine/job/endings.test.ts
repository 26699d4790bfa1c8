import { expect, test } from 'vitest'
import type { BlockId, FileToken, FloatImageId } from '../../contract/feishu/ids.ts'
import { advance } from './advance.ts'
import type { JobEvent } from './job-event.ts'
import { ownFailure } from './failure.ts'
import type { Job, Stage } from './job.ts'
import { newJob } from '../queue/make-job.ts'
import { nowhere, type Spot } from './spot.ts'
import { spotOf } from './spot-of.ts'
import type { Target } from '../targets/target.ts'
import { baseTarget, sheetTarget } from '../testing/lives/family-worlds.ts'
import { fileOf } from '../testing/hand-held-doors.ts'
import { targetOf } from '../testing/world.ts'

const cell: Spot = { cell: { row: 0, column: 0 }, floatImageId: 'float' as FloatImageId }
const block: Spot = { topBlockId: 'top' as BlockId, mediaBlockId: 'media' as BlockId }
const fileToken = 'token' as FileToken
const failure = ownFailure('unknown-code')
const base = baseTarget({ is: 'new', nameField: null })

function after(target: Target, stage: Stage, ...events: readonly JobEvent[]): Stage {
  const job: Job = { ...newJob('j', fileOf('a.png'), target), stage }
  return events.reduce(advance, job).stage
}

function sending(spot: Spot): Extract<Stage, { at: 'sending' }> {
  return { at: 'sending', spot, sentBytes: 0, acceptedBytes: 0, parts: null, holdup: null }
}

/** A call that puts the file in has left. */
function out(stage: Extract<Stage, { at: 'sending' | 'binding' }>): Stage {
  return { ...stage, isOut: true }
}

function binding(spot: Spot): Extract<Stage, { at: 'binding' }> {
  return { at: 'binding', spot, fileToken, holdup: null }
}

const giveUp: readonly JobEvent[] = [{ type: 'cancelled' }, { type: 'notCleared' }]

test.each<[string, Target, Stage, Stage]>([
  [
    'sent into a cell',
    sheetTarget('cells'),
    out(sending(cell)),
    { at: 'placed', spot: cell, parts: null, mayStand: true },
  ],
  ['hung', sheetTarget('floats'), out(binding(cell)), { at: 'sent', spot: cell, fileToken, mayStand: true }],
  [
    'bound to a record of a base',
    base,
    out(binding(nowhere)),
    { at: 'sent', spot: nowhere, fileToken, mayStand: true },
  ],
])('A file that was being %s when it was given up goes on with the same', (_, target, stage, again) => {
  const given = after(target, stage, ...giveUp)
  expect(given).toMatchObject({ at: 'cancelled', leftover: { spot: spotOf(stage) } })
  expect(after(target, given, { type: 'retried' })).toEqual(again)
  const failed = after(target, stage, { type: 'failed', failure, perhapsPlaced: true })
  expect(after(target, failed, { type: 'retried' })).toEqual(again)
})

test('A file that may be in its target still may be after another attempt that ends before its bind', () => {
  const again = after(base, { at: 'sent', spot: nowhere, fileToken, mayStand: true }, { type: 'binding' })
  expect(after(base, again, { type: 'failed', failure })).toMatchObject({ leftover: { fileToken } })
  expect(after(base, again, { type: 'failed', failure, perhapsPlaced: false })).toMatchObject({ at: 'clearing' })
  const anew = after(base, again, { type: 'sendAgain' }, { type: 'sending' }, { type: 'failed', failure })
  expect(anew).toMatchObject({ leftover: { spot: nowhere, fileToken: null } })
})

test('A floating picture is not in the sheet while it is uploaded', () => {
  const cancelled = after(sheetTarget('floats'), sending(cell), { type: 'cancelled' })
  expect(cancelled).toEqual({ at: 'clearing', spot: cell, ending: { as: 'cancelled' } })
})

test('A picture whose sending is interrupted after it left for its cell may be in it', () => {
  expect(after(sheetTarget('cells'), out(sending(cell)), { type: 'interrupted' })).toMatchObject({ mayStand: true })
  expect(after(sheetTarget('cells'), sending(cell), { type: 'interrupted' })).toEqual({
    at: 'placed',
    spot: cell,
    parts: null,
  })
})

test.each<[string, Target, Extract<Stage, { at: 'sending' | 'binding' }>]>([
  ['a cell', sheetTarget('cells'), sending(cell)],
  ['a base', base, binding(nowhere)],
])(
  'A file given up before a call left for %s, or after one that surely had no effect, leaves nothing',
  (_, target, stage) => {
    const nothing = { at: 'cancelled', leftover: null }
    expect(after(target, stage, { type: 'cancelled' }, { type: 'cleared' })).toEqual(nothing)
    expect(after(target, out(stage), { type: 'returned' }, { type: 'cancelled' }, { type: 'cleared' })).toEqual(nothing)
    const cancelled = after(target, out(stage), { type: 'cancelled' })
    expect(cancelled).toHaveProperty('put')
    expect(after(target, cancelled, { type: 'returned' })).not.toHaveProperty('put')
    const doubted = after(
      target,
      { ...stage, mayStand: true, isOut: true },
      { type: 'cancelled' },
      { type: 'returned' },
    )
    expect(doubted).toHaveProperty('put')
  },
)

test('A picture that is certainly not in its cell keeps the cell', () => {
  const failed = after(sheetTarget('cells'), sending(cell), { type: 'failed', failure })
  expect(failed).toEqual({ at: 'failed', failure, leftover: null, kept: { spot: cell, parts: null } })
})

test('A block is cleared, whatever may be in it, and what may be in it is recorded', () => {
  const cancelled = after(targetOf('doc1'), binding(block), { type: 'cancelled' })
  expect(cancelled).toEqual({ at: 'clearing', spot: block, ending: { as: 'cancelled' }, fileToken })
})

test('A job that is binding when it is cancelled is given up at once, even if that can be undone', () => {
  const cancelled: JobEvent = { type: 'cancelled', undoable: true }
  expect(after(base, out(binding(nowhere)), cancelled)).toMatchObject({
    at: 'clearing',
    put: { spot: nowhere, fileToken },
  })
  expect(after(base, binding(nowhere), cancelled)).toEqual({
    at: 'clearing',
    spot: nowhere,
    ending: { as: 'cancelled' },
    fileToken,
  })
  expect(after(targetOf('doc1'), binding(block), cancelled)).toMatchObject({ at: 'clearing', spot: block, fileToken })
})
