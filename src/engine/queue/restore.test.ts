import { afterEach, beforeEach, expect, test } from 'vitest'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import { fileOf, filesOf, settled } from '../testing/hand-held-doors.ts'
import { targetKeyOf } from '../targets/families.ts'
import { count, targetOf, World } from '../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered('getDocument')).toEqual([]))

test('Another page continues the queue, and writes only what changes from then on', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.pdf'), fileOf('c.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.answerNext('batchUpdateBlocks')
  await world.crash()
  expect(world.stages).toEqual(['done', 'sending', 'sending'])
  expect(world.doors.journal.changes).toEqual([])
  const routes = await world.comeToRest()
  expect([count(routes, 'createBlocks'), count(routes, 'uploadAll')]).toEqual([0, 2])
  expect(world.document).toEqual(['a.png', 'b.pdf', 'c.png'])
})

test('Blocks whose creation got no answer are found by its client_token, cleared, and placed once', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.pdf'))
  const lost = await world.wire.next('createBlocks')
  world.model.apply(lost.request)
  await world.crash()
  const settling = await world.answerNext('createBlocks')
  expect(settling.request).toEqual(lost.request)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.pdf'])
})

test('A file cancelled while its block was being placed leaves none behind', async () => {
  await world.drop(fileOf('a.png'))
  const lost = await world.wire.next('createBlocks')
  world.model.apply(lost.request)
  await world.cancel('a.png')
  await world.crash()
  expect(world.document).toEqual(['-'])
  await world.comeToRest()
  expect(world.stages).toEqual(['cancelled'])
  expect(world.document).toEqual([])
})

test('What was reported as a leftover is kept for the retry', async () => {
  await world.drop(fileOf('a.png'))
  await world.loseAfterEffect('createBlocks')
  await world.doors.clock.pass(500)
  await world.refuseNext('createBlocks', 1770032)
  await world.crash()
  expect(await world.comeToRest()).toEqual([])
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', leftover: 'perhaps' })
  await world.retry('a.png')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('A large file goes on from its last accepted part', async () => {
  await world.drop(fileOf('film.mp4', uploadAllMaxBytes + 1))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadPrepare')
  await world.answerNext('uploadPart')
  await world.answerNext('uploadPart')
  await world.crash()
  const routes = await world.comeToRest()
  expect([count(routes, 'uploadPrepare'), count(routes, 'uploadPart')]).toEqual([0, 4])
  expect(world.document).toEqual(['film.mp4'])
})

test('Parts that Feishu no longer keeps are not counted, and the file starts from its first byte', async () => {
  await world.drop(fileOf('film.mp4', uploadAllMaxBytes + 1))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadPrepare')
  await world.answerNext('uploadPart')
  world.doors.connectivity.goes('offline')
  await world.doors.clock.pass(24 * 60 * 60 * 1000)
  await world.crash()
  expect(world.uploads.getSnapshot().confirmedBytes).toBe(0)
  const routes = await world.comeToRest()
  expect([count(routes, 'uploadPrepare'), count(routes, 'uploadPart')]).toEqual([1, 6])
  expect(world.document).toEqual(['film.mp4'])
})

test('A bind that took effect without an answer is seen in the block, and not repeated', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  const bind = await world.wire.next('batchUpdateBlocks')
  world.model.apply(bind.request)
  await world.crash()
  expect(await world.comeToRest()).toEqual(['getBlock'])
  expect(world.stages).toEqual(['done'])
})

test('A bind that did not take effect is made', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.crash(() => true)
  expect(await world.comeToRest()).toEqual(['getBlock', 'batchUpdateBlocks', 'getDocument'])
  expect(world.document).toEqual(['a.png'])
})

test('Blocks that were being cleared are cleared, also those of files removed from the list', async () => {
  await world.drop(...filesOf('a.png', 'b.png', 'c.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 1061002)
  await world.doors.clock.pass(5000)
  await world.refuseToClear()
  await world.cancel('b.png')
  world.uploads.forget([world.job('a.png').id])
  await settled()
  await world.crash()
  await world.comeToRest()
  expect(world.document).toEqual(['c.png'])
  expect(world.doors.journal.restored()).toMatchObject({ discards: [], creations: [] })
})

test('A late file finds its place among those that an earlier page placed', async () => {
  await world.drop(fileOf('1.png'), fileOf('2.png'), fileOf('3.png'))
  await world.cancel('2.png')
  await world.comeToRest()
  await world.crash()
  await world.retry('2.png')
  await world.comeToRest()
  expect(world.document).toEqual(['1.png', '2.png', '3.png'])
})

test('Order, names, pauses and targets come back', async () => {
  world.doors.connectivity.goes('offline')
  const ids = world.uploads.add([fileOf('1.png'), fileOf('2.png'), fileOf('3.png')], world.target)
  world.uploads.move(ids.slice(2), 'top')
  world.uploads.pause(ids.slice(0, 1))
  world.uploads.rename(new Map([[ids[1]!, 'two.png']]))
  world.uploads.retarget(ids.slice(1, 2), targetOf('doc2'))
  await settled()
  await world.crash()
  expect(world.jobs.map((job) => [job.name, job.paused, targetKeyOf(job.target)])).toEqual([
    ['3.png', false, 'doc1'],
    ['1.png', true, 'doc1'],
    ['two.png', false, 'doc2'],
  ])
  world.uploads.cancel(world.jobs.map((job) => job.id))
  await world.comeToRest()
})

test('Only what still needs its bytes waits for them, and goes on when they are there', async () => {
  await world.drop(...filesOf('a.png', 'b.png', 'c.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.cancel('b.png')
  await world.crash(() => true)
  await world.comeToRest()
  expect(world.stages).toEqual(['done', 'cancelled', 'placed'])
  expect(world.uploads.getSnapshot().counts).toMatchObject({ done: 1, cancelled: 1, 'needs-file': 1 })
  expect(await world.uploads.reattach([fileOf('a.png'), fileOf('c.png')])).toMatchObject([{ name: 'a.png' }])
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'c.png'])
})

test('Files without bytes do not hold up those behind them, and find their place later', async () => {
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('1.png'), fileOf('2.png'))
  await world.crash((file) => file.name === '1.png')
  await world.comeToRest()
  expect(world.document).toEqual(['2.png'])
  await world.uploads.reattach([fileOf('1.png')])
  await world.comeToRest()
  expect(world.document).toEqual(['1.png', '2.png'])
})

test('A file that changed while no page was open is named, and its old parts are not joined with the new bytes', async () => {
  const film = fileOf('film.mp4', uploadAllMaxBytes + 1)
  await world.drop(film)
  await world.answerNext('createBlocks')
  await world.answerNext('uploadPrepare')
  await world.answerNext('uploadPart')
  film.becomes('changed')
  await world.crash()
  expect(count(await world.comeToRest(), 'uploadPart')).toBe(0)
  expect(world.stageOf('film.mp4')).toMatchObject({ at: 'failed', failure: { problem: 'file-changed' }, kept: null })
  expect(world.document).toEqual([])
})
