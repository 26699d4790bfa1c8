import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BaseModel } from '../../testing/base-model.ts'
import { answerReads, matchedWorld } from '../../testing/lives/family-worlds.ts'
import type { QueueWorld } from '../../testing/world.ts'

let world: QueueWorld<BaseModel>

beforeEach(() => void (world = matchedWorld()))

afterEach(async () => expect(await world.unanswered()).toEqual([]))

test('After a write conflict the cell is read again, so that nobody loses what they wrote meanwhile', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  await world.refuseNext('batchUpdateRecords', 1254291)
  world.model.attach('rec1', 'theirs.pdf')
  expect(await world.comeToRest()).toEqual(['batchGetRecords', 'batchUpdateRecords', 'batchGetRecords'])
  expect(world.model.filesIn('a')).toEqual(['old.pdf', 'theirs.pdf', 'a.pdf'])
})

/** A write of somebody who had read the cell before ours: it holds what they knew of, and theirs. */
function writeOver(): void {
  world.model.takeOut('a.pdf')
  world.model.attach('rec1', 'theirs.pdf')
}

test('A file that somebody overwrote right afterwards is written again, beside what they wrote', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  await world.answerNext('batchUpdateRecords')
  writeOver()
  await world.comeToRest()
  expect(world.model.filesIn('a')).toEqual(['old.pdf', 'theirs.pdf', 'a.pdf'])
  expect(world.stages).toEqual(['done'])
})

test('A file that is overwritten again and again fails with that, and others go on', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  for (let write = 0; write < 3; write += 1) {
    await world.answerNext('batchUpdateRecords')
    writeOver()
    await world.answerNext('batchGetRecords')
  }
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'failed', failure: { problem: '1254291' }, leftover: null })
})

test('What somebody removes on purpose right after the write stays removed', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  await world.answerNext('batchUpdateRecords')
  world.model.takeOut('old.pdf')
  await world.comeToRest()
  expect(world.model.filesIn('a')).toEqual(['a.pdf'])
})

test('Files that the write itself lost, by its own answer, are written back', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  const held = await world.wire.next('batchUpdateRecords')
  world.model.apply(held.request)
  world.model.takeOut('old.pdf')
  const [written] = held.json['records'] as readonly [{ fields: { files: readonly unknown[] } }]
  held.answer({ records: [{ record_id: 'rec1', fields: { files: written.fields.files.slice(1) } }] })
  await world.comeToRest()
  expect(world.model.filesIn('a')).toEqual(['a.pdf', 'old.pdf'])
})

test('A late write that removed what was added since is repaired', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  const late = await world.loseNext('batchUpdateRecords')
  world.model.attach('rec1', 'theirs.pdf')
  await world.doors.clock.pass(1000)
  await world.answerNext('batchGetRecords')
  await world.answerNext('batchUpdateRecords')
  world.model.apply(late.request)
  expect(world.model.filesIn('a')).toEqual(['old.pdf', 'a.pdf'])
  await world.comeToRest()
  expect(world.model.filesIn('a').toSorted()).toEqual(['a.pdf', 'old.pdf', 'theirs.pdf'])
})

test('Where nobody could look afterwards, the row says that it is not confirmed', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  await world.answerNext('batchUpdateRecords')
  await world.refuseNext('batchGetRecords', 1254302)
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'done', isAssumed: true })
})

test('What somebody adds while the queue is held, after the cell was read, is kept', async () => {
  await world.upload('a.pdf')
  await world.answerAll('searchRecords')
  world.doors.connectivity.goes('offline')
  await world.answerNext('batchGetRecords')
  expect(world.openRoutes).toEqual([])
  world.model.attach('rec1', 'theirs.pdf')
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(world.model.filesIn('a')).toEqual(['old.pdf', 'theirs.pdf', 'a.pdf'])
})
