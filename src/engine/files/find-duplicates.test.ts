import { expect, test } from 'vitest'
import type { Job } from '../job/job.ts'
import type { ArrivedFile } from './arrived-file.ts'
import type { SourceFile } from './source-file.ts'
import { fileOf, filesOf, HandHeldInspections, settled } from '../testing/hand-held-doors.ts'
import { targetOf, World } from '../testing/world.ts'

const looks = new HandHeldInspections()

async function find(world: World, files: readonly SourceFile[], target = world.target) {
  const duplicates = world.uploads.findDuplicates(files, target)
  await looks.see()
  await world.looks.see()
  return duplicates
}

test('The same path and bytes are a duplicate, in the same document only', async () => {
  const world = new World()
  await world.drop(fileOf('d/a.png'), fileOf('b.png'))
  await world.cancel('b.png')
  await world.comeToRest()
  const again = [fileOf('d/a.png'), fileOf('d/a.png', 11), fileOf('a.png'), fileOf('b.png')]
  const { id: of } = world.job('a.png')
  expect(await find(world, again)).toEqual([
    { file: again[0], sizeBytes: 10, of, isDone: true },
    { file: again[1], sizeBytes: 11, of, isDone: true, canReplace: true },
  ])
  expect(await find(world, again, targetOf('doc2'))).toEqual([])
})

test('A file that comes twice in one drop is reported once', async () => {
  const world = new World()
  const files = [fileOf('a.png'), looks.list(fileOf('a.png')), fileOf('b.png')]
  expect(await find(world, files)).toEqual([{ file: files[1], sizeBytes: 10, of: null, isDone: false }])
})

test('Of listed files only those with a known path are inspected, and one that cannot be is no duplicate', async () => {
  const world = new World()
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.comeToRest()
  const gone = fileOf('b.png')
  gone.becomes('unreadable')
  const files = [fileOf('a.png'), gone, fileOf('c.png')].map((file) => world.looks.list(file))
  expect(await find(world, files)).toMatchObject([{ file: files[0], isDone: true }])
  expect(world.looks.asked).toEqual(['a.png', 'b.png'])
})

test('A file that was not inspected yet is compared anyway', async () => {
  const world = new World()
  await world.drop(looks.list(fileOf('a.png')))
  const { id } = world.job('a.png')
  expect(await find(world, [looks.list(fileOf('a.png'))])).toMatchObject([{ of: id, isDone: false }])
  await settled()
  await world.comeToRest()
})

test('Two files of one name and size are duplicates only when their bytes are equal, whatever their dates', async () => {
  const world = new World()
  const withBytes = (byte: string, lastModifiedMs: number): SourceFile => ({
    ...fileOf('截图.png', 1),
    lastModifiedMs,
    open: () => Promise.resolve(new Blob([byte])),
  })
  const files = [withBytes('a', 1), withBytes('b', 1), withBytes('a', 2)]
  const duplicates = await world.uploads.findDuplicates(files, world.target)
  expect(duplicates).toEqual([{ file: files[2], sizeBytes: 1, of: null, isDone: false }])
})

test('Where the earlier file cannot be read any more, its date decides', async () => {
  const world = new World()
  const gone = fileOf('a.png')
  await world.drop(gone)
  await world.comeToRest()
  gone.becomes('unreadable')
  const { id: of } = world.job('a.png')
  const touched = { ...fileOf('a.png'), lastModifiedMs: 2 }
  expect(await find(world, [touched])).toMatchObject([{ of, canReplace: true }])
  expect(await find(world, [fileOf('a.png'), touched])).toMatchObject([{ of }, { of, file: touched }])
})

/** A file as the history remembers it, after its queue has left the page. */
function remembered(job: Job): ArrivedFile {
  const { id, target, stage, file } = job
  if (stage.at !== 'done') throw new Error(`${job.name} has not arrived`)
  return { id, target, stage, path: file.path, sizeBytes: file.sizeBytes, lastModifiedMs: file.lastModifiedMs }
}

async function afterAnEarlierQueue(...names: readonly string[]) {
  const world = new World()
  await world.drop(...filesOf(...names))
  await world.comeToRest()
  const arrived = world.jobs.map(remembered).toReversed()
  world.uploads.forget(world.jobs.map(({ id }) => id))
  return { world, arrived }
}

test('A file that an earlier queue put in can be replaced in its place', async () => {
  const { world, arrived } = await afterAnEarlierQueue('a.png', 'b.png')
  const newer = fileOf('a.png', 77)
  const [found] = await world.uploads.findDuplicates([newer, fileOf('c.png')], world.target, arrived)
  expect(found).toMatchObject({ file: newer, isDone: true, canReplace: true })
  const before = world.model.blocks
  world.uploads.add([newer], world.target, 'again', new Map([[newer, found!.arrived!]]))
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
  expect(world.model.blocks.map(({ topId }) => topId)).toEqual(before.map(({ topId }) => topId))
  expect(world.model.blocks[0]?.token).not.toBe(before[0]?.token)
  expect(world.stages).toEqual(['done'])
})

test('The same file by size and date is a duplicate of what an earlier queue put in, and is told as known from there only', async () => {
  const { world, arrived } = await afterAnEarlierQueue('a.png')
  const found = await world.uploads.findDuplicates([fileOf('a.png')], world.target, arrived)
  expect(found).toMatchObject([{ of: arrived[0]?.id, isDone: true, arrived: arrived[0] }])
  expect(found[0]).not.toHaveProperty('canReplace')
})

test('Of an earlier queue count the newest file of a path, in this document, and what this queue has goes first', async () => {
  const { world, arrived } = await afterAnEarlierQueue('a.png')
  const [old] = arrived
  const newest = { ...old!, id: 'newest' }
  const find = (target = world.target) =>
    world.uploads.findDuplicates([fileOf('a.png', 77)], target, [newest, ...arrived])
  expect(await find()).toMatchObject([{ of: 'newest' }])
  expect(await find(targetOf('doc2'))).toEqual([])
  await world.drop(fileOf('a.png', 5))
  await world.comeToRest()
  expect(await find()).toMatchObject([{ of: world.job('a.png').id, canReplace: true }])
})
