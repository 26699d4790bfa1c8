import { afterEach, expect, test } from 'vitest'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import type { DocumentReading } from '../../testing/feishu-model.ts'
import type { HeldRequest } from '../../testing/hand-held-wire.ts'
import { count, World } from '../../testing/world.ts'

let world: World

afterEach(async () => expect(await world.unanswered()).toEqual([]))

const readings: readonly Partial<DocumentReading>[] = [{}, { byId: 'partial' }, { byId: 'absent' }]

async function documentWith(names: readonly string[], reading: Partial<DocumentReading> = {}): Promise<void> {
  world = new World()
  world.model.reads(reading)
  await world.drop(...names.map((name) => fileOf(name)))
  await world.comeToRest()
}

async function takeOut(): Promise<void> {
  world.uploads.takeOut(world.uploads.getSnapshot().ids)
  await settled()
}

const blockOf = (at: number) => world.model.blocks[at]?.topId ?? ''
const isDeletion = ({ request }: HeldRequest) => request.route === 'updateDocument' || request.route === 'deleteBlocks'

/** Answers every call before the first deletion that can have an effect, and returns that one unanswered. */
async function untilDeletion(): Promise<HeldRequest> {
  for (let round = 0; round < 500; round += 1) {
    await settled()
    const [held] = world.wire.open
    if (held && isDeletion(held) && !isAbsent(held)) return held
    if (held) world.answer(held)
    else await world.doors.clock.pass(world.doors.clock.nextMs ?? 0)
  }
  throw new Error('No deletion comes')
}

let isOffered = true
const isAbsent = ({ request }: HeldRequest) => request.route === 'updateDocument' && !isOffered

const told = () => Object.fromEntries(world.jobs.map(({ name, othersTaken }) => [name, othersTaken]))
const left = (name: string) => {
  const stage = world.stageOf(name)
  return stage.at === 'cancelled' ? stage.takenOut?.left : undefined
}

test.each(readings)('What somebody puts into a block while the others are read stays: %j', async (reading) => {
  await documentWith(['a.png', 'b.pdf', 'c.png'], reading)
  await takeOut()
  // The first picture and the view block of the attachment have been read.
  for (const route of ['getDocument', 'getBlock', 'getBlock'] as const) await world.answerNext(route)
  world.model.fill(blockOf(0), 'theirs.png')
  await world.comeToRest()
  expect(world.document).toEqual(['theirs.png'])
  expect(['a.png', 'b.pdf', 'c.png'].map(left)).toEqual(['others', undefined, undefined])
  expect(told()).toEqual({ 'a.png': undefined, 'b.pdf': undefined, 'c.png': undefined })
})

test.each(readings)('What somebody puts into a block while it is deleted is told in its row: %j', async (reading) => {
  await documentWith(['a.png', 'b.pdf'], reading)
  isOffered = reading.byId !== 'absent'
  await takeOut()
  const deletion = await untilDeletion()
  world.model.fill(blockOf(0), 'theirs.png')
  world.answer(deletion)
  await world.comeToRest()
  expect(world.document).toEqual([])
  expect(told()).toEqual({ 'a.png': 'surely', 'b.pdf': undefined })
})

test.each(readings)('What somebody edits elsewhere while a block is deleted is not told: %j', async (reading) => {
  await documentWith(['a.png', 'b.pdf'], reading)
  isOffered = reading.byId !== 'absent'
  await takeOut()
  const deletion = await untilDeletion()
  world.model.write(0)
  world.answer(deletion)
  await world.comeToRest()
  expect(world.document).toEqual(['¶'])
  expect(told()).toEqual({ 'a.png': undefined, 'b.pdf': undefined })
})

test('What somebody moves into the block of an attachment keeps it, or is told where it went with it', async () => {
  await documentWith(['a.pdf', 'b.pdf'])
  await takeOut()
  for (const route of ['getDocument', 'getBlock', 'getBlock'] as const) await world.answerNext(route)
  world.model.moveInto(blockOf(0))
  isOffered = true
  const deletion = await untilDeletion()
  world.model.moveInto(blockOf(1))
  world.answer(deletion)
  await world.comeToRest()
  expect(world.document).toEqual(['a.pdf'])
  expect([left('a.pdf'), told()]).toEqual(['others', { 'a.pdf': undefined, 'b.pdf': 'surely' }])
})

test.each([
  ['of theirs', 'perhaps', () => world.model.fill(blockOf(0), 'theirs.png')],
  ['elsewhere', undefined, () => world.model.write(0)],
] as const)('After a lost answer, the revisions since show what went (%s)', async (_, how, edit) => {
  await documentWith(['a.png'])
  await takeOut()
  isOffered = true
  const deletion = await untilDeletion()
  for (let times = 0; times < 3; times += 1) world.model.write(1)
  edit()
  world.model.apply(deletion.request)
  for (let times = 0; times < 4; times += 1) world.model.write(0)
  deletion.lose()
  await world.comeToRest()
  expect(world.document).not.toContain('theirs.png')
  expect(told()).toEqual({ 'a.png': how })
})

test.each([
  ['theirs', 'perhaps', () => world.model.fill(blockOf(0), 'theirs.png')],
  ['nothing of theirs', undefined, () => world.model.write(0)],
] as const)('A page that dies during the deletion leaves the look to the next one (%s)', async (_, how, edit) => {
  await documentWith(['a.png', 'b.pdf'])
  await takeOut()
  isOffered = true
  const deletion = await untilDeletion()
  edit()
  world.model.apply(deletion.request)
  world.model.write(0)
  await world.crash()
  await world.comeToRest()
  expect(world.stages).toEqual(['cancelled', 'cancelled'])
  expect(told()).toEqual({ 'a.png': how, 'b.pdf': undefined })
})

test('Where the revision before the deletion cannot be read, the row says that something may have gone', async () => {
  await documentWith(['a.png'])
  await takeOut()
  isOffered = true
  const deletion = await untilDeletion()
  world.model.write(0)
  world.answer(deletion)
  for (const route of ['getDocument', 'listChildren'] as const) await world.answerNext(route)
  await world.refuseNext('getBlock', 1770032)
  await world.comeToRest()
  expect(told()).toEqual({ 'a.png': 'perhaps' })
})

test('Where the document cannot be read after the deletion, the row says that something may have gone', async () => {
  await documentWith(['a.png', 'b.png'])
  await takeOut()
  isOffered = true
  const deletion = await untilDeletion()
  world.model.write(0)
  world.answer(deletion)
  await world.refuseNext('getDocument', 1770032)
  await world.comeToRest()
  expect(told()).toEqual({ 'a.png': 'perhaps', 'b.png': 'perhaps' })
})

test('Where it cannot be read, but the answer shows that nobody else edited, nothing is said of others', async () => {
  await documentWith(['a.png'])
  await takeOut()
  isOffered = true
  world.answer(await untilDeletion())
  await world.refuseNext('getDocument', 1770032)
  await world.comeToRest()
  expect(told()).toEqual({ 'a.png': undefined })
})

test('What a deletion left, and its owner deleted afterwards, is not told', async () => {
  await documentWith(['a.png', 'b.png'], { byId: 'partial' })
  await takeOut()
  isOffered = true
  const deletion = await untilDeletion()
  const second = blockOf(1)
  world.model.fill(second, 'theirs.png')
  world.answer(deletion)
  world.model.remove(second)
  await world.comeToRest()
  expect(told()).toEqual({ 'a.png': undefined, 'b.png': undefined })
})

test('What somebody puts into an empty block while it is cleared is told as well', async () => {
  world = new World()
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  isOffered = true
  const deletion = await untilDeletion()
  world.model.fill(blockOf(0), 'theirs.png')
  world.answer(deletion)
  await world.comeToRest()
  expect(told()).toEqual({ 'a.png': 'surely', 'b.png': undefined })
})

test('Many blocks are read by lists of the whole document, once more when somebody edited meanwhile', async () => {
  const names = Array.from({ length: 12 }, (_, at) => `${at}.pdf`)
  await documentWith(names)
  world.model.blocksPerPage = 500
  await takeOut()
  await world.answerNext('getDocument')
  const list = await world.wire.next('listBlocks')
  world.answer(list)
  world.model.fill(blockOf(3), 'theirs.pdf')
  const routes = await world.comeToRest()
  expect([count(routes, 'listBlocks'), count(routes, 'updateDocument')]).toEqual([1, 1])
  expect(world.document).toEqual(['theirs.pdf'])
})

test('In a document in which somebody types all the time, files are taken out all the same', async () => {
  await documentWith(['a.png'])
  await takeOut()
  for (let round = 0; round < 200 && !world.isAtRest; round += 1) {
    world.model.write(0)
    const [held] = world.wire.open
    if (held) world.answer(held)
    else await world.doors.clock.pass(world.doors.clock.nextMs ?? 0)
    await settled()
  }
  expect(world.document).not.toContain('a.png')
  expect(told()).toEqual({ 'a.png': undefined })
})
