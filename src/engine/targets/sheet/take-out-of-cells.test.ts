import { afterEach, expect, test } from 'vitest'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import { sheetTarget, sheetWorld } from '../../testing/lives/family-worlds.ts'

let sheet: ReturnType<typeof sheetWorld>

afterEach(async () => expect(await sheet.unanswered()).toEqual([]))

/** Takes the picture out, whose cell somebody else fills with one of theirs before it is looked into. */
async function takeOutBehindTheirs(): Promise<void> {
  sheet.uploads.takeOut(sheet.jobs.map(({ id }) => id))
  await settled()
  sheet.model.cells.set('A1', 'theirs.png')
  await sheet.comeToRest()
  expect(sheet.stageOf('a.png')).toMatchObject({ at: 'cancelled', takenOut: { left: 'others' } })
}

const expectBesideTheirs = () => {
  expect(sheet.model.shown).toEqual(['A1 theirs.png', 'A2 a.png'])
  expect(sheet.stageOf('a.png')).toMatchObject({ at: 'done', spot: { insteadOf: { row: 0, column: 0 } } })
  expect(sheet.stageOf('a.png')).not.toHaveProperty('isAssumed')
}

test('A picture that replaced one which goes in again is not taken for it by a page after one that died looking', async () => {
  sheet = sheetWorld(sheetTarget('cells'))
  await sheet.drop(fileOf('a.png'))
  await sheet.comeToRest()
  await takeOutBehindTheirs()
  await sheet.retry('a.png')
  expect(sheet.openRoutes).toEqual(['readCells'])
  await sheet.crash()
  await sheet.comeToRest()
  expectBesideTheirs()
})

test('A picture that was seen as of somebody else is not taken for one that a call of an earlier page may have put in', async () => {
  sheet = sheetWorld(sheetTarget('cells'))
  await sheet.drop(fileOf('a.png'))
  await sheet.answerUntil('writeCellImage')
  // The call never comes to Feishu, which the next page cannot know.
  await sheet.crash()
  await sheet.comeToRest()
  await takeOutBehindTheirs()
  expect(sheet.stageOf('a.png')).toMatchObject({ leftover: { spot: {} } })
  await sheet.crash()
  await sheet.retry('a.png')
  await sheet.comeToRest()
  expectBesideTheirs()
})

test('What a cell shows after its picture was to be taken out is never emptied as that picture', async () => {
  sheet = sheetWorld(sheetTarget('cells'))
  await sheet.drop(fileOf('a.png'))
  await sheet.answerNext('readCells')
  await sheet.answerNext('writeCellImage')
  // The reading of the cell after the write takes longer than the one before the taking out.
  const [late] = sheet.wire.open
  sheet.uploads.takeOut(sheet.jobs.map(({ id }) => id))
  await settled()
  const [, look] = sheet.wire.open
  sheet.model.cells.set('A1', 'theirs.png')
  for (const held of [look, late]) {
    if (held) sheet.answer(held)
    await settled()
  }
  sheet.uploads.takeOut(sheet.jobs.map(({ id }) => id))
  await settled()
  await sheet.comeToRest()
  expect(sheet.model.shown).toEqual(['A1 theirs.png'])
  expect(sheet.stageOf('a.png')).toMatchObject({ at: 'done', stays: { failure: { problem: 'cell-not-known' } } })
})

test.each([
  [
    'while the queue is held',
    async () => {
      sheet.doors.connectivity.goes('offline')
      await sheet.loseNext('readCells')
      await sheet.doors.clock.pass(60_000)
    },
  ],
  ['while the reading is answered late', () => sheet.doors.clock.pass(60_000)],
] as const)(
  'A picture that somebody puts into the cell %s is not emptied as the one written there',
  async (_, delay) => {
    sheet = sheetWorld(sheetTarget('cells'))
    await sheet.drop(fileOf('a.png'))
    await sheet.answerNext('readCells')
    await sheet.answerNext('writeCellImage')
    await delay()
    sheet.model.cells.set('A1', 'theirs.png')
    sheet.doors.connectivity.goes('online')
    await settled()
    await sheet.comeToRest()
    sheet.uploads.takeOut(sheet.jobs.map(({ id }) => id))
    await settled()
    await sheet.comeToRest()
    expect(sheet.model.shown).toEqual(['A1 theirs.png'])
    expect(sheet.stageOf('a.png')).toMatchObject({ at: 'done', stays: { failure: { problem: 'cell-not-known' } } })
  },
)
