import { afterEach, expect, test } from 'vitest'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import { sheetTarget, sheetWorld } from '../../testing/lives/family-worlds.ts'

let sheet: ReturnType<typeof sheetWorld>

afterEach(async () => expect(await sheet.unanswered()).toEqual([]))

test('A picture whose float shows another picture by now goes in again beside that one, whatever call had no answer', async () => {
  sheet = sheetWorld(sheetTarget('floats'))
  await sheet.drop(fileOf('a.png'))
  const { request } = await sheet.answerUntil('createFloatImage')
  // The next page cannot know that this call has no effect yet.
  await sheet.crash()
  await sheet.comeToRest()
  for (const [id, float] of sheet.model.floats)
    sheet.model.floats.set(id, { ...float, name: 'theirs.png', token: 'theirs' })
  sheet.uploads.takeOut(sheet.jobs.map(({ id }) => id))
  await settled()
  await sheet.comeToRest()
  expect(sheet.stageOf('a.png')).toEqual({
    at: 'cancelled',
    leftover: null,
    takenOut: expect.objectContaining({ left: 'others' }) as unknown,
  })
  await sheet.crash()
  await sheet.retry('a.png')
  await sheet.comeToRest()
  sheet.model.apply(request)
  expect(sheet.model.shown).toEqual(['A1 a.png', 'A1 theirs.png'])
  expect(sheet.stages).toEqual(['done'])
})
