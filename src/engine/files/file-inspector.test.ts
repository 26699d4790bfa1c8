import { afterEach, beforeEach, expect, test } from 'vitest'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import { targetOf, World } from '../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

function listed(...names: readonly string[]) {
  return names.map((name) => world.looks.list(fileOf(name)))
}

test('A file that was only listed is a job at once, and nothing is placed before its size is known', async () => {
  await world.drop(...listed('a.png'))
  expect(world.jobs).toMatchObject([{ name: 'a.png', kind: 'image', file: { sizeBytes: 0 } }])
  expect(world.uploads.getSnapshot()).toMatchObject({ totalBytes: 0, counts: { waiting: 1 } })
  expect(world.openRoutes).toEqual([])
  await world.looks.see()
  expect(world.jobs).toMatchObject([{ file: { inspect: null, sizeBytes: 10 } }])
  expect(world.uploads.getSnapshot().totalBytes).toBe(10)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('Ten thousand files are inspected in batches, in the order of the queue, and each batch is reported once', async () => {
  world.doors.contents.hold()
  const files = listed(...Array.from({ length: 200 }, (_, at) => `${at}.png`))
  await world.drop(...files)
  expect(world.looks.asked).toEqual(files.slice(0, 64).map((file) => file.path))
  let changes = 0
  world.uploads.subscribe(() => (changes += 1))
  world.uploads.move([world.job('199.png').id], 'top')
  changes = 0
  world.doors.connectivity.goes('offline')
  changes = 0
  await world.looks.see()
  expect(changes).toBe(1)
  expect(world.looks.asked.slice(64, 66)).toEqual(['199.png', '64.png'])
  world.uploads.cancel(world.uploads.getSnapshot().ids)
  await world.looks.see()
  expect(world.looks.asked).toHaveLength(128)
})

test('A file not inspected yet keeps those behind it from being placed, unless it is held back or given up', async () => {
  const [first, second] = listed('1.png', '2.png')
  await world.drop(first!, second!, fileOf('3.png'))
  expect(world.openRoutes).toEqual([])
  world.uploads.pause([world.job('1.png').id])
  await settled()
  expect(world.openRoutes).toEqual([])
  await world.cancel('2.png')
  await world.comeToRest()
  expect(world.document).toEqual(['3.png'])
  await world.looks.see()
  world.uploads.resume([world.job('1.png').id])
  await world.comeToRest()
  expect(world.document).toEqual(['1.png', '3.png'])
})

test('Moved to the end, a file not inspected yet delays no other', async () => {
  const [first] = listed('1.png')
  await world.drop(first!, fileOf('2.png'))
  world.uploads.move([world.job('1.png').id], 'bottom')
  await settled()
  await world.comeToRest()
  expect(world.document).toEqual(['2.png'])
  await world.looks.see()
  await world.comeToRest()
  expect(world.document).toEqual(['2.png', '1.png'])
})

test.each([
  ['changed', 'file-changed'],
  ['unreadable', 'file-unreadable'],
] as const)(
  'A listed file that is %s fails as %s when its turn comes, and can be tried again',
  async (state, problem) => {
    const file = fileOf('a.png')
    file.becomes(state)
    await world.drop(world.looks.list(file), fileOf('b.png'))
    await world.looks.see()
    expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem } })
    await world.comeToRest()
    file.becomes('well')
    await world.retry('a.png')
    await world.looks.see()
    await world.comeToRest()
    expect(world.document).toEqual(['a.png', 'b.png'])
  },
)

test('A file refused by its name fails at once, one refused by its size as soon as that is known', async () => {
  const empty = world.looks.list(fileOf('empty.png', 0))
  await world.drop(empty, ...listed('x'.repeat(251)))
  expect(world.stages).toEqual(['waiting', 'failed'])
  await world.looks.see()
  expect(world.stageOf('empty.png')).toMatchObject({ at: 'failed', failure: { problem: 'file-empty' } })
})

test('A renamed, retargeted file that is inspected later keeps its name and its document', async () => {
  await world.drop(...listed('a.png'))
  const { id } = world.job('a.png')
  world.uploads.rename(new Map([[id, 'b.png']]))
  world.uploads.retarget([id], targetOf('doc2'))
  await world.looks.see()
  expect(world.job(id)).toMatchObject({ name: 'b.png', file: { inspect: null }, target: { documentId: 'doc2' } })
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
})

test('A large file is known as one only when it has been inspected', async () => {
  await world.drop(world.looks.list(fileOf('film.mp4', uploadAllMaxBytes + 1)))
  expect(world.uploads.getPace().callsLeft).toMatchObject({ whole: 1, parts: 0 })
  await world.looks.see()
  expect(world.uploads.getPace().callsLeft).toMatchObject({ whole: 0, parts: 6 })
  await world.comeToRest()
  expect(world.document).toEqual(['film.mp4'])
})

test('Sorting by size holds everything back until all sizes are known, and then sorts', async () => {
  const sizes = { 'a.png': 30, 'b.png': 10, 'c.png': 20 }
  await world.drop(...Object.entries(sizes).map(([name, size]) => world.looks.list(fileOf(name, size))))
  world.uploads.add([fileOf('d.png', 15)], world.target)
  world.uploads.sort('size', 'descending')
  await settled()
  expect(world.openRoutes).toEqual([])
  await world.looks.see()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'c.png', 'd.png', 'b.png'])
})

test('The journal learns of the listed file itself, and of its facts once they are known', async () => {
  const [file] = listed('a.png')
  await world.drop(file!)
  const { changes } = world.doors.journal
  expect(changes[0]?.files[0]?.file).toBe(file)
  await world.looks.see()
  expect(changes[1]?.files[0]?.file).toBe(world.job('a.png').file)
  await world.comeToRest()
})

test('Files not inspected when the page crashed are inspected by the next one', async () => {
  await world.drop(...listed('a.png', 'b.png'))
  await world.crash((file) => file.name === 'b.png')
  await world.looks.see()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
  expect(await world.uploads.reattach(listed('b.png', 'c.png'))).toMatchObject([{ name: 'c.png' }])
  await world.looks.see()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})
