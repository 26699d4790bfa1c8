import { afterEach, expect, test } from 'vitest'
import type { SheetTarget } from '../target.ts'
import { sheetTarget, sheetWorld } from '../../testing/lives/family-worlds.ts'
import { filesOf } from '../../testing/hand-held-doors.ts'
import type { SheetModel } from '../../testing/sheet-model.ts'
import type { QueueWorld } from '../../testing/world.ts'

let world: QueueWorld<SheetModel>

function openSheet(as: SheetTarget['as'], facts: Partial<SheetTarget> = {}): void {
  world = sheetWorld(sheetTarget(as, facts))
}

afterEach(async () => expect(await world.unanswered()).toEqual([]))

test('Pictures float over their cells once they are uploaded', async () => {
  openSheet('floats')
  await world.drop(...filesOf('a.png', 'b.png'))
  expect(await world.comeToRest()).toEqual(['uploadAll', 'uploadAll', 'createFloatImage', 'createFloatImage'])
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png'])
})

test('A lost answer adds no second floating picture: it is known by its id', async () => {
  openSheet('floats')
  await world.drop(...filesOf('a.png'))
  await world.answerNext('uploadAll')
  await world.loseAfterEffect('createFloatImage')
  expect(await world.comeToRest()).toEqual(['createFloatImage'])
  expect(world.model.shown).toEqual(['A1 a.png'])
  expect(world.stages).toEqual(['done'])
})

test('A floating picture that fails keeps its cell too', async () => {
  openSheet('floats')
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.answerNext('uploadAll')
  await world.refuseNext('createFloatImage', 1310218)
  await world.comeToRest()
  await world.retry('a.png')
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png'])
})

test('A floating picture that failed without an answer is there once after the retry', async () => {
  openSheet('floats')
  await world.drop(...filesOf('a.png'))
  await world.answerNext('uploadAll')
  await world.loseAfterEffect('createFloatImage')
  await world.doors.clock.pass(1000)
  await world.refuseNext('createFloatImage', 1310213)
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', leftover: { fileToken: 'token1' } })
  await world.retry('a.png')
  expect(await world.comeToRest()).toEqual(['createFloatImage'])
  expect(world.model.shown).toEqual(['A1 a.png'])
  expect(world.stages).toEqual(['done'])
})

test.each([
  ['before it is sent', []],
  ['when it is uploaded', ['uploadAll']],
  ['when it is in the sheet', ['uploadAll', 'createFloatImage']],
] as const)('Another page goes on %s, in the same cell', async (_, answered) => {
  openSheet('floats')
  await world.drop(...filesOf('a.png'))
  for (const route of answered) await world.answerNext(route)
  await world.crash()
  await world.drop(...filesOf('b.png'))
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png'])
})

test('Another page adds no second floating picture where the answer did not reach the first', async () => {
  openSheet('floats')
  await world.drop(...filesOf('a.png'))
  await world.answerNext('uploadAll')
  const held = await world.wire.next('createFloatImage')
  world.model.apply(held.request)
  await world.crash()
  expect(await world.comeToRest()).toEqual(['createFloatImage'])
  expect(world.model.shown).toEqual(['A1 a.png'])
})
