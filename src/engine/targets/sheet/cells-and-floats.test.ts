import { afterEach, expect, test } from 'vitest'
import type { SheetTarget } from '../target.ts'
import { sheetTarget, sheetWorld } from '../../testing/lives/family-worlds.ts'
import { fileOf, filesOf } from '../../testing/hand-held-doors.ts'
import type { SheetModel } from '../../testing/sheet-model.ts'
import type { QueueWorld } from '../../testing/world.ts'

let world: QueueWorld<SheetModel>

function openSheet(as: SheetTarget['as'], facts: Partial<SheetTarget> = {}): void {
  world = sheetWorld(sheetTarget(as, facts))
}

/** A picture looks into its cell before it is written. */
async function look(as: SheetTarget['as'] = 'cells'): Promise<void> {
  if (as === 'cells') await world.answerNext('readCells')
}

afterEach(async () => expect(await world.unanswered()).toEqual([]))

test.each([
  ['cells', 'writeCellImage', 90217],
  ['floats', 'createFloatImage', 1310217],
] as const)('Too many calls (%s) are waited out', async (as, route, code) => {
  openSheet(as)
  await world.drop(...filesOf('a.png'))
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

test.each([
  ['cells', 'writeCellImage'],
  ['floats', 'createFloatImage'],
] as const)('After a crash, of pictures given up (%s) only the one on the wire may be there', async (as, route) => {
  openSheet(as)
  await world.drop(...filesOf('a.png', 'b.png', 'c.png'))
  for (let left = as === 'floats' ? 3 : 0; left > 0; left -= 1) await world.answerNext('uploadAll')
  await look(as)
  expect(world.openRoutes).toEqual([route])
  await world.crash()
  world.doors.connectivity.goes('offline')
  await world.cancel('a.png', 'b.png', 'c.png')
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  const reported = world.jobs.filter(({ stage }) => stage.at === 'cancelled' && stage.leftover !== null)
  expect(reported.map(({ name }) => name)).toEqual(['a.png'])
})

test.each(['cells', 'floats'] as const)('Nothing is written (%s) before its cell is in the journal', async (as) => {
  openSheet(as)
  world.doors.journal.hold()
  await world.drop(...filesOf('a.png'))
  if (as === 'floats') await world.answerNext('uploadAll')
  expect(world.openRoutes).toEqual([])
  world.doors.journal.letGo()
  await world.comeToRest()
  expect(world.model.shown).toEqual(['A1 a.png'])
})
