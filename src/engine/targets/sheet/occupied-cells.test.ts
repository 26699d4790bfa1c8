import { afterEach, expect, test } from 'vitest'
import type { SheetTarget } from '../target.ts'
import { sheetTarget, sheetWorld } from '../../testing/lives/family-worlds.ts'
import { filesOf, settled } from '../../testing/hand-held-doors.ts'
import type { SheetModel } from '../../testing/sheet-model.ts'
import type { QueueWorld } from '../../testing/world.ts'

let world: QueueWorld<SheetModel>

function openSheet(as: SheetTarget['as'], facts: Partial<SheetTarget> = {}): void {
  world = sheetWorld(sheetTarget(as, facts))
}

afterEach(async () => expect(await world.unanswered()).toEqual([]))

async function fillMeanwhile(cell: string, text = 'theirs'): Promise<void> {
  world.model.fill(cell, text)
  await settled()
}

test('A cell that somebody filled after the drop is skipped, and the row says which one it was', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png', 'b.png', 'c.png'))
  await fillMeanwhile('A1')
  await fillMeanwhile('A3')
  await world.comeToRest()
  expect([...world.model.texts]).toEqual([
    ['A1', 'theirs'],
    ['A3', 'theirs'],
  ])
  expect(world.model.shown).toEqual(['A2 a.png', 'A4 b.png', 'A5 c.png'])
  expect(world.stageOf('a.png')).toMatchObject({ spot: { insteadOf: { row: 0, column: 0 } } })
  expect(world.stageOf('b.png')).toMatchObject({ spot: { insteadOf: { row: 2, column: 0 } } })
  expect(world.uploads.cellsAhead(world.target as SheetTarget)).toBe(5)
})

test('A cell that a person saw occupied and chose anyway is written, and no other that is occupied', async () => {
  openSheet('cells', { replaces: ['A1'] })
  for (const cell of ['A1', 'A2']) world.model.fill(cell, 'theirs')
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A3 b.png'])
  expect([...world.model.texts.keys()]).toEqual(['A2'])
})

test.each([
  ['was refused', 90217],
  ['was lost', null],
] as const)('A cell that is filled while an attempt waits that %s is skipped', async (_, code) => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  await world.answerNext('readCells')
  if (code) await world.refuseNext('writeCellImage', code)
  else await world.loseNext('writeCellImage')
  await fillMeanwhile('A1')
  await world.comeToRest()
  expect(world.model.texts.get('A1')).toBe('theirs')
  expect(world.model.shown).toEqual(['A2 a.png'])
})

test('A cell that is filled while the queue is held is skipped', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  world.doors.connectivity.goes('offline')
  await world.answerNext('readCells')
  expect(world.openRoutes).toEqual([])
  await fillMeanwhile('A1')
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A2 a.png'])
})

test('A picture found in its cell after a lost answer counts as this one, and is marked as assumed', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  await world.answerNext('readCells')
  await world.loseAfterEffect('writeCellImage')
  expect(await world.comeToRest()).toEqual(['readCells'])
  expect(world.stageOf('a.png')).toMatchObject({ at: 'done', isAssumed: true })
})

test('Where all cells to the end of the sheet have been filled, the picture says so', async () => {
  openSheet('cells', { rows: 40 })
  await world.drop(...filesOf('a.png'))
  for (let row = 1; row <= 40; row += 1) world.model.fill(`A${row}`, 'theirs')
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: 'sheet-ended' } })
  expect(world.model.shown).toEqual([])
})

test('A cell that cannot be looked into is not written', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  await world.refuseNext('readCells', 90213)
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: '90213' }, leftover: null })
})

test('A picture cancelled while its cell is looked at leaves nothing', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  const held = await world.wire.next('readCells')
  await world.cancel('a.png')
  expect(held.signal.aborted).toBe(true)
  expect(world.stageOf('a.png')).toEqual({ at: 'cancelled', leftover: null })
})

/** Somebody puts a picture of theirs into a cell. */
function hang(cell: string): void {
  world.model.cells.set(cell, 'theirs.png')
}

const expectBesideTheirs = (cell: string) => {
  expect(world.model.shown).toEqual(['A1 theirs.png', `${cell} a.png`])
  expect(world.stageOf('a.png')).toMatchObject({ at: 'done', spot: { insteadOf: { row: 0, column: 0 } } })
  expect(world.stageOf('a.png')).not.toHaveProperty('isAssumed')
}

test('A picture of somebody else is not taken for one whose page died while it looked into the cell', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  expect(world.openRoutes).toEqual(['readCells'])
  await world.crash()
  hang('A1')
  await world.comeToRest()
  expectBesideTheirs('A2')
})

test('A picture of somebody else is not taken for one whose page died while a refused attempt waited', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  await world.answerNext('readCells')
  await world.refuseNext('writeCellImage', 99991400, { 'x-ogw-ratelimit-reset': '1' })
  hang('A1')
  await world.crash()
  await world.comeToRest()
  expectBesideTheirs('A2')
})

test('A picture is not written before it is written down that it may be in its cell', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  world.doors.journal.hold()
  await world.answerNext('readCells')
  expect(world.openRoutes).toEqual([])
  world.doors.journal.letGo()
  await settled()
  expect(world.openRoutes).toEqual(['writeCellImage'])
  await world.comeToRest()
})

test('A cell that is filled while it takes long to write that down is skipped', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  world.doors.journal.hold()
  await world.answerNext('readCells')
  hang('A1')
  await world.doors.clock.pass(1001)
  world.doors.journal.letGo()
  await world.comeToRest()
  expectBesideTheirs('A2')
})

test('A picture paused while it is written down that it may be in its cell goes in later, without a doubt', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  world.doors.journal.hold()
  await world.answerNext('readCells')
  world.uploads.pause([world.job('a.png').id])
  world.doors.journal.letGo()
  await settled()
  expect(world.openRoutes).toEqual([])
  expect(world.stageOf('a.png')).toMatchObject({ at: 'placed' })
  expect(world.stageOf('a.png')).not.toHaveProperty('mayStand')
  world.uploads.resume([world.job('a.png').id])
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png'])
})

test('A picture cancelled while it is written down that it may be in its cell is not written', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png'))
  world.doors.journal.hold()
  await world.answerNext('readCells')
  await world.cancel('a.png')
  world.doors.journal.letGo()
  await settled()
  expect(world.openRoutes).toEqual([])
  expect(world.stageOf('a.png')).toEqual({ at: 'cancelled', leftover: null })
})
