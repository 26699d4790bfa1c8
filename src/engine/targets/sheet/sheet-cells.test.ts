import { afterEach, expect, test } from 'vitest'
import type { SheetTarget } from '../target.ts'
import { sheetTarget, sheetWorld } from '../../testing/lives/family-worlds.ts'
import { fileOf, filesOf, settled } from '../../testing/hand-held-doors.ts'
import type { SheetModel } from '../../testing/sheet-model.ts'
import { targetOf, type QueueWorld } from '../../testing/world.ts'
import { cellsBehind } from './sheet-cells.ts'

let world: QueueWorld<SheetModel>

function openSheet(as: SheetTarget['as'], facts: Partial<SheetTarget> = {}): void {
  world = sheetWorld(sheetTarget(as, facts))
}

const cellsAhead = () => world.uploads.cellsAhead(world.target as SheetTarget)

afterEach(async () => expect(await world.unanswered()).toEqual([]))

test('Pictures fill cells in the order of the queue, one call after the other', async () => {
  openSheet('cells', { start: { row: 1, column: 2 }, fill: 'across' })
  await world.drop(...filesOf('a.png', 'b.png', 'c.png'))
  for (const cell of ['C2', 'D2', 'E2']) {
    // Beside the look for the next picture, its token in the cell of the one before is read.
    expect(world.openRoutes.filter((route) => route !== 'readCells')).toEqual([])
    while (world.openRoutes.includes('readCells')) await world.answerNext('readCells')
    const { json } = await world.answerNext('writeCellImage')
    expect(json['range']).toBe(`sheet1!${cell}:${cell}`)
  }
  await world.answerNext('readCells')
  expect(world.model.shown).toEqual(['C2 a.png', 'D2 b.png', 'E2 c.png'])
  expect(world.stages).toEqual(['done', 'done', 'done'])
})

test.each(['cells first', 'document first'])(
  'Neither cells nor a document keep the other waiting (%s)',
  async (order) => {
    openSheet('cells')
    const pictures = Array.from({ length: 60 }, (_, at) => fileOf(`${at}.png`))
    const targets = [world.target, targetOf('doc1')]
    for (const target of order === 'cells first' ? targets : targets.toReversed()) world.uploads.add(pictures, target)
    await settled()
    expect(world.openRoutes.toSorted()).toEqual(['createBlocks', 'readCells'])
    await world.refuseNext('createBlocks', 1770032)
    await world.comeToRest()
    expect(world.model.shown).toHaveLength(60)
  },
)

test('A lost answer writes the same cell again, and the next picture goes into the next one', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.answerNext('readCells')
  await world.loseAfterEffect('writeCellImage')
  expect(world.openRoutes).toEqual([])
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png'])
})

test('A picture that fails keeps its cell for the retry', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png', 'b.png', 'c.png'))
  const answered = ['readCells', 'writeCellImage', 'readCells', 'readCells'] as const
  for (const route of answered) await world.answerNext(route)
  await world.refuseNext('writeCellImage', 90218)
  await world.comeToRest()
  expect(world.stageOf('b.png')).toMatchObject({ at: 'failed', leftover: null })
  expect(world.model.shown).toEqual(['A1 a.png', 'A3 c.png'])
  await world.crash()
  await world.retry('b.png')
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png', 'A3 c.png'])
})

test('A second drop of the same start goes on behind the first, and its first cell is known before', async () => {
  openSheet('cells', { start: { row: 1, column: 0 } })
  expect(cellsAhead()).toBe(0)
  world.doors.connectivity.goes('offline')
  await world.drop(...filesOf('a.png', 'b.png'))
  expect(cellsAhead()).toBe(2)
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(cellsAhead()).toBe(2)
  await world.drop(...filesOf('c.png'))
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A2 a.png', 'A3 b.png', 'A4 c.png'])
})

test('The series of the last pictures of a sheet is known, also on the next page', async () => {
  openSheet('cells', { start: { row: 4, column: 2 } })
  const series = world.target as SheetTarget
  expect(world.uploads.lastSeriesLike(series)).toBeNull()
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.comeToRest()
  await world.crash()
  expect(world.uploads.lastSeriesLike({ ...series, start: { row: 0, column: 0 } })?.start).toEqual({
    row: 4,
    column: 2,
  })
  expect(world.uploads.lastSeriesLike({ ...series, fill: 'across' })).toBeNull()
  expect(world.uploads.lastSeriesLike({ ...series, as: 'floats' })).toBeNull()
})

test('The cells of removed pictures are not used again, except on another page', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.comeToRest()
  await world.crash()
  expect(cellsAhead()).toBe(2)
  world.uploads.forget(world.jobs.map(({ id }) => id))
  await settled()
  expect(cellsAhead()).toBe(2)
  await world.crash()
  expect(cellsAhead()).toBe(0)
})

test('Beyond the last row there is no cell', async () => {
  openSheet('cells', { rows: 1 })
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.comeToRest()
  expect(world.stageOf('b.png')).toMatchObject({ at: 'failed', failure: { problem: 'sheet-ended' } })
})

test('A picture cancelled while it is written may be in its cell, and the retry writes the same cell', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.answerNext('readCells')
  const held = await world.wire.next('writeCellImage')
  world.model.apply(held.request)
  await world.cancel('a.png')
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({ at: 'cancelled', leftover: { spot: { cell: { row: 0, column: 0 } } } })
  await world.crash()
  await world.retry('a.png')
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png'])
})

test('A picture cancelled before anything left leaves nothing', async () => {
  openSheet('cells')
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.cancel('b.png')
  expect(world.stageOf('b.png')).toEqual({ at: 'cancelled', leftover: null })
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png'])
})

test('A picture that was written without an answer and then could not be read again may be in its cell', async () => {
  openSheet('cells')
  const file = fileOf('a.png')
  await world.drop(file)
  await world.answerNext('readCells')
  await world.loseAfterEffect('writeCellImage')
  file.becomes('unreadable')
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({
    at: 'failed',
    failure: { problem: 'file-unreadable' },
    leftover: { fileToken: null },
  })
})

test('The cells of the next files are known as far as the sheet goes', () => {
  const series = { ...sheetTarget('cells'), start: { row: 1, column: 1 }, rows: 4, columns: 3 }
  const rowsBehind = (ahead: number, count: number) => cellsBehind(series, ahead, count).map(({ row }) => row)
  expect(rowsBehind(0, 2)).toEqual([1, 2])
  expect(rowsBehind(2, 100)).toEqual([3])
  expect(rowsBehind(9, 100)).toEqual([])
  expect(cellsBehind({ ...series, fill: 'across' }, 0, 100)).toEqual([series.start, { row: 1, column: 2 }])
})
