import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HeldRequest } from '../../testing/hand-held-wire.ts'
import { fileOf } from '../../testing/hand-held-doors.ts'
import { World, count } from '../../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
  world.model.reads({ fileBlocks: 'refused' })
})

afterEach(async () => expect(await world.unanswered('getDocument')).toEqual([]))

const files = (number: number, suffix: string) => Array.from({ length: number }, (_, at) => fileOf(`${at}.${suffix}`))
const kindsOf = (create: HeldRequest) =>
  (create.json['children'] as { block_type: number }[]).map((child) => child.block_type)
/** Comes to rest; returns the kinds of block that each creation asked for. */
async function kindsAsked(): Promise<readonly (readonly number[])[]> {
  const creates: (readonly number[])[] = []
  await world.comeToRest((held) => {
    if (held.request.route === 'createBlocks') creates.push(kindsOf(held))
    world.answer(held)
  })
  return creates
}
const refusedFiles = () =>
  world.jobs.flatMap(({ name, stage }) =>
    stage.at === 'failed' && stage.failure.problem === 'file-blocks-refused' ? [name] : [],
  )

test('Where file blocks are refused, the pictures of the drop arrive in order, and the files share one cause', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.pdf'), fileOf('c.png'), fileOf('d.pdf'), fileOf('e.png'))
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'c.png', 'e.png'])
  expect(refusedFiles()).toEqual(['b.pdf', 'd.pdf'])
  expect(world.uploads.getSnapshot().causes).toMatchObject([{ problem: 'file-blocks-refused', ids: { length: 2 } }])
  expect(world.stageOf('b.pdf')).toMatchObject({ failure: { code: 1770029 }, leftover: null })
})

test('A mixed batch that is refused is tried apart: pictures alone, then one kind of block', async () => {
  await world.drop(fileOf('a.pdf'), fileOf('b.png'), fileOf('c.pdf'))
  expect(kindsOf(await world.answerNext('createBlocks'))).toEqual([23, 27, 23])
  expect(kindsOf(await world.answerNext('createBlocks'))).toEqual([27])
  expect(kindsOf(await world.answerUntil('createBlocks'))).toEqual([23])
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
  expect(refusedFiles()).toEqual(['a.pdf', 'c.pdf'])
})

test('A queue of files alone costs two calls, however long it is', async () => {
  await world.drop(...files(400, 'pdf'))
  const routes = await world.comeToRest()
  expect(count(routes, 'createBlocks')).toBe(2)
  expect(refusedFiles()).toHaveLength(400)
})

test('Files that are dropped later, or tried again, cost one call more', async () => {
  await world.drop(...files(3, 'pdf'), ...files(2, 'png'))
  await world.comeToRest()
  await world.retry('0.pdf', '1.pdf', '2.pdf')
  await world.drop(fileOf('late.png'), fileOf('late.pdf'))
  expect(count(await world.comeToRest(), 'createBlocks')).toBe(2)
  expect(world.document).toEqual(['0.png', '1.png', 'late.png'])
  expect(refusedFiles()).toHaveLength(4)
})

test('A file that Feishu takes after all goes to its place among the pictures', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.pdf'), fileOf('c.png'))
  await world.comeToRest()
  world.model.reads({ fileBlocks: 'taken' })
  await world.retry('b.pdf')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.pdf', 'c.png'])
})

test('A code that does not name the kind of block counts once pictures alone are taken and a single file block is not', async () => {
  world.model.reads({ fileBlocks: 'taken' })
  await world.drop(fileOf('a.png'), ...files(3, 'pdf'))
  const refuse = async () => kindsOf(await world.refuseNext('createBlocks', 1770001))
  expect(await refuse()).toEqual([27, 23, 23, 23])
  expect(kindsOf(await world.answerNext('createBlocks'))).toEqual([27])
  expect(refusedFiles()).toEqual([])
  expect(await refuse()).toEqual([23])
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
  expect(refusedFiles()).toEqual(['0.pdf', '1.pdf', '2.pdf'])
})

test('A refusal that does not come again is nobody’s fault: all arrive, in order', async () => {
  world.model.reads({ fileBlocks: 'taken' })
  await world.drop(fileOf('a.png'), fileOf('b.pdf'), fileOf('c.png'), fileOf('d.pdf'))
  await world.refuseNext('createBlocks', 1770001)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.pdf', 'c.png', 'd.pdf'])
})

test('Once a file block was made, a refusal by the same code is the document’s own', async () => {
  world.model.reads({ fileBlocks: 'taken' })
  await world.drop(fileOf('a.pdf'))
  await world.comeToRest()
  await world.drop(fileOf('b.pdf'), fileOf('c.png'))
  await world.refuseNext('createBlocks', 1770029)
  await world.comeToRest()
  expect(world.jobs.map(({ stage }) => stage)).toMatchObject([
    { at: 'done' },
    { at: 'failed', failure: { problem: '1770029' } },
    { at: 'failed', failure: { problem: '1770029' } },
  ])
})

test('Pictures that are refused alone by the same code are told as what they are', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.pdf'))
  await world.refuseNext('createBlocks', 1770029)
  await world.refuseNext('createBlocks', 1770029)
  await world.comeToRest()
  expect(refusedFiles()).toEqual([])
  expect(world.jobs.map(({ stage }) => stage)).toMatchObject([
    { at: 'failed', failure: { problem: '1770029' } },
    { at: 'failed', failure: { problem: '1770029' } },
  ])
})

test('A page that dies during the first creation loses no picture of it', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.pdf'))
  await world.wire.next('createBlocks')
  await world.crash()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
  expect(refusedFiles()).toEqual(['b.pdf'])
})

test('Where it is known before, no file block is asked for', async () => {
  world = new World({ facts: new Set(['no-file-blocks']) })
  world.model.reads({ fileBlocks: 'refused' })
  await world.drop(fileOf('a.pdf'), fileOf('b.png'), ...files(60, 'pdf'))
  const creates = await kindsAsked()
  expect(creates).toEqual([[27]])
  expect(world.document).toEqual(['b.png'])
  expect(refusedFiles()).toHaveLength(61)
})

test('Where it is known before, a file is not asked for beside a picture either', async () => {
  world = new World({ facts: new Set(['no-file-blocks']) })
  world.model.reads({ fileBlocks: 'refused' })
  await world.drop(fileOf('a.png'), fileOf('b.pdf'), fileOf('c.png'))
  const creates = await kindsAsked()
  expect(creates.flat()).toEqual([27, 27])
  expect(world.document).toEqual(['a.png', 'c.png'])
  expect(refusedFiles()).toEqual(['b.pdf'])
})

test('A code that does not name the kind of block, met once by a single file, says nothing of the document', async () => {
  world.model.reads({ fileBlocks: 'taken' })
  await world.drop(fileOf('a.png'))
  await world.comeToRest()
  await world.drop(fileOf('b.pdf'))
  // Somebody else's edit has moved the position.
  await world.refuseNext('createBlocks', 1770001)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.pdf'])
})

test('A creation of a dead page that is refused without a reason may take effect late: its empty block is found and deleted', async () => {
  world.model.reads({ fileBlocks: 'taken' })
  await world.drop(fileOf('a.pdf'))
  const { request } = await world.wire.next('createBlocks')
  await world.crash()
  await world.refuseNext('createBlocks', 1770001)
  world.model.apply(request)
  await world.comeToRest()
  expect(world.document).toEqual(['a.pdf'])
  expect(world.doors.journal.restored().creations).toEqual([])
})

test('A file cancelled meanwhile says that an empty block may be left, as long as that is so', async () => {
  world.model.reads({ fileBlocks: 'taken' })
  await world.drop(fileOf('a.pdf'))
  const { request } = await world.wire.next('createBlocks')
  await world.crash()
  await world.cancel('a.pdf')
  await world.refuseNext('createBlocks', 1770001)
  expect(world.stageOf('a.pdf')).toEqual({ at: 'cancelled', leftover: 'perhaps' })
  world.model.apply(request)
  await world.drop(fileOf('b.pdf'))
  await world.comeToRest()
  expect(world.stageOf('a.pdf')).toEqual({ at: 'cancelled', leftover: null })
  expect(world.document).toEqual(['b.pdf'])
})

test('A file that has a block of its own by then goes on, whatever is answered about the creation of the dead page', async () => {
  world.model.reads({ fileBlocks: 'taken' })
  await world.drop(fileOf('a.pdf'))
  const { request } = await world.wire.next('createBlocks')
  await world.crash()
  await world.refuseNext('createBlocks', 1770001)
  await world.answerNext('createBlocks')
  world.model.apply(request)
  await world.refuseNext('createBlocks', 1770032)
  await world.comeToRest()
  expect(world.stageOf('a.pdf')).toMatchObject({ at: 'done' })
  expect(world.document).toEqual(['a.pdf', '-'])
  await world.crash()
  await world.comeToRest()
  expect(world.document).toEqual(['a.pdf'])
  expect(world.doors.journal.restored().creations).toEqual([])
})

test('Once file blocks are known to be refused, no later page asks for that creation again', async () => {
  await world.drop(fileOf('a.pdf'))
  await world.wire.next('createBlocks')
  await world.crash()
  await world.refuseNext('createBlocks', 1770001)
  await world.refuseNext('createBlocks', 1770001)
  expect(refusedFiles()).toEqual(['a.pdf'])
  expect(world.doors.journal.restored().creations).toEqual([])
})
