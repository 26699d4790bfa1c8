import { expect, test } from 'vitest'
import { advance } from './advance.ts'
import { fileOf } from '../testing/hand-held-doors.ts'
import { failure, fileToken, jobAt, parts, spot, stages } from '../testing/job-stages.ts'

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
