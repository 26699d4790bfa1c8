import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RouteName } from '../../../contract/feishu/routes.ts'
import { fileOf, filesOf, settled } from '../../testing/hand-held-doors.ts'
import type { Target } from '../target.ts'
import { count, World } from '../../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered('getDocument')).toEqual([]))

test('Cancelled while its block is being placed, a file leaves none behind', async () => {
  await world.drop(fileOf('a.png'))
  await world.cancel('a.png')
  expect(world.stages).toEqual(['clearing'])
  await world.answerNext('createBlocks')
  await world.comeToRest()
  expect(world.stages).toEqual(['cancelled'])
  expect(world.document).toEqual([])
})

test('Cancelled while its placing is refused, a file ends at once', async () => {
  await world.drop(fileOf('a.png'))
  await world.cancel('a.png')
  await world.refuseNext('createBlocks', 1770032)
  expect(world.stageOf('a.png')).toEqual({ at: 'cancelled', leftover: null })
})

test('Cancelled while its block is ready, while sent, or while bound, a file leaves none behind', async () => {
  await world.drop(...filesOf('a.pdf', 'b.pdf', 'c.pdf', 'd.pdf', 'e.pdf', 'f.pdf', 'g.pdf'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  const bind = await world.wire.next('batchUpdateBlocks')
  await world.answerNext('uploadAll')
  // Two on the wire, and one read ahead of its turn.
  expect(world.stages).toEqual(['binding', 'sent', 'sending', 'sending', 'sending', 'placed', 'placed'])
  await world.cancel('a.pdf', 'b.pdf', 'c.pdf', 'e.pdf', 'f.pdf')
  world.answer(bind)
  await world.comeToRest()
  expect(world.stages).toEqual(['cancelled', 'cancelled', 'cancelled', 'done', 'cancelled', 'cancelled', 'done'])
  expect(world.document).toEqual(['d.pdf', 'g.pdf'])
})

test('A file that is in the document can no longer be cancelled', async () => {
  await world.drop(fileOf('a.png'))
  await world.comeToRest()
  await world.cancel('a.png')
  expect(await world.comeToRest()).toEqual([])
  expect(world.stages).toEqual(['done'])
  expect(world.document).toEqual(['a.png'])
})

test('Many blocks are deleted by one call and checked by one read, wherever they are', async () => {
  world.model.write(0)
  await world.drop(...Array.from({ length: 10 }, (_, at) => fileOf(`${at}.pdf`)))
  await world.answerNext('createBlocks')
  await world.cancel('1.pdf', '2.pdf', '3.pdf', '7.pdf')
  const routes = await world.comeToRest()
  expect([count(routes, 'updateDocument'), count(routes, 'deleteBlocks')]).toEqual([1, 0])
  // Seven children by pages of three. Nobody else edited since, so that the end asks for nothing more.
  expect(count(routes, 'listChildren')).toBe(3)
  expect(world.document).toEqual(['¶', '0.pdf', '4.pdf', '5.pdf', '6.pdf', '8.pdf', '9.pdf'])
})

test('Without that call, neighbours are deleted together by index, one range after the other from one reading', async () => {
  world.model.reads({ byId: 'absent' })
  world.model.write(0)
  await world.drop(...Array.from({ length: 10 }, (_, at) => fileOf(`${at}.pdf`)))
  await world.answerNext('createBlocks')
  await world.cancel('1.pdf', '2.pdf', '3.pdf', '7.pdf')
  const routes = await world.comeToRest()
  expect([count(routes, 'updateDocument'), count(routes, 'deleteBlocks')]).toEqual([1, 2])
  // Eleven children, and the seven that are left.
  expect(count(routes, 'listChildren')).toBe(4 + 3)
  expect(world.document).toEqual(['¶', '0.pdf', '4.pdf', '5.pdf', '6.pdf', '8.pdf', '9.pdf'])
  world.uploads.add([fileOf('refused.pdf')], world.target)
  await world.answerNext('createBlocks')
  await world.cancel('refused.pdf')
  expect(count(await world.comeToRest(), 'updateDocument')).toBe(0)
})

test('Twelve files refused one after the other in a document of five thousand blocks do not cost twelve readings of it', async () => {
  for (let index = 0; index < 5000; index += 1) world.model.write(index)
  world.model.blocksPerPage = 500
  await world.drop(...Array.from({ length: 60 }, (_, at) => fileOf(`${at}.png`)))
  const routes: RouteName[] = []
  for (let held = world.wire.open[0]; held; held = world.wire.open[0]) {
    routes.push(held.request.route)
    const isRefused = held.request.route === 'uploadAll' && Number.parseInt(held.field('file_name'), 10) % 5 === 4
    if (isRefused) held.refuse(1061113)
    else world.answer(held)
    // An upload takes a fifth of a second.
    await world.doors.clock.pass(200)
  }
  expect(world.uploads.getSnapshot().counts).toMatchObject({ done: 48, failed: 12 })
  expect(count(routes, 'updateDocument')).toBeLessThanOrEqual(5)
  expect(count(routes, 'listChildren')).toBeLessThanOrEqual(5 * 11)
  expect(world.document.filter((name) => name === '-')).toEqual([])
})

test.each([
  [5_550_123, 'a code that nobody knows'],
  [9499, 'that it is built wrongly'],
  [99992402, 'that a field of it is not valid'],
])('Answered with %i, %s, deletion by index replaces the one by id, which is not tried again', async (code) => {
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  for (const route of ['getDocument', 'getBlock', 'getDocument'] as const) await world.answerNext(route)
  await world.refuseNext('updateDocument', code)
  expect(await world.comeToRest()).toContain('deleteBlocks')
  expect(world.document).toEqual(['b.png', 'c.png'])
  expect(world.stageOf('a.png')).toEqual({ at: 'cancelled', leftover: null })
  await world.drop(fileOf('d.png'))
  await world.answerNext('createBlocks')
  await world.cancel('d.png')
  expect(await world.comeToRest()).not.toContain('updateDocument')
  expect(world.document).toEqual(['b.png', 'c.png'])
})

test('A refused deletion by index reads the document again before the next attempt', async () => {
  world.model.reads({ byId: 'absent', revision: 'ignored' })
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  const first = await world.answerUntil('deleteBlocks')
  world.model.write(0)
  first.refuse(1770001)
  const second = await world.answerUntil('deleteBlocks')
  expect(second.json).toEqual({ start_index: 1, end_index: 2 })
  await world.comeToRest()
  expect(world.document).toEqual(['¶'])
  expect(world.stageOf('a.png')).toEqual({ at: 'cancelled', leftover: null })
})

test('A lost deletion by index is checked, not repeated', async () => {
  world.model.reads({ byId: 'absent', revision: 'ignored' })
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  const lost = await world.answerUntil('deleteBlocks')
  world.model.apply(lost.request)
  lost.lose()
  expect(await world.comeToRest()).not.toContain('deleteBlocks')
  expect(world.document).toEqual(['b.png'])
})

test('What others lost to a deletion by index is reported', async () => {
  world.model.reads({ byId: 'absent', revision: 'ignored' })
  world.model.write(0)
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.answerNext('batchUpdateBlocks')
  await world.refuseNext('uploadAll', 1061113)
  const deletion = await world.answerUntil('deleteBlocks')
  world.model.write(0)
  world.answer(deletion)
  await world.comeToRest()
  // The picture that had arrived went in the place of the empty block, and is put in again.
  expect(world.document).toEqual(['¶', '¶', 'a.png'])
  expect(world.job('b.png').othersTaken).toBeUndefined()

  world.uploads.add([fileOf('c.png')], { ...world.target, is: 'docx', at: { is: 'top' } } as Target)
  await world.answerUntil('uploadAll').then((upload) => upload.refuse(1061113))
  const second = await world.answerUntil('deleteBlocks')
  world.model.write(0)
  world.model.write(1)
  world.answer(second)
  await world.comeToRest()
  expect(world.job('c.png')).toMatchObject({ stage: { at: 'failed', leftover: null }, othersTaken: 'surely' })
})

test('A file that somebody removes while others are in flight is reported, and inserted again on a retry', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.answerNext('batchUpdateBlocks')
  expect(world.document).toEqual(['a.png', '-'])
  world.model.remove(world.model.blocks[0]!.topId)
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: 'removed-from-document' } })
  await world.retry('a.png')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test.each([
  [['getDocument']],
  [['getDocument', 'listChildren']],
  [['getDocument', 'listChildren', 'getBlock']],
] as const)(
  'A look of which the last of %j is refused is made again once another file has ended, though no edit was made since',
  async (reads) => {
    await world.drop(fileOf('a.png'), fileOf('b.png'))
    await world.answerNext('createBlocks')
    await world.answerNext('uploadAll')
    const upload = await world.wire.next('uploadAll')
    world.uploads.pause([world.job('b.png').id])
    await world.answerNext('batchUpdateBlocks')
    world.model.remove(world.model.blocks[0]!.topId)
    for (const read of reads.slice(0, -1)) await world.answerNext(read)
    await world.refuseNext(reads.at(-1)!, 1770032)
    expect(await world.unanswered('uploadAll')).toEqual([])
    upload.refuse(1061002)
    // What clearing reads is refused, too.
    await world.refuseNext('getDocument', 1770032)
    await world.comeToRest()
    expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: 'removed-from-document' } })
    expect(world.stageOf('b.png')).toMatchObject({ at: 'failed', failure: { problem: '1061002' } })
  },
)

test('A block that somebody filled is not cleared, and that is reported', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  const upload = await world.wire.next('uploadAll')
  world.model.fill(world.model.blocks[0]!.topId, 'theirs.png')
  upload.refuse(1061113)
  await settled()
  await world.comeToRest()
  expect(world.document).toEqual(['theirs.png'])
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', leftover: 'perhaps' })
  await world.retry('a.png')
  await world.comeToRest()
  expect(world.document).toEqual(['theirs.png', 'a.png'])
})

test('A block that cannot be cleared is reported, and cleared first when the file is retried', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 1061002)
  await world.refuseToClear()
  const [block] = world.model.blocks
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', leftover: { topBlockId: block?.topId } })
  await world.retry('a.png')
  await world.refuseToClear()
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: 'placeholder-left' } })
  await world.retry('a.png')
  const routes = await world.comeToRest()
  expect(routes.filter((route) => route === 'updateDocument' || route === 'createBlocks')).toEqual([
    'updateDocument',
    'createBlocks',
  ])
  expect(world.document).toEqual(['a.png'])
})

test('A retried file whose leftover block is still there arrives in the right place', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png', 'b.png')
  await world.refuseNext('getDocument', 1770001)
  await world.retry('a.png')
  await world.refuseNext('getDocument', 1770001)
  world.uploads.retarget([world.job('a.png').id], { ...world.target })
  await settled()
  await world.retry('b.png')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('A leftover is tried once more when its file goes to another document', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  await world.refuseNext('getDocument', 1770032)
  expect(world.document).toEqual(['-'])
  const { id } = world.job('a.png')
  world.uploads.retarget([id], { ...world.target })
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('The leftover of a file that is taken off the list is tried once more', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  await world.refuseNext('getDocument', 1770001)
  world.uploads.forget([world.job('a.png').id])
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
})

test('A cancelled file that is retried is placed where it belongs', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.cancel('a.png')
  await world.answerNext('createBlocks')
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
  await world.retry('a.png')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('Where a late bind fills a block that was left behind, the retried file is there once', async () => {
  await world.drop(fileOf('late.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  const bind = await world.wire.next('batchUpdateBlocks')
  await world.cancel('late.png')
  await world.crash()
  // The document cannot be read just then, so that the block stays.
  await world.refuseNext('getDocument', 1770032)
  expect(world.stageOf('late.png')).toMatchObject({ at: 'cancelled', leftover: { mayHold: 'token1' } })
  world.model.apply(bind.request)
  world.uploads.retarget([world.job('late.png').id], { ...world.target })
  await world.comeToRest()
  expect(world.document).toEqual(['late.png'])
  expect(world.stages).toEqual(['done'])
})
