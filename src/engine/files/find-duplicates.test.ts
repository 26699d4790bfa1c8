import { expect, test } from 'vitest'
import type { SourceFile } from './source-file.ts'
import { fileOf, HandHeldInspections, settled } from '../testing/hand-held-doors.ts'
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
