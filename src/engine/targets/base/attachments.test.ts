import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RecordId } from '../../../contract/feishu/ids.ts'
import { attachmentsPerCell } from '../../../contract/feishu/limits.ts'
import type { BaseModel } from '../../testing/base-model.ts'
import { answerReads, baseWorld, matchedWorld } from '../../testing/lives/family-worlds.ts'
import type { QueueWorld } from '../../testing/world.ts'

let world: QueueWorld<BaseModel>

beforeEach(() => void (world = matchedWorld()))

afterEach(async () => expect(await world.unanswered()).toEqual([]))

test('Files go to the records of their names, with or without extension, beside what is there', async () => {
  await world.upload('a.pdf', 'c.pdf')
  await world.comeToRest()
  expect(world.model.shown).toEqual([['a', 'old.pdf', 'a.pdf'], ['b'], ['c.pdf', 'c.pdf'], ['d'], ['A']])
})

test('Files of one record go into its cell in the order of the queue', async () => {
  world = baseWorld({ is: 'record', recordId: 'rec1' as RecordId, name: 'a' })
  world.model.add('a', ['old.pdf'])
  await world.upload('1.pdf', '2.pdf', '3.pdf')
  await world.comeToRest()
  expect(world.model.filesIn('a')).toEqual(['old.pdf', '1.pdf', '2.pdf', '3.pdf'])
})

test('A file named on a Mac finds its record, although accents are separate characters there', async () => {
  world.model.add('パンフ é'.normalize('NFC'))
  await world.upload('パンフ é.pdf'.normalize('NFD'))
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
})

test('A file without a record fails by its name, and the others go on', async () => {
  await world.upload('x.pdf', 'b.pdf')
  await world.comeToRest()
  expect(world.stageOf('x.pdf')).toMatchObject({
    at: 'failed',
    failure: { problem: 'record-not-found' },
    leftover: null,
  })
  expect(world.model.filesIn('b')).toEqual(['b.pdf'])
})

test('For files without a record the column is read once more, not once for each of them', async () => {
  await world.upload('b.pdf', ...Array.from({ length: 20 }, (_, at) => `${at}.pdf`))
  const routes = await world.comeToRest()
  // Two pages for the first file, and two more for those that were sent meanwhile.
  expect(routes.filter((route) => route === 'searchRecords')).toHaveLength(4)
  expect(world.stages.filter((stage) => stage === 'failed')).toHaveLength(20)
})

test('A lost answer adds no file twice', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  await world.loseAfterEffect('batchUpdateRecords')
  expect(await world.comeToRest()).toEqual(['batchGetRecords'])
  expect(world.model.filesIn('a')).toEqual(['old.pdf', 'a.pdf'])
  expect(world.stages).toEqual(['done'])
})

test('A cell that cannot be read is left as it is', async () => {
  await world.upload('a.pdf')
  await world.answerAll('searchRecords')
  const held = await world.wire.next('batchGetRecords')
  held.answer({ records: [{ record_id: 'rec1', fields: { files: [{ token: 'of another kind' }] } }] })
  await world.comeToRest()
  expect(world.stageOf('a.pdf')).toMatchObject({ failure: { problem: 'unreadable-answer' } })
  expect(world.model.filesIn('a')).toEqual(['old.pdf'])
})

test('A cell takes a hundred files; those beyond fail, and the cell stays as it was', async () => {
  const standing = Array.from({ length: attachmentsPerCell - 1 }, (_, at) => `old-${at}.pdf`)
  world = baseWorld({ is: 'record', recordId: 'rec1' as RecordId, name: 'a' })
  world.model.add('a', standing)
  await world.upload('1.pdf', '2.pdf')
  await world.comeToRest()
  expect(world.model.filesIn('a')).toEqual([...standing, '1.pdf'])
  expect(world.stageOf('2.pdf')).toMatchObject({ failure: { problem: 'cell-full' }, leftover: null })
})

test('One refused record does not keep the other files from their records', async () => {
  await world.upload('a.pdf', 'b.pdf', 'd.pdf')
  await answerReads(world)
  await world.answerNext('batchUpdateRecords')
  // After it, and before the next.
  for (let look = 0; look < 2; look += 1) await world.answerNext('batchGetRecords')
  await world.refuseNext('batchUpdateRecords', 1254043)
  await world.answerNext('batchGetRecords')
  await world.refuseNext('batchUpdateRecords', 1254043)
  await world.comeToRest()
  expect(world.stages).toEqual(['done', 'failed', 'done'])
  expect([world.model.filesIn('a'), world.model.filesIn('b'), world.model.filesIn('d')]).toEqual([
    ['old.pdf', 'a.pdf'],
    [],
    ['d.pdf'],
  ])
})

test('Where the column cannot be read, the files do not ask one by one', async () => {
  await world.upload('a.pdf', 'b.pdf', 'c.pdf')
  await world.refuseNext('searchRecords', 1254302)
  await world.refuseNext('searchRecords', 1254302)
  expect(world.stages).toEqual(['failed', 'failed', 'failed'])
})

test('A file given up without an answer is there once after the retry', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  await world.loseAfterEffect('batchUpdateRecords')
  await world.doors.clock.pass(1000)
  await world.refuseNext('batchGetRecords', 1254302)
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'failed', leftover: { fileToken: expect.any(String) as string } })
  await world.crash()
  await world.retry('a.pdf')
  await world.comeToRest()
  expect(world.model.filesIn('a')).toEqual(['old.pdf', 'a.pdf'])
  expect(world.stages).toEqual(['done'])
})

test('A file cancelled while its cell is read is not written', async () => {
  await world.upload('a.pdf', 'b.pdf')
  await world.answerAll('searchRecords')
  await world.cancel('a.pdf')
  await world.comeToRest()
  expect(world.model.filesIn('a')).toEqual(['old.pdf'])
  expect(world.model.filesIn('b')).toEqual(['b.pdf'])
})

test.each([
  ['before the cells are written', false],
  ['when they are written, and no answer comes', true],
])('Another page goes on %s', async (_, hasEffect) => {
  await world.upload('a.pdf')
  await answerReads(world)
  const held = await world.wire.next('batchUpdateRecords')
  if (hasEffect) world.model.apply(held.request)
  await world.crash()
  await world.comeToRest()
  expect(world.model.filesIn('a')).toEqual(['old.pdf', 'a.pdf'])
  expect(world.stages).toEqual(['done'])
})

test('Where a cell cannot be read after a write without an answer, the row says that the file may be there', async () => {
  await world.upload('a.pdf')
  await answerReads(world)
  await world.loseAfterEffect('batchUpdateRecords')
  await world.doors.clock.pass(1000)
  const held = await world.wire.next('batchGetRecords')
  held.answer({ records: [{ record_id: 'rec1', fields: { files: [{ token: 'of another kind' }] } }] })
  await world.comeToRest()
  expect(world.stageOf('a.pdf')).toMatchObject({
    failure: { problem: 'unreadable-answer' },
    leftover: { fileToken: 'token1' },
  })
})
