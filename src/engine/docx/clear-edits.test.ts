import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RouteName } from '../../contract/routes.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import { World } from '../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => {
  await settled()
  expect(world.openRoutes).toEqual([])
})

function count(routes: readonly RouteName[], route: RouteName): number {
  return routes.filter((each) => each === route).length
}

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

test('Cancelled while its block stands ready, while sent, or while bound, a file leaves none behind', async () => {
  await world.drop(...['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf', 'e.pdf', 'f.pdf', 'g.pdf'].map((name) => fileOf(name)))
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

test('What stands in the document can not be cancelled any more', async () => {
  await world.drop(fileOf('a.png'))
  await world.comeToRest()
  await world.cancel('a.png')
  expect(await world.comeToRest()).toEqual([])
  expect(world.stages).toEqual(['done'])
  expect(world.document).toEqual(['a.png'])
})

test('Many blocks cost one reading of the document, and neighbours one deletion', async () => {
  world.model.write(0)
  await world.drop(...Array.from({ length: 10 }, (_, at) => fileOf(`${at}.pdf`)))
  await world.answerNext('createBlocks')
  await world.cancel('1.pdf', '2.pdf', '3.pdf', '7.pdf')
  const routes = await world.comeToRest()
  expect(count(routes, 'deleteBlocks')).toBe(2)
  // Eleven children by pages of three.
  expect(count(routes, 'listChildren')).toBe(4)
  expect(world.document).toEqual(['¶', '0.pdf', '4.pdf', '5.pdf', '6.pdf', '8.pdf', '9.pdf'])
})

test('A refused deletion reads the document anew before it tries again', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  await world.answerNext('listChildren')
  world.model.write(0)
  await world.refuseNext('deleteBlocks', 1770001)
  await world.answerNext('listChildren')
  const second = await world.answerNext('deleteBlocks')
  expect(second.json).toEqual({ start_index: 1, end_index: 2 })
  await world.comeToRest()
  expect(world.document).toEqual(['-'])
  expect(world.stageOf('a.png')).toEqual({ at: 'cancelled', leftover: null })
})

test('A lost deletion is repeated under the same client_token and takes nothing else out', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  await world.answerNext('listChildren')
  const lost = await world.loseAfterEffect('deleteBlocks')
  await world.doors.clock.pass(500)
  const repeat = await world.answerNext('deleteBlocks')
  expect(repeat.request).toEqual(lost.request)
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
})

test('A block that can not be taken out is told, and taken out first when the file is tried again', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 1061002)
  for (let round = 1; round <= 3; round += 1) {
    await world.answerNext('listChildren')
    await world.refuseNext('deleteBlocks', 1770032)
  }
  const [block] = world.model.blocks
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', leftover: { topBlockId: block?.topId } })
  await world.retry('a.png')
  for (let round = 1; round <= 3; round += 1) {
    await world.answerNext('listChildren')
    await world.refuseNext('deleteBlocks', 1770032)
  }
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: 'placeholder-left' } })
  await world.retry('a.png')
  const routes = await world.comeToRest()
  expect(routes.slice(0, 3)).toEqual(['listChildren', 'deleteBlocks', 'createBlocks'])
  expect(world.document).toEqual(['a.png'])
})

test('A file tried again beside its leftover block stands where it belongs', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png', 'b.png')
  await world.refuseNext('listChildren', 1770001)
  await world.retry('a.png')
  await world.refuseNext('listChildren', 1770001)
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
  await world.refuseNext('listChildren', 1770032)
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
  await world.refuseNext('listChildren', 1770001)
  world.uploads.forget([world.job('a.png').id])
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
})

test('A cancelled file that is wanted again is placed where it belongs', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.cancel('a.png')
  await world.answerNext('createBlocks')
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
  await world.retry('a.png')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})
