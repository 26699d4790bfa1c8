import { afterEach, beforeEach, expect, test } from 'vitest'
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

const ids = (...names: readonly string[]) => names.map((name) => world.job(name).id)
const counts = () => world.uploads.getSnapshot().counts

/** `a` is done, `b` is being sent, `c` is placed; nothing more is answered. */
async function threeOnTheWay() {
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.answerNext('batchUpdateBlocks')
}

test('What is cancelled stops at once, and nothing is taken out of the document before that is final', async () => {
  await threeOnTheWay()
  world.uploads.cancelUndoably(world.uploads.getSnapshot().ids)
  await settled()
  expect(counts()).toMatchObject({ done: 1, cancelled: 2, active: 0, waiting: 0 })
  expect(world.uploads.getSnapshot().undoable).toEqual({ is: 'cancelled', ids: ids('b.png', 'c.png') })
  // It is only looked at.
  expect(await world.comeToRest()).toEqual(['getDocument'])
  expect(world.document).toEqual(['a.png', '-', '-'])
  world.uploads.finalize()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
  expect(world.stages).toEqual(['done', 'cancelled', 'cancelled'])
})

test('Undone, exactly those go on that did before: a paused one stays paused', async () => {
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png'), fileOf('d.png'))
  world.uploads.cancel(ids('d.png'))
  world.doors.connectivity.goes('online')
  await settled()
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.answerNext('batchUpdateBlocks')
  world.uploads.pause(ids('c.png'))
  await settled()
  world.uploads.cancelUndoably(world.uploads.getSnapshot().ids)
  await settled()
  world.uploads.undo()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', '-'])
  expect(world.stages).toEqual(['done', 'done', 'placed', 'cancelled'])
  expect(world.job('c.png').paused).toBe(true)
  world.uploads.resume(ids('c.png'))
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', 'c.png'])
  expect(world.uploads.getSnapshot().undoable).toBeNull()
})

test('A file that is being put in when it is cancelled is taken out at once, and begins again when that is undone', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  const binding = await world.wire.next('batchUpdateBlocks')
  world.uploads.cancelUndoably(ids('a.png'))
  world.answer(binding)
  world.uploads.undo()
  await world.comeToRest()
  expect([world.stages, world.document]).toEqual([['done'], ['a.png']])
})

test('A block that comes to light after the cancelling is used again, or taken out once that is final', async () => {
  for (const isUndone of [true, false]) {
    world = new World()
    await world.drop(fileOf('a.png'))
    const creation = await world.wire.next('createBlocks')
    world.uploads.cancelUndoably(ids('a.png'))
    world.answer(creation)
    await world.comeToRest()
    expect(world.document).toEqual(['-'])
    if (isUndone) world.uploads.undo()
    else world.uploads.finalize()
    await world.comeToRest()
    expect(world.document).toEqual(isUndone ? ['a.png'] : [])
  }
})

test('A cancelling undone before its block is known: the file is there once', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  const creation = await world.wire.next('createBlocks')
  world.uploads.cancelUndoably(ids('a.png'))
  world.uploads.undo()
  world.answer(creation)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('More of the same joins what can be undone; something else makes it final', async () => {
  await threeOnTheWay()
  world.uploads.cancelUndoably(ids('b.png'))
  world.uploads.cancelUndoably(ids('c.png'))
  expect(world.uploads.getSnapshot().undoable).toEqual({ is: 'cancelled', ids: ids('b.png', 'c.png') })
  world.uploads.forgetUndoably(ids('a.png'))
  expect(world.uploads.getSnapshot().undoable?.is).toBe('removed')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
  world.uploads.undo()
  await world.comeToRest()
  expect(world.jobs.map(({ name }) => name)).toEqual(['a.png', 'b.png', 'c.png'])
})

test('A cancelled file that is retried alone goes on, whatever happens to the rest', async () => {
  await threeOnTheWay()
  world.uploads.cancelUndoably(ids('b.png', 'c.png'))
  await world.retry('b.png')
  world.uploads.finalize()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('Rows that are taken off the list come back to their places', async () => {
  await threeOnTheWay()
  world.uploads.cancelUndoably(ids('b.png'))
  await world.comeToRest()
  const before = world.jobs
  world.uploads.forgetUndoably(ids('a.png', 'b.png'))
  expect(world.jobs.map(({ name }) => name)).toEqual(['c.png'])
  world.uploads.undo()
  expect(world.jobs.map(({ name }) => name)).toEqual(before.map(({ name }) => name))
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'c.png'])
})

test('Settled, what a removed row had made ready is taken out', async () => {
  await threeOnTheWay()
  world.uploads.cancelUndoably(ids('b.png', 'c.png'))
  world.uploads.forgetUndoably(ids('b.png', 'c.png'))
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', '-', '-'])
  world.uploads.finalize()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('Ten thousand are cancelled and brought back as one', async () => {
  const files = Array.from({ length: 10_000 }, (_, at) => fileOf(`${at}.png`))
  world.doors.connectivity.goes('offline')
  await world.drop(...files)
  let told = 0
  world.uploads.subscribe(() => (told += 1))
  world.uploads.cancelUndoably(world.uploads.getSnapshot().ids)
  expect(counts()).toMatchObject({ cancelled: files.length, waiting: 0 })
  world.uploads.undo()
  expect(counts()).toMatchObject({ cancelled: 0, waiting: files.length })
  expect(told).toBeLessThan(6)
})

test('A page that goes while cancelling can be undone leaves the files named, and no empty block', async () => {
  await threeOnTheWay()
  world.uploads.cancelUndoably(ids('b.png', 'c.png'))
  await settled()
  await world.crash()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
  expect(world.jobs.map(({ name, stage }) => [name, stage.at])).toEqual([
    ['a.png', 'done'],
    ['b.png', 'cancelled'],
    ['c.png', 'cancelled'],
  ])
})

test('A page that goes while removing can be undone leaves the rows in the list', async () => {
  await threeOnTheWay()
  world.uploads.cancelUndoably(ids('b.png', 'c.png'))
  world.uploads.finalize()
  await world.comeToRest()
  world.uploads.forgetUndoably(ids('a.png', 'b.png'))
  await settled()
  await world.crash()
  await world.comeToRest()
  expect(world.jobs.map(({ name }) => name)).toEqual(['a.png', 'b.png', 'c.png'])
})

test('What was removed and brought back is where it was, also for another page', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png'))
  await world.cancel('a.png', 'b.png', 'c.png')
  world.uploads.forgetUndoably(ids('b.png'))
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('d.png'), fileOf('e.png'))
  world.uploads.sort('name', 'descending')
  await settled()
  world.uploads.undo()
  await settled()
  const names = world.jobs.map(({ name }) => name)
  await world.crash()
  expect(world.jobs.map(({ name }) => name)).toEqual(names)
  await world.comeToRest()
})
