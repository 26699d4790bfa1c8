import { afterEach, beforeEach, expect, test } from 'vitest'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import { ownCodes } from '../../contract/problems/codes.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import { World } from '../testing/world.ts'

const anHourMs = 3_600_000
const anHourLater = { 'x-ogw-ratelimit-reset': '3600' }

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered('getDocument')).toEqual([]))

test('Bytes that left are kept within the file, and nothing is accepted before Feishu says so', async () => {
  await world.drop(fileOf('a.png', 100))
  await world.answerNext('createBlocks')
  const upload = await world.wire.next('uploadAll')
  upload.progress(40)
  expect(world.stageOf('a.png')).toMatchObject({ at: 'sending', sentBytes: 40, acceptedBytes: 0 })
  expect(world.uploads.getSnapshot()).toMatchObject({ sentBytes: 40, totalBytes: 100 })
  upload.progress(130)
  expect(world.stageOf('a.png')).toMatchObject({ sentBytes: 100, acceptedBytes: 0 })
  world.answer(upload)
  await world.comeToRest()
  expect(world.uploads.getSnapshot()).toMatchObject({ sentBytes: 100, counts: { done: 1 } })
})

test('A lost upload is repeated after a pause, says why it waits, and counts its bytes from zero', async () => {
  await world.drop(fileOf('a.png', 100))
  await world.answerNext('createBlocks')
  const upload = await world.wire.next('uploadAll')
  upload.progress(90)
  upload.lose()
  await settled()
  const untilMs = world.doors.clock.nowMs() + 500
  expect(world.stageOf('a.png')).toMatchObject({
    sentBytes: 0,
    holdup: { problem: 'connection-lost', attempt: 2, untilMs },
  })
  await world.doors.clock.pass(499)
  expect(world.openRoutes).toEqual([])
  await world.doors.clock.pass(1)
  expect(world.stageOf('a.png')).toMatchObject({ holdup: null })
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('A call that waits for the company’s quota shows how many go first, and its file keeps its turn', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  const upload = await world.wire.next('uploadAll')
  upload.hold({ why: 'turn', ahead: 12 })
  await settled()
  expect(world.stageOf('a.png')).toMatchObject({ holdup: { is: 'quota-wait', why: 'turn', ahead: 12 } })
  expect(world.openRoutes).toEqual(['uploadAll'])
  upload.hold(null)
  expect(world.stageOf('a.png')).toMatchObject({ at: 'sending', holdup: null })
  upload.hold({ why: 'closed', ahead: 0 })
  upload.lose()
  await settled()
  expect(world.stageOf('a.png')).toMatchObject({ holdup: { is: 'repeat', problem: 'connection-lost' } })
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('A wait that Feishu names holds back the other files of the same endpoint as well', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 99991400, { 'x-ogw-ratelimit-reset': '3' })
  expect(world.stageOf('a.png')).toMatchObject({ holdup: { problem: '99991400', attempt: 2 } })
  await world.doors.clock.pass(2999)
  expect(world.openRoutes).toEqual([])
  await world.doors.clock.pass(1)
  expect(world.openRoutes).toEqual(['uploadAll'])
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test.each([
  ['One call too many of a second does not make fewer go at once', 99991400, 4],
  ['One too many at once does', 1061045, 3],
])('%s', async (_, code, widest) => {
  await world.drop(...Array.from({ length: 20 }, (_unused, at) => fileOf(`${at}.png`)))
  await world.answerNext('createBlocks')
  for (let sent = 0; sent < 9; sent += 1) await world.answerNext('uploadAll')
  const atOnce = () => world.openRoutes.filter((route) => route === 'uploadAll').length
  expect(atOnce()).toBe(4)
  await world.refuseNext('uploadAll', code, code === 99991400 ? { 'x-ogw-ratelimit-reset': '1' } : {})
  await world.doors.clock.pass(1000)
  for (let sent = 0; sent < 3; sent += 1) await world.answerNext('uploadAll')
  expect(atOnce()).toBe(widest)
  await world.comeToRest()
  expect(world.document).toHaveLength(20)
})

test('When the day’s uploads are used up files wait for midnight, and none of them fails', async () => {
  const fiveHours = 5 * 60 * 60
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', ownCodes.dayUsedUp, { 'x-ogw-ratelimit-reset': String(fiveHours) })
  const untilMs = world.doors.clock.nowMs() + fiveHours * 1000
  expect(world.uploads.getSnapshot()).toMatchObject({
    hold: { problem: 'day-used-up', untilMs, calls: ['whole'] },
    counts: { failed: 0 },
  })
  await world.doors.clock.pass(fiveHours * 1000 - 1)
  expect(world.openRoutes).toEqual([])
  await world.doors.clock.pass(1)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('While the day’s uploads are used up, a file that was sent already is bound in its document', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.drop(fileOf('c.png'))
  // The lane is busy with this while the first file is sent and the second is refused.
  const creation = await world.wire.next('createBlocks')
  await world.answerNext('uploadAll')
  await world.refuseNext('uploadAll', ownCodes.dayUsedUp, anHourLater)
  world.answer(creation)
  await answerOpen()
  expect(world.stages).toEqual(['done', 'sending', 'placed'])
  await world.doors.clock.pass(anHourMs)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', 'c.png'])
})

test('While the day’s small uploads are used up, large files behind them go on, and all are in order at the end', async () => {
  await world.drop(fileOf('first.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', ownCodes.dayUsedUp, anHourLater)
  await world.drop(fileOf('a.png'), fileOf('large.mp4', uploadAllMaxBytes + 1), fileOf('b.png'))
  await answerOpen()
  expect(world.stages).toEqual(['sending', 'waiting', 'done', 'waiting'])
  await world.doors.clock.pass(anHourMs)
  await world.comeToRest()
  expect(world.document).toEqual(['first.png', 'a.png', 'large.mp4', 'b.png'])
})

test('A call that keeps failing while others succeed gets six attempts', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await world.refuseNext('uploadAll', 1061001)
    await world.doors.clock.pass(20_000)
  }
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({
    at: 'failed',
    failure: { problem: '1061001', code: 1061001, logId: 'log-1061001' },
    leftover: null,
  })
  expect(world.document).toEqual([])
})

test('A token that expired on the way is renewed by the gateway and the call repeated at once', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 99991677)
  await world.doors.clock.pass(0)
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
})

test('A wrong checksum sends the file again into the same block, twice at most', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  const first = await world.refuseNext('uploadAll', 1062008)
  const second = await world.refuseNext('uploadAll', 1062008)
  expect(world.job('a.png')).toMatchObject({ stage: { at: 'sending' }, restartedFor: '1062008' })
  const third = await world.refuseNext('uploadAll', 1062008)
  expect([second, third].map((held) => held.field('parent_node'))).toEqual([
    first.field('parent_node'),
    first.field('parent_node'),
  ])
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: '1062008' } })
})

test('A file begun again says why until it has arrived', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 1061044)
  expect(world.job('a.png')).toMatchObject({ stage: { at: 'clearing' }, restartedFor: '1061044' })
  await world.clearNext()
  await world.answerNext('createBlocks')
  expect(world.job('a.png')).toMatchObject({ stage: { at: 'sending' }, restartedFor: '1061044' })
  await world.comeToRest()
  expect(world.job('a.png')).toMatchObject({ stage: { at: 'done' }, restartedFor: null })
})

test('A vanished block is replaced at the same place in the document', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  world.model.remove(world.model.blocks[1]!.topId)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', 'c.png'])
})

test('A block that is refused but still exists is cleared before another one is placed', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  for (let time = 1; time <= 2; time += 1) {
    await world.refuseNext('uploadAll', 1061044)
    await world.clearNext()
    expect(world.document).toEqual([])
    await world.answerNext('createBlocks')
  }
  await world.refuseNext('uploadAll', 1061044)
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: '1061044' }, leftover: null })
})

test.each([
  ['changed', 'file-changed'],
  ['shorter', 'file-changed'],
  ['unreadable', 'file-unreadable'],
] as const)(
  'A file that is %s since the drop fails as %s, is not repeated, and leaves no block',
  async (state, problem) => {
    const file = fileOf('a.png')
    await world.drop(file)
    file.becomes(state)
    await world.answerNext('createBlocks')
    await world.comeToRest()
    expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem }, leftover: null })
    expect(world.document).toEqual([])
    file.becomes('well')
    await world.retry('a.png')
    await world.comeToRest()
    expect(world.document).toEqual(['a.png'])
  },
)

test('A file whose call waits for its next attempt does not hold up the next file', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 1061001)
  const upload = await world.answerNext('uploadAll')
  expect(upload.field('file_name')).toBe('b.png')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('The late answer of a cancelled upload is ignored', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  const upload = await world.wire.next('uploadAll')
  await world.cancel('a.png')
  expect(upload.signal.aborted).toBe(true)
  world.answer(upload)
  await world.comeToRest()
  expect(world.stages).toEqual(['cancelled'])
  expect(world.document).toEqual([])
})

/** Answers every request, without letting time pass. */
async function answerOpen(): Promise<void> {
  await settled()
  for (let [held] = world.wire.open; held; [held] = world.wire.open) {
    world.answer(held)
    await settled()
  }
}
