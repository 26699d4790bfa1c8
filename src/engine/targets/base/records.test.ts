import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BaseModel } from '../../testing/base-model.ts'
import type { RecordId } from '../../../contract/feishu/ids.ts'
import { baseTarget, baseWorld } from '../../testing/lives/family-worlds.ts'
import { fileOf, filesOf, settled } from '../../testing/hand-held-doors.ts'
import type { QueueWorld } from '../../testing/world.ts'

let world: QueueWorld<BaseModel>

beforeEach(() => {
  world = baseWorld({ is: 'new', nameField: 'name' })
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

/** Drops files and uploads all of them while the first one's record is being made. */
test('Each file becomes a record with its name, all that are ready in one call, in the order of the queue', async () => {
  await world.upload('a.png', 'b.pdf', 'c.pdf')
  expect(world.openRoutes).toEqual(['batchCreateRecords'])
  await world.comeToRest()
  expect(world.model.shown).toEqual([
    ['a.png', 'a.png'],
    ['b.pdf', 'b.pdf'],
    ['c.pdf', 'c.pdf'],
  ])
  expect(world.wire.sent.filter(({ route }) => route === 'batchCreateRecords')).toHaveLength(2)
})

test('A lost answer repeats the same creation, and no record is made twice', async () => {
  await world.upload('a.pdf')
  const lost = await world.loseAfterEffect('batchCreateRecords')
  await world.doors.clock.pass(1000)
  expect((await world.answerNext('batchCreateRecords')).request).toEqual(lost.request)
  expect(world.model.shown).toEqual([['a.pdf', 'a.pdf']])
  expect(world.stages).toEqual(['done'])
})

test('A write conflict heals by itself', async () => {
  await world.upload('a.pdf')
  await world.refuseNext('batchCreateRecords', 1254291)
  await world.comeToRest()
  expect(world.model.shown).toEqual([['a.pdf', 'a.pdf']])
})

test('A quota is waited for as long as Feishu says', async () => {
  await world.upload('a.pdf')
  await world.refuseNext('batchCreateRecords', 99991400, { 'x-ogw-ratelimit-reset': '7' })
  expect(world.doors.clock.nextMs).toBe(7000)
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
})

test('Without the right to edit nothing more is tried', async () => {
  await world.drop(...Array.from({ length: 10 }, (_, at) => fileOf(`${at}.pdf`)))
  await world.answerNext('uploadAll')
  await world.refuseNext('batchCreateRecords', 91403)
  // Those that were on their way are still answered.
  expect(world.stages.filter((stage) => stage === 'failed').length).toBeGreaterThan(5)
  world.uploads.cancel(world.uploads.getSnapshot().ids)
  await world.comeToRest()
  expect(world.model.shown).toEqual([])
})

test.each([1254303, 1254069, 1254027])(
  'An upload that the base refuses with %i is sent again, without effect on the others of its batch',
  async (code) => {
    await world.upload('a.pdf', 'b.pdf', 'c.pdf')
    await world.answerNext('batchCreateRecords')
    await world.refuseNext('batchCreateRecords', code)
    await world.refuseNext('batchCreateRecords', code)
    await world.comeToRest()
    expect(world.wire.sent.filter(({ route }) => route === 'uploadAll')).toHaveLength(4)
    expect(world.model.shown.map(([name]) => name).sort()).toEqual(['a.pdf', 'b.pdf', 'c.pdf'])
    expect(world.stages).toEqual(['done', 'done', 'done'])
  },
)

test('A record given up without an answer is asked about by the retry, with no second upload', async () => {
  await world.upload('a.pdf')
  await world.loseAfterEffect('batchCreateRecords')
  await world.doors.clock.pass(1000)
  await world.refuseNext('batchCreateRecords', 1254302)
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'failed', leftover: { fileToken: 'token1' } })
  await world.crash()
  expect(await world.comeToRest()).toEqual([])
  await world.retry('a.pdf')
  expect(await world.comeToRest()).toEqual(['batchCreateRecords', 'batchGetRecords'])
  expect(world.model.shown).toEqual([['a.pdf', 'a.pdf']])
  expect(world.doors.journal.restored().creations).toEqual([])
})

test('A file cancelled while its record is made may be there, and the retry makes no other', async () => {
  await world.upload('a.pdf')
  const held = await world.wire.next('batchCreateRecords')
  await world.cancel('a.pdf')
  world.answer(held)
  await settled()
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'cancelled', leftover: { fileToken: 'token1' } })
  await world.retry('a.pdf')
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
  expect(world.model.shown).toEqual([['a.pdf', 'a.pdf']])
})

test('A removed file that may be in a base is not asked about any more', async () => {
  await world.upload('a.pdf')
  const held = await world.wire.next('batchCreateRecords')
  await world.cancel('a.pdf')
  world.answer(held)
  await settled()
  expect(world.doors.journal.restored().creations).toHaveLength(1)
  world.uploads.forget(world.uploads.getSnapshot().ids)
  await settled()
  expect(world.doors.journal.restored()).toMatchObject({ jobs: [], creations: [] })
})

test('A file cancelled before its record is asked for leaves none', async () => {
  await world.upload('a.pdf', 'b.pdf')
  await world.cancel('b.pdf')
  await world.comeToRest()
  expect(world.stageOf('b.pdf')).toEqual({ at: 'cancelled', leftover: null })
  expect(world.model.shown).toEqual([['a.pdf', 'a.pdf']])
})

test.each([
  ['before it is uploaded', [], ['uploadAll', 'batchCreateRecords']],
  ['when it is uploaded', ['uploadAll'], ['batchCreateRecords', 'batchGetRecords']],
  ['when its record stands', ['uploadAll', 'batchCreateRecords'], []],
] as const)('Another page goes on %s', async (_, answered, left) => {
  await world.drop(...filesOf('a.pdf'))
  for (const route of answered) await world.answerNext(route)
  await world.crash()
  expect(await world.comeToRest()).toEqual(left)
  expect(world.model.shown).toEqual([['a.pdf', 'a.pdf']])
})

test('Another page asks for a creation again whose answer did not reach the first', async () => {
  await world.upload('a.pdf')
  const lost = await world.wire.next('batchCreateRecords')
  world.model.apply(lost.request)
  await world.crash()
  expect((await world.answerNext('batchCreateRecords')).request).toEqual(lost.request)
  await world.answerNext('batchGetRecords')
  expect(world.model.shown).toEqual([['a.pdf', 'a.pdf']])
  expect(world.doors.journal.restored().creations).toEqual([])
})

test('A file cancelled on another page, before that creation is asked for again, may be there', async () => {
  await world.upload('a.pdf')
  const lost = await world.wire.next('batchCreateRecords')
  world.model.apply(lost.request)
  await world.crash()
  await world.cancel('a.pdf')
  await world.comeToRest()
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'cancelled', leftover: { fileToken: 'token1' } })
})

test('No record is asked for before its creation is written down', async () => {
  await world.drop(...filesOf('a.pdf'))
  world.doors.journal.hold()
  await world.answerNext('uploadAll')
  expect(world.openRoutes).toEqual([])
  world.doors.journal.letGo()
  await world.comeToRest()
  expect(world.model.shown).toEqual([['a.pdf', 'a.pdf']])
})

test('A file that is brought back while it waits for its record gets one', async () => {
  await world.upload('a.pdf', 'b.pdf')
  await world.crash(() => true)
  await world.uploads.reattach(filesOf('b.pdf'))
  await world.comeToRest()
  expect(world.model.shown).toEqual([
    ['a.pdf', 'a.pdf'],
    ['b.pdf', 'b.pdf'],
  ])
})

/** Records that were made without an answer, of which the rows say that they may be there. */
async function createWithoutAnswer(...names: readonly string[]): Promise<void> {
  await world.upload('first.pdf', ...names)
  await world.answerNext('batchCreateRecords')
  await world.loseAfterEffect('batchCreateRecords')
  await world.doors.clock.pass(1000)
  await world.refuseNext('batchCreateRecords', 1254302)
}

test('A record that a person removed before the retry is made again, and the other of its batch is not made twice', async () => {
  await createWithoutAnswer('a.pdf', 'b.pdf')
  world.model.remove('rec2')
  await world.retry('a.pdf', 'b.pdf')
  expect(await world.comeToRest()).toEqual([...['batchCreateRecords', 'batchGetRecords'], 'batchCreateRecords'])
  expect(world.stages).toEqual(['done', 'done', 'done'])
  expect(world.model.shown.map(([, file]) => file)).toEqual(['first.pdf', 'b.pdf', 'a.pdf'])
  expect(world.doors.journal.restored().creations).toEqual([])
})

test('A file that a person took out of its record before the retry gets another record', async () => {
  await createWithoutAnswer('a.pdf')
  world.model.takeOut('a.pdf')
  await world.retry('a.pdf')
  await world.comeToRest()
  expect(world.stages).toEqual(['done', 'done'])
  expect(world.model.shown).toEqual([['first.pdf', 'first.pdf'], ['a.pdf'], ['a.pdf', 'a.pdf']])
})

test('While the other of its batch is not retried, a removed record is made again once, on another page too', async () => {
  await createWithoutAnswer('a.pdf', 'b.pdf')
  world.model.remove('rec2')
  await world.retry('a.pdf')
  await world.answerNext('batchCreateRecords')
  await world.answerNext('batchGetRecords')
  world.model.apply((await world.wire.next('batchCreateRecords')).request)
  await world.crash()
  await world.comeToRest()
  expect(world.stages).toEqual(['done', 'done', 'failed'])
  expect(world.model.shown.map(([, file]) => file)).toEqual(['first.pdf', 'b.pdf', 'a.pdf'])
})

test('Where nobody could look whether the record is still there, the row says that it is not confirmed', async () => {
  await createWithoutAnswer('a.pdf')
  await world.retry('a.pdf')
  await world.answerNext('batchCreateRecords')
  await world.refuseNext('batchGetRecords', 1254302)
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'done', isAssumed: true })
})

/** Two files whose creation together got no answer, and which were cancelled then; the first goes into a record that was there. */
async function cancelledTogether(hasEffect: boolean) {
  const recordId = world.model.add('row') as RecordId
  await world.upload('first.pdf', 'a.pdf', 'b.pdf')
  await world.answerNext('batchCreateRecords')
  const creation = await world.wire.next('batchCreateRecords')
  await world.cancel('a.pdf', 'b.pdf')
  if (hasEffect) world.model.apply(creation.request)
  creation.lose()
  await world.comeToRest()
  world.uploads.retarget([world.job('a.pdf').id], baseTarget({ is: 'record', recordId, name: 'row' }))
  await world.comeToRest()
  await world.retry('b.pdf')
}

test('A file that went elsewhere gets no record when the creation it was part of is repeated for another', async () => {
  await cancelledTogether(false)
  await world.comeToRest()
  expect(world.model.shown).toEqual([
    ['row', 'a.pdf'],
    ['first.pdf', 'first.pdf'],
    ['b.pdf', 'b.pdf'],
  ])
  expect(world.jobs.map(({ mayStandIn }) => mayStandIn ?? [])).toEqual([[], [], []])
})

test('A file that got another target says that it may be in its earlier target as well', async () => {
  await cancelledTogether(true)
  const routes = await world.comeToRest()
  expect(routes).not.toContain('batchCreateRecords')
  expect(world.model.shown).toEqual([
    ['row', 'a.pdf'],
    ['first.pdf', 'first.pdf'],
    ['a.pdf', 'a.pdf'],
    ['b.pdf', 'b.pdf'],
  ])
  expect(world.job('a.pdf').mayStandIn).toEqual([world.target])
  await world.crash()
  expect(world.job('a.pdf').mayStandIn).toEqual([world.target])
})

test('Where the record made for nobody cannot be deleted, the file’s row says that it may be there', async () => {
  await cancelledTogether(false)
  await world.answerUntil('batchDeleteRecords')
  await world.refuseNext('batchDeleteRecords', 1254302)
  await world.comeToRest()
  expect(world.model.filesIn('a.pdf')).toEqual(['a.pdf'])
  expect(world.job('a.pdf').mayStandIn).toEqual([world.target])
  expect(world.stages).toEqual(['done', 'done', 'done'])
})
