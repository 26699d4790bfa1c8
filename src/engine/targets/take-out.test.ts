import { afterEach, expect, test } from 'vitest'
import type { Done, Stage } from '../job/job.ts'
import { baseWorld, importWorld, sheetTarget, sheetWorld } from '../testing/lives/family-worlds.ts'
import { BaseModel } from '../testing/base-model.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import { World, type QueueWorld } from '../testing/world.ts'

let world: QueueWorld

afterEach(async () => {
  await settled()
  expect(world.openRoutes).toEqual([])
})

async function documentWith(...names: readonly string[]): Promise<World> {
  const document = new World()
  world = document
  await document.drop(...names.map((name) => fileOf(name)))
  await document.comeToRest()
  return document
}

async function sheetWith(as: 'cells' | 'floats', ...names: readonly string[]) {
  const sheet = sheetWorld(sheetTarget(as))
  world = sheet
  await sheet.drop(...names.map((name) => fileOf(name)))
  await sheet.comeToRest()
  return sheet
}

async function baseWith(into: Parameters<typeof baseWorld>[0], model: BaseModel, ...names: readonly string[]) {
  const base = baseWorld(into, model)
  world = base
  await base.drop(...names.map((name) => fileOf(name)))
  await base.comeToRest()
  return base
}

function takeOut(): Promise<void> {
  world.uploads.takeOut(world.uploads.getSnapshot().ids)
  return settled()
}

const own = (drop: string) => world.jobs.filter(({ dropId }) => dropId === drop).map(({ id }) => id)
const stays = (name: string) => {
  const stage = world.stageOf(name)
  return stage.at === 'done' ? stage.stays : undefined
}
const left = (name: string) => {
  const stage = world.stageOf(name)
  return stage.at === 'cancelled' ? stage.takenOut?.left : undefined
}

test('The files of one drop leave the document, those of others and what others wrote stay in their order', async () => {
  const document = await documentWith('a.png', 'b.pdf')
  document.model.write(1)
  await document.drop(fileOf('c.png'))
  await document.comeToRest()
  document.uploads.takeOut(own('drop 1'))
  await settled()
  await document.comeToRest()
  expect(document.document).toEqual(['¶', 'c.png'])
  expect(document.stages).toEqual(['cancelled', 'cancelled', 'done'])
  expect(document.uploads.getSnapshot()).toMatchObject({ takenOut: 2, counts: { cancelled: 2, done: 1 } })
})

test('Files that are put in again return to their former places', async () => {
  const document = await documentWith('a.png', 'b.pdf', 'c.png')
  document.uploads.takeOut([document.job('b.pdf').id])
  await document.comeToRest()
  expect(document.document).toEqual(['a.png', 'c.png'])
  await document.retry('b.pdf')
  await document.comeToRest()
  expect(document.document).toEqual(['a.png', 'b.pdf', 'c.png'])
})

test('What is still on its way is cancelled with its drop', async () => {
  const document = await documentWith('a.png')
  document.uploads.add([fileOf('b.png')], document.target, 'drop 1')
  await document.answerNext('createBlocks')
  document.uploads.takeOut(own('drop 1'))
  await document.comeToRest()
  expect([document.document, document.stages]).toEqual([[], ['cancelled', 'cancelled']])
  expect(document.stageOf('b.png')).toEqual({ at: 'cancelled', leftover: null })
})

test('A block whose content somebody replaced stays, and the row says so; one that is gone already is out', async () => {
  const document = await documentWith('a.png', 'b.pdf', 'c.pdf')
  const [, pdf, gone] = document.model.blocks
  document.model.fill(pdf?.topId ?? '', 'theirs.pdf')
  document.model.remove(gone?.topId ?? '')
  await takeOut()
  await document.comeToRest()
  expect(document.document).toEqual(['theirs.pdf'])
  expect(document.stages).toEqual(['cancelled', 'cancelled', 'cancelled'])
  expect(['a.png', 'b.pdf', 'c.pdf'].map(left)).toEqual([undefined, 'others', undefined])
})

test('A deletion that was refused for good leaves the file, and says why', async () => {
  const document = await documentWith('a.png')
  await takeOut()
  await document.refuseToClear()
  expect(document.document).toEqual(['a.png'])
  expect(stays('a.png')).toMatchObject({ failure: { problem: '1770032' } })
  await takeOut()
  await document.comeToRest()
  expect(document.document).toEqual([])
})

test('A deletion whose answer was lost is looked for, not believed', async () => {
  const document = await documentWith('a.png')
  await takeOut()
  for (const route of ['getDocument', 'getBlock', 'getDocument'] as const) await document.answerNext(route)
  await document.loseAfterEffect('updateDocument')
  await document.comeToRest()
  expect(document.stageOf('a.png')).toMatchObject({ at: 'cancelled', leftover: null })
})

test('A page that dies while files are taken out goes on with it', async () => {
  const document = await documentWith('a.png', 'b.pdf')
  await takeOut()
  await document.crash()
  expect(document.stages).toEqual(['clearing', 'clearing'])
  await document.comeToRest()
  expect([document.document, document.stages]).toEqual([[], ['cancelled', 'cancelled']])
})

test.each<[string, () => Promise<QueueWorld>]>([
  ['a document', () => documentWith('a.png')],
  ['cells', () => sheetWith('cells', 'a.png')],
  ['what floats over a sheet', () => sheetWith('floats', 'a.png')],
  ['a base', () => baseWith({ is: 'new', nameField: null }, new BaseModel(), 'a.png')],
])('Nothing leaves %s before it is written down that it is to', async (_, begin) => {
  const { doors, uploads } = await begin()
  doors.journal.hold()
  await takeOut()
  expect(world.openRoutes).toEqual([])
  doors.journal.letGo()
  await world.comeToRest()
  expect(uploads.getSnapshot().takenOut).toBe(1)
})

test('Where only one floating picture could be deleted, each row says what happened to its own', async () => {
  const sheet = await sheetWith('floats', 'a.png', 'b.png')
  await takeOut()
  await sheet.answerNext('queryFloatImages')
  await sheet.answerNext('deleteFloatImage')
  await sheet.refuseNext('deleteFloatImage', 90213)
  await sheet.comeToRest()
  expect(sheet.model.shown).toEqual(['A2 b.png'])
  expect(sheet.stages).toEqual(['cancelled', 'done'])
  expect(stays('b.png')).toMatchObject({ failure: { problem: '90213' } })
})

test('A cell is emptied only while it shows the picture that was put there', async () => {
  const sheet = await sheetWith('cells', 'a.png', 'b.png', 'c.png', 'd.png')
  sheet.model.cells.set('A2', 'theirs.png')
  sheet.model.fill('A3', 'their text')
  sheet.model.cells.delete('A4')
  await takeOut()
  await sheet.comeToRest()
  expect(sheet.model.shown).toEqual(['A2 theirs.png'])
  expect(sheet.model.texts).toEqual(new Map([['A3', 'their text']]))
  expect(['a.png', 'b.png', 'c.png', 'd.png'].map(left)).toEqual([undefined, 'others', 'others', undefined])
})

test('A picture that was taken out of its cell goes in there again', async () => {
  const sheet = await sheetWith('cells', 'a.png', 'b.png')
  sheet.uploads.takeOut([sheet.job('a.png').id])
  await sheet.comeToRest()
  await sheet.drop(fileOf('c.png'))
  await sheet.retry('a.png')
  await sheet.comeToRest()
  expect(sheet.model.shown).toEqual(['A1 a.png', 'A2 b.png', 'A3 c.png'])
})

test('A picture of which nobody saw the token stays, and its row says that it cannot be distinguished from another', async () => {
  const sheet = sheetWorld(sheetTarget('cells'))
  world = sheet
  await sheet.drop(fileOf('a.png'))
  await sheet.answerNext('readCells')
  await sheet.answerNext('writeCellImage')
  // The page dies before it has read the cell again.
  await sheet.crash()
  await takeOut()
  await sheet.comeToRest()
  expect(sheet.model.shown).toEqual(['A1 a.png'])
  expect(stays('a.png')).toMatchObject({ failure: { problem: 'cell-not-known' }, isUnclear: true })
})

test('Where an emptied cell shows its picture anyway, the row says so', async () => {
  const sheet = await sheetWith('cells', 'a.png')
  await takeOut()
  const { cells } = sheet.model
  for (let round = 0; round < 3; round += 1) {
    const [picture] = cells.values()
    await sheet.answerNext('readCells')
    await sheet.answerNext('writeCells')
    cells.set('A1', picture ?? 'a.png')
  }
  await sheet.comeToRest()
  expect(stays('a.png')).toMatchObject({ failure: { problem: 'not-taken-out' } })
})

test.each([
  ['cells', 'writeCellImage'],
  ['floats', 'createFloatImage'],
] as const)(
  'A picture (%s) that a call of an earlier page may put in again is told as perhaps standing',
  async (as, route) => {
    const sheet = sheetWorld(sheetTarget(as))
    world = sheet
    await sheet.drop(fileOf('a.png'))
    const { request } = await sheet.answerUntil(route)
    await sheet.crash()
    await sheet.comeToRest()
    await takeOut()
    await sheet.comeToRest()
    expect(sheet.model.shown).toEqual([])
    sheet.model.apply(request)
    expect(sheet.model.shown).toEqual(['A1 a.png'])
    expect(sheet.stageOf('a.png')).toMatchObject({ at: 'cancelled', leftover: { spot: {} }, takenOut: {} })
    await sheet.retry('a.png')
    await sheet.comeToRest()
    expect([sheet.model.shown, sheet.stages]).toEqual([['A1 a.png'], ['done']])
  },
)

test('Floating pictures are deleted by their own ids, wherever they were moved, after one look at all', async () => {
  const sheet = await sheetWith('floats', 'a.png', 'b.png', 'c.png')
  const [first, second] = sheet.model.floats.keys()
  sheet.model.floats.set('theirs', { name: 'theirs.png', cell: 'A1', token: 'theirs' })
  sheet.model.floats.set(first ?? '', { ...sheet.model.floats.get(first ?? '')!, cell: 'C9' })
  sheet.model.floats.delete(second ?? '')
  await takeOut()
  expect(await sheet.comeToRest()).toEqual([
    'queryFloatImages',
    'deleteFloatImage',
    'deleteFloatImage',
    'queryFloatImages',
  ])
  expect(sheet.model.shown).toEqual(['A1 theirs.png'])
  expect(sheet.stages).toEqual(['cancelled', 'cancelled', 'cancelled'])
})

test('A record that was made for a file goes with it, unless somebody added to it or renamed it', async () => {
  const base = await baseWith({ is: 'new', nameField: 'name' }, new BaseModel(), 'a.pdf', 'b.pdf', 'c.pdf')
  const [, second = '', third = ''] = base.model.ids
  base.model.attach(second, 'theirs.pdf')
  base.model.rename(third, 'their name')
  await takeOut()
  await base.comeToRest()
  expect(base.model.shown).toEqual([['b.pdf', 'theirs.pdf'], ['their name']])
  expect(['a.pdf', 'b.pdf', 'c.pdf'].map(left)).toEqual([undefined, 'record', 'record'])
})

test('Where records may not be deleted, the attachment is taken out and the record named as staying', async () => {
  const base = await baseWith({ is: 'new', nameField: 'name' }, new BaseModel(), 'a.pdf', 'b.pdf')
  await takeOut()
  await base.answerNext('batchGetRecords')
  await base.refuseNext('batchDeleteRecords', 99991679)
  await base.comeToRest()
  expect(base.model.shown).toEqual([['a.pdf'], ['b.pdf']])
  expect(['a.pdf', 'b.pdf'].map(left)).toEqual(['record', 'record'])
})

test('From a record that was there before only the attachment is taken out, whoever added others meanwhile', async () => {
  const model = new BaseModel()
  const recordId = model.add('row', ['there.pdf'])
  const base = await baseWith({ is: 'record', recordId: recordId as never, name: 'row' }, model, 'a.pdf', 'b.pdf')
  model.attach(recordId, 'theirs.pdf')
  await takeOut()
  await base.comeToRest()
  expect(model.shown).toEqual([['row', 'there.pdf', 'theirs.pdf']])
  expect(['a.pdf', 'b.pdf'].map(left)).toEqual([undefined, undefined])
})

test('A file whose record no answer named is found by its token', async () => {
  const model = new BaseModel()
  model.add('a', ['there.pdf'])
  const base = await baseWith({ is: 'matched', byField: 'name' }, model, 'a.pdf')
  await base.crash(undefined, ({ jobs, ...queue }) => ({
    ...queue,
    jobs: jobs.map((job) => ({ ...job, state: job.state && withoutRecord(job.state) })),
  }))
  await takeOut()
  await base.comeToRest()
  expect(model.shown).toEqual([['a', 'there.pdf']])
})

function withoutRecord<State extends { readonly stage: Stage }>(state: State): State {
  return { ...state, stage: state.stage.at === 'done' ? unnamed(state.stage) : state.stage }
}

function unnamed({ recordId: _, ...done }: Done): Done {
  return done
}

test('A document that an import made is not deleted, and its row says so', async () => {
  const folder = importWorld()
  world = folder
  await folder.drop(fileOf('a.md'))
  await folder.comeToRest()
  await takeOut()
  expect(folder.model.folder).toEqual(['a'])
  expect(stays('a.md')).toMatchObject({ failure: { problem: 'made-document-stays' } })
})
