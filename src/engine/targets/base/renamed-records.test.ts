import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BaseModel } from '../../testing/base-model.ts'
import { answerReads, matchedWorld } from '../../testing/lives/family-worlds.ts'
import type { HeldRequest } from '../../testing/hand-held-wire.ts'
import type { QueueWorld } from '../../testing/world.ts'

let world: QueueWorld<BaseModel>

beforeEach(() => void (world = matchedWorld()))

afterEach(async () => expect(await world.unanswered()).toEqual([]))

test('A record that was added meanwhile is found by the retry', async () => {
  await world.upload('x.pdf')
  await world.comeToRest()
  world.model.add('x')
  await world.retry('x.pdf')
  await world.comeToRest()
  expect(world.model.filesIn('x')).toEqual(['x.pdf'])
})

test('A record taken away meanwhile fails its file alone', async () => {
  await world.upload('b.pdf')
  await world.answerAll('searchRecords')
  world.model.remove('rec2')
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ failure: { problem: 'record-not-found' } })
})

test('A record that got another name meanwhile is left alone, and the one that has the name now gets the file', async () => {
  await world.upload('b.pdf')
  await world.answerAll('searchRecords')
  world.model.rename('rec2', 'other')
  world.model.add('b')
  await world.comeToRest()
  expect([world.model.filesIn('other'), world.model.filesIn('b')]).toEqual([[], ['b.pdf']])
})

test('A record that takes the place of one that was removed is found by the retry', async () => {
  await world.upload('b.pdf')
  await world.answerAll('searchRecords')
  world.model.remove('rec2')
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ failure: { problem: 'record-not-found' }, leftover: null })
  world.model.add('b')
  await world.retry('b.pdf')
  await world.comeToRest()
  expect(world.model.filesIn('b')).toEqual(['b.pdf'])
})

test('A file that was written stays with its record, although another becomes the first of its name', async () => {
  await world.upload('a.pdf', 'b.pdf', 'd.pdf')
  await answerReads(world)
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
  await world.upload('b.pdf')
  await answerReads(world)
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
  expect([world.model.filesIn('other'), world.model.filesIn('b')]).toEqual([['b.pdf'], []])
})

test('If it did not arrive there, the retry writes it to the record that has its name now', async () => {
  await renameAfterLostWrite()
  await world.retry('b.pdf')
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ at: 'done' })
  expect([world.model.filesIn('other'), world.model.filesIn('b')]).toEqual([[], ['b.pdf']])
})

test('Another page finds a file that was written without an answer, whatever the name of its record is by then', async () => {
  await world.upload('b.pdf')
  await answerReads(world)
  world.model.apply((await world.wire.next('batchUpdateRecords')).request)
  world.model.rename('rec2', 'other')
  world.model.add('b')
  await world.crash()
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toMatchObject({ at: 'done' })
  expect([world.model.filesIn('other'), world.model.filesIn('b')]).toEqual([['b.pdf'], []])
})

test('Each retry looks for the record again, however often it was renamed', async () => {
  await world.upload('b.pdf')
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
  expect(world.model.filesIn('b')).toEqual(['b.pdf'])
})
