import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RecordId } from '../../../contract/feishu/ids.ts'
import { attachmentsPerCell } from '../../../contract/feishu/limits.ts'
import type { BaseModel } from '../../testing/base-model.ts'
import { baseWorld } from '../../testing/family-worlds.ts'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import type { HeldRequest } from '../../testing/hand-held-wire.ts'
import type { QueueWorld } from '../../testing/world.ts'

let world: QueueWorld<BaseModel>

/** A table whose records are known by their names, and one of which has a file already. */
beforeEach(() => {
  world = baseWorld({ is: 'matched', byField: 'name' })
  world.model.add('a', ['old.pdf'])
  for (const name of ['b', 'c.pdf', 'd', 'A']) world.model.add(name)
})

afterEach(async () => {
  await settled()
  expect(world.openRoutes).toEqual([])
})

async function upload(...names: readonly string[]): Promise<void> {
  await world.drop(...names.map((name) => fileOf(name)))
  while (world.openRoutes.includes('uploadAll')) await world.answerNext('uploadAll')
}

/** Answers what is read until the cells are to be written. */
async function readUp(): Promise<void> {
  for (let round = 0; round < 2; round += 1) await world.answerNext('searchRecords')
  await world.answerNext('batchGetRecords')
}

function cellOf(name: string): readonly string[] {
  return world.model.shown.find(([text]) => text === name)?.slice(1) ?? []
}

test('Files go to the records of their names, with or without extension, beside what stands there', async () => {
  await upload('a.pdf', 'c.pdf')
  await world.comeToRest()
  expect(world.model.shown).toEqual([['a', 'old.pdf', 'a.pdf'], ['b'], ['c.pdf', 'c.pdf'], ['d'], ['A']])
})

test('Files of one record go into its cell in the order of the queue', async () => {
  world = baseWorld({ is: 'record', recordId: 'rec1' as RecordId, name: 'a' })
  world.model.add('a', ['old.pdf'])
  await upload('1.pdf', '2.pdf', '3.pdf')
  await world.comeToRest()
  expect(cellOf('a')).toEqual(['old.pdf', '1.pdf', '2.pdf', '3.pdf'])
})

test('A file that a Mac named finds its record: letters and their marks come apart there', async () => {
  world.model.add('パンフ é'.normalize('NFC'))
  await upload('パンフ é.pdf'.normalize('NFD'))
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
})

test('A file without a record fails by its name, and the others go on', async () => {
  await upload('x.pdf', 'b.pdf')
  await world.comeToRest()
  expect(world.stageOf('x.pdf')).toMatchObject({
    at: 'failed',
    failure: { problem: 'record-not-found' },
    leftover: null,
  })
  expect(cellOf('b')).toEqual(['b.pdf'])
})

test('For files without a record the column is read once more, not once for each of them', async () => {
  await upload('b.pdf', ...Array.from({ length: 20 }, (_, at) => `${at}.pdf`))
  const routes = await world.comeToRest()
  // Two pages for the first file, and two more for those that were sent meanwhile.
  expect(routes.filter((route) => route === 'searchRecords')).toHaveLength(4)
  expect(world.stages.filter((stage) => stage === 'failed')).toHaveLength(20)
})

test('A record that was added meanwhile is found by the retry', async () => {
  await upload('x.pdf')
  await world.comeToRest()
  world.model.add('x')
  await world.retry('x.pdf')
  await world.comeToRest()
  expect(cellOf('x')).toEqual(['x.pdf'])
})

test('A record taken away meanwhile fails its file alone', async () => {
  await upload('b.pdf')
  for (let round = 0; round < 2; round += 1) await world.answerNext('searchRecords')
  world.model.remove('rec2')
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ failure: { problem: 'record-not-found' } })
})

test('A lost answer adds no file twice', async () => {
  await upload('a.pdf')
  await readUp()
  await world.loseAfterEffect('batchUpdateRecords')
  expect(await world.comeToRest()).toEqual(['batchGetRecords'])
  expect(cellOf('a')).toEqual(['old.pdf', 'a.pdf'])
  expect(world.stages).toEqual(['done'])
})

test('After a write conflict the cell is read again, so that nobody loses what they wrote meanwhile', async () => {
  await upload('a.pdf')
  await readUp()
  await world.refuseNext('batchUpdateRecords', 1254291)
  world.model.attach('rec1', 'theirs.pdf')
  expect(await world.comeToRest()).toEqual(['batchGetRecords', 'batchUpdateRecords', 'batchGetRecords'])
  expect(cellOf('a')).toEqual(['old.pdf', 'theirs.pdf', 'a.pdf'])
})

test('A cell that can not be read is left as it is', async () => {
  await upload('a.pdf')
  for (let round = 0; round < 2; round += 1) await world.answerNext('searchRecords')
  const held = await world.wire.next('batchGetRecords')
  held.answer({ records: [{ record_id: 'rec1', fields: { files: [{ token: 'of another kind' }] } }] })
  await world.comeToRest()
  expect(world.stageOf('a.pdf')).toMatchObject({ failure: { problem: 'unreadable-answer' } })
  expect(cellOf('a')).toEqual(['old.pdf'])
})

test('A cell takes a hundred files; those beyond fail, and the cell stays as it was', async () => {
  const standing = Array.from({ length: attachmentsPerCell - 1 }, (_, at) => `old-${at}.pdf`)
  world = baseWorld({ is: 'record', recordId: 'rec1' as RecordId, name: 'a' })
  world.model.add('a', standing)
  await upload('1.pdf', '2.pdf')
  await world.comeToRest()
  expect(cellOf('a')).toEqual([...standing, '1.pdf'])
  expect(world.stageOf('2.pdf')).toMatchObject({ failure: { problem: 'cell-full' }, leftover: null })
})

test('One record at fault does not keep the others from theirs', async () => {
  await upload('a.pdf', 'b.pdf', 'd.pdf')
  await readUp()
  await world.answerNext('batchUpdateRecords')
  // After it, and before the next.
  for (let look = 0; look < 2; look += 1) await world.answerNext('batchGetRecords')
  await world.refuseNext('batchUpdateRecords', 1254043)
  await world.answerNext('batchGetRecords')
  await world.refuseNext('batchUpdateRecords', 1254043)
  await world.comeToRest()
  expect(world.stages).toEqual(['done', 'failed', 'done'])
  expect([cellOf('a'), cellOf('b'), cellOf('d')]).toEqual([['old.pdf', 'a.pdf'], [], ['d.pdf']])
})

test('Where the column can not be read, none of the files asks for itself', async () => {
  await upload('a.pdf', 'b.pdf', 'c.pdf')
  await world.refuseNext('searchRecords', 1254302)
  await world.refuseNext('searchRecords', 1254302)
  expect(world.stages).toEqual(['failed', 'failed', 'failed'])
})

test('A file given up without an answer stands once after the retry', async () => {
  await upload('a.pdf')
  await readUp()
  await world.loseAfterEffect('batchUpdateRecords')
  await world.doors.clock.pass(1000)
  await world.refuseNext('batchGetRecords', 1254302)
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'failed', leftover: { fileToken: expect.any(String) as string } })
  await world.crash()
  await world.retry('a.pdf')
  await world.comeToRest()
  expect(cellOf('a')).toEqual(['old.pdf', 'a.pdf'])
  expect(world.stages).toEqual(['done'])
})

test('A file cancelled while its cell is read is not written', async () => {
  await upload('a.pdf', 'b.pdf')
  for (let round = 0; round < 2; round += 1) await world.answerNext('searchRecords')
  await world.cancel('a.pdf')
  await world.comeToRest()
  expect(cellOf('a')).toEqual(['old.pdf'])
  expect(cellOf('b')).toEqual(['b.pdf'])
})

test.each([
  ['before the cells are written', false],
  ['when they are written, and no answer comes', true],
])('Another page goes on %s', async (_, hasEffect) => {
  await upload('a.pdf')
  await readUp()
  const held = await world.wire.next('batchUpdateRecords')
  if (hasEffect) world.model.apply(held.request)
  await world.crash()
  await world.comeToRest()
  expect(cellOf('a')).toEqual(['old.pdf', 'a.pdf'])
  expect(world.stages).toEqual(['done'])
})

/** A write of somebody who had read the cell before ours: it holds what they knew of, and theirs. */
function writeOver(): void {
  world.model.takeOut('a.pdf')
  world.model.attach('rec1', 'theirs.pdf')
}

test('A file that somebody wrote over right afterwards is put in again, beside what they wrote', async () => {
  await upload('a.pdf')
  await readUp()
  await world.answerNext('batchUpdateRecords')
  writeOver()
  await world.comeToRest()
  expect(cellOf('a')).toEqual(['old.pdf', 'theirs.pdf', 'a.pdf'])
  expect(world.stages).toEqual(['done'])
})

test('A file that is written over again and again ends by that, and others go on', async () => {
  await upload('a.pdf')
  await readUp()
  for (let write = 0; write < 3; write += 1) {
    await world.answerNext('batchUpdateRecords')
    writeOver()
    await world.answerNext('batchGetRecords')
  }
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'failed', failure: { problem: '1254291' }, leftover: null })
})

test('What somebody takes out on purpose right after the write stays out', async () => {
  await upload('a.pdf')
  await readUp()
  await world.answerNext('batchUpdateRecords')
  world.model.takeOut('old.pdf')
  await world.comeToRest()
  expect(cellOf('a')).toEqual(['a.pdf'])
})

test('What the write itself lost, by its own answer, is put back', async () => {
  await upload('a.pdf')
  await readUp()
  const held = await world.wire.next('batchUpdateRecords')
  world.model.apply(held.request)
  world.model.takeOut('old.pdf')
  const [written] = held.json['records'] as readonly [{ fields: { files: readonly unknown[] } }]
  held.answer({ records: [{ record_id: 'rec1', fields: { files: written.fields.files.slice(1) } }] })
  await world.comeToRest()
  expect(cellOf('a')).toEqual(['a.pdf', 'old.pdf'])
})

test('A write that came late and took away what was added since is put right', async () => {
  await upload('a.pdf')
  await readUp()
  const late = await world.loseNext('batchUpdateRecords')
  world.model.attach('rec1', 'theirs.pdf')
  await world.doors.clock.pass(1000)
  await world.answerNext('batchGetRecords')
  await world.answerNext('batchUpdateRecords')
  world.model.apply(late.request)
  expect(cellOf('a')).toEqual(['old.pdf', 'a.pdf'])
  await world.comeToRest()
  expect(cellOf('a').toSorted()).toEqual(['a.pdf', 'old.pdf', 'theirs.pdf'])
})

test('Where nobody could look afterwards, the row says that it is not confirmed', async () => {
  await upload('a.pdf')
  await readUp()
  await world.answerNext('batchUpdateRecords')
  await world.refuseNext('batchGetRecords', 1254302)
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'done', isAssumed: true })
})

test('A record that got another name meanwhile is left alone, and the one that has the name now gets the file', async () => {
  await upload('b.pdf')
  for (let round = 0; round < 2; round += 1) await world.answerNext('searchRecords')
  world.model.rename('rec2', 'other')
  world.model.add('b')
  await world.comeToRest()
  expect([cellOf('other'), cellOf('b')]).toEqual([[], ['b.pdf']])
})

test('A record that takes the place of one that was removed is found by the retry', async () => {
  await upload('b.pdf')
  for (let round = 0; round < 2; round += 1) await world.answerNext('searchRecords')
  world.model.remove('rec2')
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ failure: { problem: 'record-not-found' }, leftover: null })
  world.model.add('b')
  await world.retry('b.pdf')
  await world.comeToRest()
  expect(cellOf('b')).toEqual(['b.pdf'])
})

test('What somebody adds while the queue stands still, after the cell was read, is kept', async () => {
  await upload('a.pdf')
  for (let round = 0; round < 2; round += 1) await world.answerNext('searchRecords')
  world.doors.connectivity.goes('offline')
  await world.answerNext('batchGetRecords')
  expect(world.openRoutes).toEqual([])
  world.model.attach('rec1', 'theirs.pdf')
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(cellOf('a')).toEqual(['old.pdf', 'theirs.pdf', 'a.pdf'])
})

test('A file that was written stays with its record, although another becomes the first of its name', async () => {
  await upload('a.pdf', 'b.pdf', 'd.pdf')
  await readUp()
  await world.answerNext('batchUpdateRecords')
  await world.answerNext('batchGetRecords')
  world.model.rename('rec2', 'd')
  await world.comeToRest()
  // b.pdf and d.pdf are of one batch. When the names are read again for b.pdf, d.pdf is in its record already.
  expect(world.model.shown).toEqual([['a', 'old.pdf', 'a.pdf'], ['d'], ['c.pdf'], ['d', 'd.pdf'], ['A']])
  expect(world.stageOf('b.pdf')).toMatchObject({ failure: { problem: 'record-not-found' }, leftover: null })
  expect(world.stageOf('d.pdf')).toMatchObject({ at: 'done' })
})

/** A write without an answer; then the record gets another name, and another record gets its name. */
async function renameAfterLostWrite(): Promise<HeldRequest> {
  await upload('b.pdf')
  await readUp()
  const lost = await world.loseNext('batchUpdateRecords')
  world.model.rename('rec2', 'other')
  world.model.add('b')
  await world.comeToRest()
  return lost
}

test('A file that may still arrive in a record that was renamed is written to no other, and the row says so', async () => {
  const lost = await renameAfterLostWrite()
  expect(world.stageOf('b.pdf')).toMatchObject({
    at: 'failed',
    failure: { problem: 'record-not-found' },
    leftover: { fileToken: 'token1' },
  })
  world.model.apply(lost.request)
  await world.retry('b.pdf')
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ at: 'done' })
  expect([cellOf('other'), cellOf('b')]).toEqual([['b.pdf'], []])
})

test('If it did not arrive there, the retry writes it to the record that has its name now', async () => {
  await renameAfterLostWrite()
  await world.retry('b.pdf')
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ at: 'done' })
  expect([cellOf('other'), cellOf('b')]).toEqual([[], ['b.pdf']])
})

test('Another page finds a file that was written unheard, whatever the name of its record is by then', async () => {
  await upload('b.pdf')
  await readUp()
  world.model.apply((await world.wire.next('batchUpdateRecords')).request)
  world.model.rename('rec2', 'other')
  world.model.add('b')
  await world.crash()
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ at: 'done' })
  expect([cellOf('other'), cellOf('b')]).toEqual([['b.pdf'], []])
})

test('Each retry looks for the record anew, however often it was renamed', async () => {
  await upload('b.pdf')
  let held = await world.answerUntil('batchGetRecords')
  world.model.rename('rec2', 'other')
  world.model.rename('rec4', 'b')
  world.answer(held)
  held = await world.answerUntil('batchGetRecords')
  world.model.rename('rec4', 'other')
  world.answer(held)
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ failure: { problem: 'record-not-found' } })
  world.model.rename('rec3', 'b')
  await world.retry('b.pdf')
  await world.comeToRest()
  expect(cellOf('b')).toEqual(['b.pdf'])
})

test('Where a cell can not be read after a write without an answer, the row says that the file may be there', async () => {
  await upload('a.pdf')
  await readUp()
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
