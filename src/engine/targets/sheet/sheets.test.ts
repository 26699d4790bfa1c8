import { afterEach, expect, test } from 'vitest'
import type { SheetTarget } from '../target.ts'
import { sheetTarget, sheetWorld } from '../../testing/family-worlds.ts'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import type { SheetModel } from '../../testing/sheet-model.ts'
import { targetOf, type QueueWorld } from '../../testing/world.ts'
import { cellsBehind } from './sheet-cells.ts'

let world: QueueWorld<SheetModel>

function openSheet(as: SheetTarget['as'], facts: Partial<SheetTarget> = {}): void {
  world = sheetWorld(sheetTarget(as, facts))
}

const cellsAhead = () => world.uploads.cellsAhead(world.target as SheetTarget)
const pictures = (...names: readonly string[]) => names.map((name) => fileOf(name))

/** A picture looks into its cell before it is written. */
async function look(as: SheetTarget['as'] = 'cells'): Promise<void> {
  if (as === 'cells') await world.answerNext('readCells')
}

afterEach(async () => {
  await settled()
  expect(world.openRoutes).toEqual([])
})

test('Pictures fill cells in the order of the queue, one call after the other', async () => {
  openSheet('cells', { start: { row: 1, column: 2 }, fill: 'across' })
  await world.drop(...pictures('a.png', 'b.png', 'c.png'))
  for (const cell of ['C2', 'D2', 'E2']) {
    // Beside the look for the next picture, its token in the cell of the one before is read.
    expect(world.openRoutes.filter((route) => route !== 'readCells')).toEqual([])
    while (world.openRoutes.includes('readCells')) await look()
    const { json } = await world.answerNext('writeCellImage')
    expect(json['range']).toBe(`sheet1!${cell}:${cell}`)
  }
  await look()
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

test('Pictures float over their cells once they are uploaded', async () => {
  openSheet('floats')
  await world.drop(...pictures('a.png', 'b.png'))
  expect(await world.comeToRest()).toEqual(['uploadAll', 'uploadAll', 'createFloatImage', 'createFloatImage'])
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png'])
})

test('A lost answer writes the same cell again, and the next picture goes into the next one', async () => {
  openSheet('cells')
  await world.drop(...pictures('a.png', 'b.png'))
  await look()
  await world.loseAfterEffect('writeCellImage')
  expect(world.openRoutes).toEqual([])
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png'])
})

test('A lost answer hangs no second picture: it is known by its id', async () => {
  openSheet('floats')
  await world.drop(...pictures('a.png'))
  await world.answerNext('uploadAll')
  await world.loseAfterEffect('createFloatImage')
  expect(await world.comeToRest()).toEqual(['createFloatImage'])
  expect(world.model.shown).toEqual(['A1 a.png'])
  expect(world.stages).toEqual(['done'])
})

test.each([
  ['cells', 'writeCellImage', 90217],
  ['floats', 'createFloatImage', 1310217],
] as const)('Too many calls (%s) are waited out', async (as, route, code) => {
  openSheet(as)
  await world.drop(...pictures('a.png'))
  if (as === 'floats') await world.answerNext('uploadAll')
  await look(as)
  await world.refuseNext(route, code)
  expect(world.job('a.png').stage).toMatchObject({ holdup: { problem: String(code) } })
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
})

test.each([
  ['cells', 'writeCellImage', 90213],
  ['floats', 'createFloatImage', 1310213],
] as const)('Without the right to edit (%s) nothing more is tried', async (as, route, code) => {
  openSheet(as)
  world.doors.connectivity.goes('offline')
  await world.drop(...Array.from({ length: 30 }, (_, at) => fileOf(`${at}.png`)))
  world.doors.connectivity.goes('online')
  if (as === 'floats') await world.answerNext('uploadAll')
  await look(as)
  await world.refuseNext(route, code)
  const stages = world.stages.filter((stage) => stage !== 'failed')
  // Those whose upload was on its way, as far as it was.
  expect(stages.length).toBeLessThan(4)
  for (const { id, stage } of world.jobs) if (stage.at !== 'failed') world.uploads.cancel([id])
  await world.comeToRest()
  expect(world.uploads.getSnapshot().causes).toMatchObject([{ problem: String(code) }])
  expect(world.model.shown).toEqual([])
})

test('A picture that fails keeps its cell for the retry', async () => {
  openSheet('cells')
  await world.drop(...pictures('a.png', 'b.png', 'c.png'))
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

test('A floating picture that fails keeps its cell too', async () => {
  openSheet('floats')
  await world.drop(...pictures('a.png', 'b.png'))
  await world.answerNext('uploadAll')
  await world.refuseNext('createFloatImage', 1310218)
  await world.comeToRest()
  await world.retry('a.png')
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png'])
})

test('A second drop of the same start goes on behind the first, and its first cell is known before', async () => {
  openSheet('cells', { start: { row: 1, column: 0 } })
  expect(cellsAhead()).toBe(0)
  world.doors.connectivity.goes('offline')
  await world.drop(...pictures('a.png', 'b.png'))
  expect(cellsAhead()).toBe(2)
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(cellsAhead()).toBe(2)
  await world.drop(...pictures('c.png'))
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A2 a.png', 'A3 b.png', 'A4 c.png'])
})

test('The series of the last pictures of a sheet is known, also on the next page', async () => {
  openSheet('cells', { start: { row: 4, column: 2 } })
  const series = world.target as SheetTarget
  expect(world.uploads.lastSeriesLike(series)).toBeNull()
  await world.drop(...pictures('a.png', 'b.png'))
  await world.comeToRest()
  await world.crash()
  expect(world.uploads.lastSeriesLike({ ...series, start: { row: 0, column: 0 } })?.start).toEqual({
    row: 4,
    column: 2,
  })
  expect(world.uploads.lastSeriesLike({ ...series, fill: 'across' })).toBeNull()
  expect(world.uploads.lastSeriesLike({ ...series, as: 'floats' })).toBeNull()
})

test('Pictures taken off the list keep the next ones from their cells, but not on another page', async () => {
  openSheet('cells')
  await world.drop(...pictures('a.png', 'b.png'))
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
  await world.drop(...pictures('a.png', 'b.png'))
  await world.comeToRest()
  expect(world.stageOf('b.png')).toMatchObject({ at: 'failed', failure: { problem: 'sheet-ended' } })
})

test('A picture cancelled while it is written may stand, and the retry writes the same cell', async () => {
  openSheet('cells')
  await world.drop(...pictures('a.png', 'b.png'))
  await look()
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
  await world.drop(...pictures('a.png', 'b.png'))
  await world.cancel('b.png')
  expect(world.stageOf('b.png')).toEqual({ at: 'cancelled', leftover: null })
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png'])
})

test.each([
  ['cells', 'writeCellImage'],
  ['floats', 'createFloatImage'],
] as const)('After a crash, of pictures given up (%s) only the one on the wire may stand', async (as, route) => {
  openSheet(as)
  await world.drop(...pictures('a.png', 'b.png', 'c.png'))
  for (let left = as === 'floats' ? 3 : 0; left > 0; left -= 1) await world.answerNext('uploadAll')
  await look(as)
  expect(world.openRoutes).toEqual([route])
  await world.crash()
  world.doors.connectivity.goes('offline')
  await world.cancel('a.png', 'b.png', 'c.png')
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  const told = world.jobs.filter(({ stage }) => stage.at === 'cancelled' && stage.leftover !== null)
  expect(told.map(({ name }) => name)).toEqual(['a.png'])
})

test('A picture that was written unheard and then could not be read again may stand', async () => {
  openSheet('cells')
  const file = fileOf('a.png')
  await world.drop(file)
  await look()
  await world.loseAfterEffect('writeCellImage')
  file.becomes('unreadable')
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({
    at: 'failed',
    failure: { problem: 'file-unreadable' },
    leftover: { fileToken: null },
  })
})

test('A floating picture given up without an answer hangs once after the retry', async () => {
  openSheet('floats')
  await world.drop(...pictures('a.png'))
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

test.each(['cells', 'floats'] as const)('Nothing is put in (%s) before its place is written down', async (as) => {
  openSheet(as)
  world.doors.journal.hold()
  await world.drop(...pictures('a.png'))
  if (as === 'floats') await world.answerNext('uploadAll')
  expect(world.openRoutes).toEqual([])
  world.doors.journal.letGo()
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png'])
})

test.each([
  ['before it is sent', []],
  ['when it is uploaded', ['uploadAll']],
  ['when it hangs', ['uploadAll', 'createFloatImage']],
] as const)('Another page goes on %s, in the same cell', async (_, answered) => {
  openSheet('floats')
  await world.drop(...pictures('a.png'))
  for (const route of answered) await world.answerNext(route)
  await world.crash()
  await world.drop(...pictures('b.png'))
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A2 b.png'])
})

test('Another page hangs no second picture where the answer did not reach the first', async () => {
  openSheet('floats')
  await world.drop(...pictures('a.png'))
  await world.answerNext('uploadAll')
  const held = await world.wire.next('createFloatImage')
  world.model.apply(held.request)
  await world.crash()
  expect(await world.comeToRest()).toEqual(['createFloatImage'])
  expect(world.model.shown).toEqual(['A1 a.png'])
})

test('The cells of the next files are known as far as the sheet goes', () => {
  const series = { ...sheetTarget('cells'), start: { row: 1, column: 1 }, rows: 4, columns: 3 }
  const rowsBehind = (ahead: number, count: number) => cellsBehind(series, ahead, count).map(({ row }) => row)
  expect(rowsBehind(0, 2)).toEqual([1, 2])
  expect(rowsBehind(2, 100)).toEqual([3])
  expect(rowsBehind(9, 100)).toEqual([])
  expect(cellsBehind({ ...series, fill: 'across' }, 0, 100)).toEqual([series.start, { row: 1, column: 2 }])
})

async function fillMeanwhile(cell: string, text = 'theirs'): Promise<void> {
  world.model.fill(cell, text)
  await settled()
}

test('A cell that somebody filled after the drop is passed over, and the row tells which one it was', async () => {
  openSheet('cells')
  await world.drop(...pictures('a.png', 'b.png', 'c.png'))
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
  expect(cellsAhead()).toBe(5)
})

test('A cell that a person saw occupied and chose all the same is written, and no other that is occupied', async () => {
  openSheet('cells', { replaces: ['A1'] })
  for (const cell of ['A1', 'A2']) world.model.fill(cell, 'theirs')
  await world.drop(...pictures('a.png', 'b.png'))
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png', 'A3 b.png'])
  expect([...world.model.texts.keys()]).toEqual(['A2'])
})

test.each([
  ['was refused', 90217],
  ['was lost', null],
] as const)('A cell that is filled while an attempt waits that %s is passed over', async (_, code) => {
  openSheet('cells')
  await world.drop(...pictures('a.png'))
  await look()
  if (code) await world.refuseNext('writeCellImage', code)
  else await world.loseNext('writeCellImage')
  await fillMeanwhile('A1')
  await world.comeToRest()
  expect(world.model.texts.get('A1')).toBe('theirs')
  expect(world.model.shown).toEqual(['A2 a.png'])
})

test('A cell that is filled while the queue stands still is passed over', async () => {
  openSheet('cells')
  await world.drop(...pictures('a.png'))
  world.doors.connectivity.goes('offline')
  await look()
  expect(world.openRoutes).toEqual([])
  await fillMeanwhile('A1')
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A2 a.png'])
})

test('A picture that is found in its cell after a lost answer is taken for this one, and said to be', async () => {
  openSheet('cells')
  await world.drop(...pictures('a.png'))
  await look()
  await world.loseAfterEffect('writeCellImage')
  expect(await world.comeToRest()).toEqual(['readCells'])
  expect(world.stageOf('a.png')).toMatchObject({ at: 'done', isAssumed: true })
})

test('Where all cells to the end of the sheet have been filled, the picture says so', async () => {
  openSheet('cells', { rows: 40 })
  await world.drop(...pictures('a.png'))
  for (let row = 1; row <= 40; row += 1) world.model.fill(`A${row}`, 'theirs')
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: 'sheet-ended' } })
  expect(world.model.shown).toEqual([])
})

test('A cell that can not be looked into is not written', async () => {
  openSheet('cells')
  await world.drop(...pictures('a.png'))
  await world.refuseNext('readCells', 90213)
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: '90213' }, leftover: null })
})

test('A picture cancelled while its cell is looked at leaves nothing', async () => {
  openSheet('cells')
  await world.drop(...pictures('a.png'))
  const held = await world.wire.next('readCells')
  await world.cancel('a.png')
  expect(held.signal.aborted).toBe(true)
  expect(world.stageOf('a.png')).toEqual({ at: 'cancelled', leftover: null })
})
