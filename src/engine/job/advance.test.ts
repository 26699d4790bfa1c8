import { describe, expect, test } from 'vitest'
import type { PlacedBlock } from '../../contract/feishu/docx/block.ts'
import type { BlockId, FileToken, UploadId } from '../../contract/feishu/ids.ts'
import { advance } from './advance.ts'
import type { JobEvent } from './job-event.ts'
import { ownFailure } from './failure.ts'
import type { Job, Stage } from './job.ts'
import { newJob } from '../queue/make-job.ts'
import { fileOf } from '../testing/hand-held-doors.ts'
import { targetOf } from '../testing/world.ts'

const spot: PlacedBlock = { topBlockId: 'top' as BlockId, mediaBlockId: 'media' as BlockId }
const fileToken = 'token' as FileToken
const failure = ownFailure('unknown-code')
const holdup = { is: 'repeat', problem: 'connection-lost', attempt: 2, untilMs: 5 } as const
const parts = { uploadId: 'u' as UploadId, partBytes: 4, accepted: new Set<number>(), expiresAtMs: 9 }

const stages = {
  waiting: { at: 'waiting' },
  placing: { at: 'placing', holdup: null },
  placed: { at: 'placed', spot, parts: null },
  sending: { at: 'sending', spot, sentBytes: 3, acceptedBytes: 0, parts: null, holdup: null },
  sendingParts: { at: 'sending', spot, sentBytes: 3, acceptedBytes: 0, parts, holdup: null },
  sent: { at: 'sent', spot, fileToken },
  binding: { at: 'binding', spot, fileToken, holdup: null },
  done: { at: 'done', spot, fileToken },
  clearingUnseen: { at: 'clearing', spot: null, ending: { as: 'cancelled' } },
  clearing: { at: 'clearing', spot, ending: { as: 'failed', failure } },
  clearingAgain: { at: 'clearing', spot, ending: { as: 'again', failure } },
  clearingSent: { at: 'clearing', spot, ending: { as: 'failed', failure }, fileToken },
  clearingUnwanted: { at: 'clearing', spot, ending: { as: 'cancelled' }, fileToken },
  failed: { at: 'failed', failure, leftover: null, kept: null },
  failedKept: { at: 'failed', failure, leftover: null, kept: { spot, parts } },
  failedPerhaps: { at: 'failed', failure, leftover: 'perhaps', kept: null },
  failedLeftover: { at: 'failed', failure, leftover: spot, kept: null },
  cancelled: { at: 'cancelled', leftover: null },
  cancelledUndoably: { at: 'cancelled', leftover: null, before: { at: 'sent', spot, fileToken } },
  clearingTakenOut: {
    at: 'clearing',
    spot,
    ending: { as: 'takenOut', from: { at: 'done', spot, fileToken } },
    fileToken,
  },
  takenOut: { at: 'cancelled', leftover: null, takenOut: { spot } },
  doneUnseen: { at: 'done', spot, fileToken: null },
  clearingUndoably: { at: 'clearing', spot: null, ending: { as: 'cancelled', undoable: true } },
} as const satisfies Record<string, Stage>
type StageName = keyof typeof stages

const events: Record<JobEvent['type'], JobEvent> = {
  placing: { type: 'placing' },
  putBack: { type: 'putBack' },
  placed: { type: 'placed', spot },
  misplaced: { type: 'misplaced', spot, failure },
  sending: { type: 'sending' },
  prepared: { type: 'prepared', parts },
  bytesLeft: { type: 'bytesLeft', sentBytes: 5 },
  partAccepted: { type: 'partAccepted', seq: 0 },
  heldUp: { type: 'heldUp', holdup },
  moved: { type: 'moved', spot },
  sent: { type: 'sent', fileToken },
  interrupted: { type: 'interrupted' },
  sendAgain: { type: 'sendAgain' },
  binding: { type: 'binding' },
  leaving: { type: 'leaving' },
  returned: { type: 'returned' },
  boundLater: { type: 'boundLater' },
  bound: { type: 'bound' },
  stands: { type: 'stands' },
  noted: { type: 'noted', fileToken },
  takeOut: { type: 'takeOut' },
  placeAgain: { type: 'placeAgain', failure },
  failed: { type: 'failed', failure },
  cleared: { type: 'cleared' },
  notCleared: { type: 'notCleared' },
  arrived: { type: 'arrived', fileToken },
  lost: { type: 'lost', failure },
  removed: { type: 'removed', failure },
  tookOthers: { type: 'tookOthers', how: 'perhaps' },
  cancelled: { type: 'cancelled' },
  undone: { type: 'undone', paused: false },
  finalized: { type: 'finalized' },
  retried: { type: 'retried' },
  paused: { type: 'paused' },
  resumed: { type: 'resumed' },
  seen: { type: 'seen', file: fileOf('a.png', 10) },
  recognized: { type: 'recognized', contents: { kind: 'file', format: 'heic', pixels: null } },
  reattached: { type: 'reattached', file: fileOf('a.png', 10) },
  renamed: { type: 'renamed', name: 'new' },
  altered: {
    type: 'altered',
    of: fileOf('other.png', 10),
    file: fileOf('a.png', 5),
    name: 'a.png',
    contents: { kind: 'image', format: 'png', pixels: { width: 1, height: 1 } },
    how: ['shrunk'],
  },
  retargeted: { type: 'retargeted', target: targetOf('doc2') },
  leftTargets: { type: 'leftTargets', mayStandIn: [] },
  notReplaced: { type: 'notReplaced', why: 'changed' },
  doubted: { type: 'doubted' },
}

/** Where each event leads from each stage; a stage that is not named stays the very same job. */
const ways: Record<JobEvent['type'], Partial<Record<StageName, Stage['at']>>> = {
  placing: { waiting: 'placing' },
  putBack: { placing: 'waiting', clearingUnseen: 'cancelled', clearingUndoably: 'cancelled' },
  placed: { placing: 'placed', clearingUnseen: 'clearing', clearingUndoably: 'cancelled' },
  misplaced: {
    placing: 'clearing',
    clearingUnseen: 'clearing',
    clearingUndoably: 'clearing',
    failedPerhaps: 'clearing',
  },
  sending: { placed: 'sending' },
  prepared: { sending: 'sending', sendingParts: 'sending' },
  bytesLeft: { sending: 'sending', sendingParts: 'sending' },
  partAccepted: { sendingParts: 'sending' },
  heldUp: { placing: 'placing', sending: 'sending', sendingParts: 'sending', binding: 'binding' },
  moved: { sending: 'sending', sendingParts: 'sending' },
  sent: { sending: 'sent', sendingParts: 'sent' },
  interrupted: { sending: 'placed', sendingParts: 'placed' },
  sendAgain: { sending: 'placed', sendingParts: 'placed', binding: 'placed' },
  binding: { sent: 'binding' },
  leaving: { sending: 'sending', sendingParts: 'sending', binding: 'binding' },
  returned: {},
  boundLater: { binding: 'sent' },
  stands: { sending: 'done', sendingParts: 'done' },
  bound: { binding: 'done' },
  noted: { doneUnseen: 'done' },
  takeOut: { done: 'clearing', doneUnseen: 'clearing' },
  placeAgain: { sending: 'clearing', sendingParts: 'clearing', binding: 'clearing' },
  failed: {
    waiting: 'failed',
    placing: 'failed',
    placed: 'clearing',
    sending: 'clearing',
    sendingParts: 'clearing',
    sent: 'clearing',
    binding: 'clearing',
    clearingUnseen: 'cancelled',
    clearingUndoably: 'cancelled',
  },
  cleared: {
    clearingUnseen: 'cancelled',
    clearingUndoably: 'cancelled',
    clearing: 'failed',
    clearingAgain: 'waiting',
    clearingSent: 'failed',
    clearingUnwanted: 'cancelled',
    clearingTakenOut: 'cancelled',
  },
  notCleared: {
    clearingUnseen: 'cancelled',
    clearingUndoably: 'cancelled',
    clearing: 'failed',
    clearingAgain: 'failed',
    clearingSent: 'failed',
    clearingUnwanted: 'cancelled',
    clearingTakenOut: 'done',
  },
  arrived: { clearing: 'done', clearingAgain: 'done', clearingSent: 'done' },
  lost: { done: 'waiting', doneUnseen: 'waiting' },
  removed: { done: 'failed', doneUnseen: 'failed' },
  tookOthers: Object.fromEntries(Object.entries(stages).map(([name, { at }]) => [name, at])),
  cancelled: {
    waiting: 'cancelled',
    placing: 'clearing',
    placed: 'clearing',
    sending: 'clearing',
    sendingParts: 'clearing',
    sent: 'clearing',
    binding: 'clearing',
    clearingAgain: 'clearing',
    failedKept: 'clearing',
  },
  undone: {
    takenOut: 'waiting',
    cancelled: 'waiting',
    cancelledUndoably: 'sent',
    clearingUnseen: 'clearing',
    clearingUndoably: 'clearing',
    clearingUnwanted: 'clearing',
  },
  finalized: { cancelledUndoably: 'clearing', clearingUndoably: 'clearing' },
  retried: {
    cancelledUndoably: 'sent',
    failed: 'waiting',
    failedKept: 'placed',
    failedPerhaps: 'placing',
    failedLeftover: 'clearing',
    cancelled: 'waiting',
    takenOut: 'waiting',
  },
  paused: {
    waiting: 'waiting',
    placing: 'placing',
    placed: 'placed',
    sending: 'sending',
    sendingParts: 'sending',
  },
  resumed: {},
  seen: {},
  recognized: { waiting: 'waiting' },
  reattached: {},
  altered: {},
  renamed: {
    waiting: 'waiting',
    failed: 'failed',
    failedKept: 'failed',
    failedPerhaps: 'failed',
    failedLeftover: 'failed',
    cancelled: 'cancelled',
    cancelledUndoably: 'cancelled',
    takenOut: 'cancelled',
  },
  doubted: { done: 'done', doneUnseen: 'done' },
  notReplaced: {
    placing: 'waiting',
    binding: 'waiting',
    clearingUnseen: 'cancelled',
    clearingUndoably: 'cancelled',
  },
  leftTargets: Object.fromEntries(Object.entries(stages).map(([name, { at }]) => [name, at])),
  retargeted: {
    waiting: 'waiting',
    failed: 'waiting',
    failedKept: 'waiting',
    failedPerhaps: 'waiting',
    failedLeftover: 'waiting',
    cancelled: 'waiting',
    cancelledUndoably: 'waiting',
    takenOut: 'waiting',
  },
}

function jobAt(stage: Stage): Job {
  return { ...newJob('j', fileOf('a.png', 10), targetOf('doc1')), stage }
}

describe.each(Object.keys(events) as JobEvent['type'][])('The event "%s"', (type) => {
  test.each(Object.keys(stages) as StageName[])('leads from %s where the table says', (name) => {
    const job = jobAt(stages[name])
    const next = advance(job, events[type])
    const to = ways[type][name]
    if (to === undefined) expect(next).toBe(job)
    else {
      expect(next).not.toBe(job)
      expect(next.stage.at).toBe(to)
    }
  })
})

test('A job whose unused block cannot be cleared ends, and names the block', () => {
  expect(advance(jobAt(stages.clearingAgain), { type: 'notCleared' }).stage).toEqual({
    at: 'failed',
    failure,
    leftover: spot,
    kept: null,
  })
})

test('A failure while placing reports that a block may be in the document', () => {
  const event = { type: 'failed', failure, perhapsPlaced: true } as const
  expect(advance(jobAt(stages.placing), event).stage).toEqual({
    at: 'failed',
    failure,
    leftover: 'perhaps',
    kept: null,
  })
  expect(advance(jobAt(stages.clearingUnseen), event).stage).toEqual({ at: 'cancelled', leftover: 'perhaps' })
})

test('The last part counts with the bytes it has, whatever the order of arrival', () => {
  let job = jobAt(stages.sendingParts)
  const accepted: number[] = []
  for (const seq of [2, 2, 0, 1]) {
    job = advance(job, { type: 'partAccepted', seq })
    if (job.stage.at === 'sending') accepted.push(job.stage.acceptedBytes)
  }
  expect(accepted).toEqual([2, 2, 6, 10])
})

test('Bytes that left never fall below those accepted, nor rise above the file', () => {
  const job = advance(jobAt(stages.sendingParts), { type: 'partAccepted', seq: 0 })
  expect(advance(job, { type: 'bytesLeft', sentBytes: 0 }).stage).toMatchObject({ sentBytes: 4, acceptedBytes: 4 })
  expect(advance(job, { type: 'bytesLeft', sentBytes: 400 }).stage).toMatchObject({ sentBytes: 10 })
})

const accepted = { ...parts, accepted: new Set([0]) }

test('A failure that passes keeps the accepted parts, and the retry goes on from them', () => {
  const job = jobAt({ ...stages.sendingParts, parts: accepted })
  const failed = advance(job, { type: 'failed', failure, keepParts: true })
  expect(failed.stage).toMatchObject({ at: 'failed', kept: { spot, parts: accepted } })
  const placed = advance(failed, { type: 'retried' })
  expect(placed.stage).toEqual({ at: 'placed', spot, parts: accepted })
  expect(advance(placed, { type: 'sending' }).stage).toMatchObject({ at: 'sending', acceptedBytes: 4, sentBytes: 4 })
  expect(advance(jobAt(stages.sendingParts), { type: 'failed', failure, keepParts: true }).stage.at).toBe('clearing')
})

test('Another name gives up the parts that were sent under the old one', () => {
  const job = jobAt({ ...stages.failedKept, kept: { spot, parts: accepted } })
  expect(advance(job, { type: 'renamed', name: 'new' }).stage).toMatchObject({ kept: { spot, parts: null } })
})

test('Under another name what was cancelled a moment before is sent again', () => {
  const renamed = advance(jobAt(stages.cancelledUndoably), { type: 'renamed', name: 'new' })
  expect(advance(renamed, { type: 'undone', paused: false }).stage).toEqual({
    at: 'placed',
    spot: { ...spot, earlier: [fileToken] },
    parts: null,
  })
})

test('A pause lasts until it is lifted, or there is nothing left to hold back', () => {
  const paused = advance(jobAt(stages.sending), { type: 'paused' })
  expect(paused.paused).toBe(true)
  expect(advance(paused, { type: 'interrupted' })).toMatchObject({ paused: true, stage: { at: 'placed' } })
  expect(advance(paused, { type: 'sent', fileToken }).paused).toBe(false)
  expect(advance(paused, { type: 'resumed' }).paused).toBe(false)
})

test('A job that lacks its file takes it once', () => {
  const file = fileOf('a.png', 10)
  const lacking = { ...jobAt(stages.placed), lacksFile: true }
  const job = advance(lacking, { type: 'reattached', file })
  expect(job).toMatchObject({ lacksFile: false })
  expect(job.file).toBe(file)
})

test('A file that is taken out leaves nothing, or says what is in its place', () => {
  const leaving = advance(jobAt(stages.done), { type: 'takeOut' })
  expect(advance(leaving, { type: 'cleared' }).stage).toEqual({ at: 'cancelled', leftover: null, takenOut: { spot } })
  expect(advance(leaving, { type: 'notCleared', isFilled: true }).stage).toEqual({
    at: 'cancelled',
    leftover: null,
    takenOut: { spot, left: 'others' },
  })
})

test('A file that could not be taken out is as it was, and says why, until the next attempt', () => {
  const leaving = advance(jobAt(stages.done), { type: 'takeOut' })
  const stays = advance(leaving, { type: 'notCleared', failure, isUnclear: true })
  expect(stays.stage).toEqual({ ...stages.done, stays: { failure, isUnclear: true } })
  expect(advance(stays, { type: 'takeOut' }).stage).toEqual(leaving.stage)
})
