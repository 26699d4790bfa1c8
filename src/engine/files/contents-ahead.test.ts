import { afterEach, beforeEach, expect, test } from 'vitest'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import { baseTarget, folderTarget, sheetTarget, sheetWorld } from '../testing/lives/family-worlds.ts'
import { fileOf, filesOf, settled } from '../testing/hand-held-doors.ts'
import { targetOf, withoutContents, World } from '../testing/world.ts'
import type { Contents } from './contents.ts'
import { FileUnreadable } from './source-file.ts'

const picture: Contents = { kind: 'image', format: 'jpeg', pixels: { width: 640, height: 360 } }
const heic: Contents = { kind: 'file', format: 'heic', pixels: null }
const noPicture: Contents = { kind: 'file', format: null, pixels: null }
const many = (count: number, suffix = 'png') => Array.from({ length: count }, (_, at) => fileOf(`${at}.${suffix}`))

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

test('Bytes decide what becomes a picture, whatever the name says', async () => {
  const { contents } = world.doors
  contents.set('photo.dat', picture)
  contents.set('heic.jpg', heic)
  contents.set('page.png', noPicture)
  await world.drop(fileOf('photo.dat'), fileOf('heic.jpg'), fileOf('page.png'))
  expect(world.jobs.map(({ kind }) => kind)).toEqual(['image', 'file', 'file'])
  await world.comeToRest()
  expect(world.model.blocks.map(({ kind }) => kind)).toEqual(['image', 'file', 'file'])
  expect(world.document).toEqual(['photo.dat', 'heic.jpg', 'page.png'])
})

test('Nothing is placed before its bytes are read, and a batch is placed by one call', async () => {
  world.doors.contents.hold()
  await world.drop(...many(3))
  expect(world.openRoutes).toEqual([])
  await world.doors.contents.letGo()
  expect(world.openRoutes).toEqual(['createBlocks'])
  await world.comeToRest()
  expect(world.document).toEqual(['0.png', '1.png', '2.png'])
})

test('Of a long queue a few files are read first, and placed while the next are read', async () => {
  const { contents } = world.doors
  contents.hold()
  await world.drop(...many(100))
  expect(contents.asked).toHaveLength(8)
  await contents.letGo()
  expect(world.openRoutes).toEqual(['createBlocks'])
  await world.comeToRest()
  expect(world.document).toHaveLength(100)
})

test('Files that can be read at the same time are all read first, and placed by one call', async () => {
  await world.drop(...many(32))
  expect(world.doors.contents.asked).toHaveLength(32)
  expect(world.openRoutes).toEqual(['createBlocks'])
  await world.comeToRest()
})

test('Of ten thousand files only some are read ahead, each once, in the order of the queue', async () => {
  const { contents } = world.doors
  const files = many(400)
  await world.drop(...files)
  expect(contents.asked.length).toBeGreaterThan(24)
  expect(contents.asked.length).toBeLessThan(200)
  await world.comeToRest()
  expect(contents.asked).toEqual(files.map(({ path }) => path))
})

test('A file moved to the front is read at once, although enough are read ahead', async () => {
  const { contents } = world.doors
  await world.drop(...many(300))
  world.uploads.move([world.job('299.png').id], 'top')
  await settled()
  expect(contents.asked.at(-1)).toBe('299.png')
  await world.comeToRest()
  expect(world.document.slice(0, 25)).toContain('299.png')
})

test('The documents of a queue do not wait for each other’s files to be read', async () => {
  world.uploads.add(many(300), targetOf('doc2'))
  world.uploads.add([fileOf('last.png')], world.target)
  await settled()
  expect(world.doors.contents.asked).toContain('last.png')
  world.uploads.cancel(world.uploads.getSnapshot().ids)
  await world.comeToRest()
})

test('Paused files are not read, and take no other’s place', async () => {
  const { contents } = world.doors
  contents.hold()
  const ids = world.uploads.add(many(200), world.target)
  world.uploads.pause(ids.slice(0, 199))
  await contents.letGo()
  expect(contents.asked).toEqual(['199.png'])
  await world.comeToRest()
  expect(world.document).toEqual(['199.png'])
  world.uploads.resume(ids)
  await world.comeToRest()
  expect(world.uploads.getSnapshot().counts.done).toBe(200)
})

test('Large files that have to wait for a day do not keep small ones from being read', async () => {
  const large = Array.from({ length: 200 }, (_, at) => fileOf(`${at}.mp4`, uploadAllMaxBytes + 1))
  await world.drop(...large.slice(0, 1))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadPrepare', 99991400, { 'x-ogw-ratelimit-reset': '7200' })
  world.uploads.add([...large.slice(1), fileOf('small.png')], world.target)
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.answerNext('batchUpdateBlocks')
  expect(world.stageOf('small.png').at).toBe('done')
  world.uploads.cancel(world.uploads.getSnapshot().ids)
  await world.comeToRest()
})

test('Files are read while there is no connection, so that the rows show what they are', async () => {
  world.doors.connectivity.goes('offline')
  world.doors.contents.set('a.png', heic)
  await world.drop(fileOf('a.png'))
  expect(world.job('a.png')).toMatchObject({ kind: 'file', contents: heic })
  world.doors.connectivity.goes('online')
  await world.comeToRest()
})

test.each(['changed', 'unreadable'] as const)(
  'A file that is %s fails before it is placed, and can be retried',
  async (reason) => {
    const { contents } = world.doors
    contents.set('a.png', new FileUnreadable(reason))
    await world.drop(fileOf('a.png'), fileOf('b.png'))
    expect(world.stageOf('a.png')).toMatchObject({
      at: 'failed',
      failure: { problem: `file-${reason}` },
      leftover: null,
    })
    await world.comeToRest()
    contents.set('a.png', picture)
    await world.retry('a.png')
    await world.comeToRest()
    expect(world.document).toEqual(['a.png', 'b.png'])
  },
)

test('A slow file delays those behind it, but not the contents of those before it', async () => {
  const { contents } = world.doors
  contents.hold('1.png')
  await world.drop(...many(3))
  expect(world.openRoutes).toEqual([])
  await world.doors.clock.pass(250)
  await world.answerNext('createBlocks')
  expect(world.stages).toEqual(['sending', 'waiting', 'waiting'])
  world.uploads.pause([world.job('1.png').id])
  await world.comeToRest()
  expect(world.document).toEqual(['0.png', '2.png'])
  await contents.letGo()
  world.uploads.resume([world.job('1.png').id])
  await world.comeToRest()
  expect(world.document).toEqual(['0.png', '1.png', '2.png'])
})

test('A file cancelled while it was read is read again on a retry, and the late result is ignored', async () => {
  const { contents } = world.doors
  contents.hold('0.png')
  await world.drop(...many(1))
  world.uploads.cancelUndoably([world.job('0.png').id])
  contents.set('0.png', picture)
  world.uploads.undo()
  await settled()
  await world.doors.clock.pass(250)
  expect(contents.asked).toEqual(['0.png', '0.png'])
  await contents.letGo()
  await world.comeToRest()
  expect(world.document).toEqual(['0.png'])
})

test('After a reload a file stays what it was, although it would be read otherwise now', async () => {
  const { contents } = world.doors
  contents.set('a.heic', heic)
  contents.set('b.dat', picture)
  await world.drop(fileOf('a.heic'), fileOf('b.dat'))
  contents.set('a.heic', picture)
  contents.set('b.dat', noPicture)
  await world.crash()
  await world.comeToRest()
  expect(contents.asked).toEqual(['a.heic', 'b.dat'])
  expect(world.model.blocks.map(({ kind }) => kind)).toEqual(['file', 'image'])
})

test('A queue of an earlier version goes on: what was placed keeps its block, what waits is read', async () => {
  const { contents } = world.doors
  await world.drop(fileOf('placed.png'))
  await world.answerNext('createBlocks')
  world.doors.connectivity.goes('offline')
  world.uploads.add([fileOf('waits.png')], world.target)
  contents.set('placed.png', heic)
  contents.set('waits.png', heic)
  await settled()
  await world.crash(undefined, withoutContents)
  expect(world.jobs.map(({ kind }) => kind)).toEqual(['image', 'file'])
  await world.comeToRest()
  expect(world.document).toEqual(['placed.png', 'waits.png'])
  expect(world.model.blocks.map(({ kind }) => kind)).toEqual(['image', 'file'])
})

test('Files for a folder are read too, and not again when they are sent elsewhere', async () => {
  const { contents } = world.doors
  world.doors.connectivity.goes('offline')
  contents.set('a.md', picture)
  const [id = ''] = world.uploads.add([fileOf('a.md')], folderTarget)
  await settled()
  expect(contents.asked).toEqual(['a.md'])
  world.uploads.retarget([id], world.target)
  await settled()
  expect(contents.asked).toEqual(['a.md'])
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(world.model.blocks.map(({ kind }) => kind)).toEqual(['image'])
})

test('In a base the bytes decide what a file is uploaded as', async () => {
  world.doors.contents.set('a.png', heic)
  world.uploads.add([fileOf('a.png')], baseTarget({ is: 'new', nameField: null }))
  const upload = await world.wire.next('uploadAll')
  expect(upload.field('parent_type')).toBe('bitable_file')
  upload.lose()
  world.uploads.cancel(world.uploads.getSnapshot().ids)
  await world.doors.clock.pass(60_000)
})

test('Cells take pictures by their bytes, under a name with a suffix that they accept', async () => {
  const cells = sheetWorld(sheetTarget('cells'))
  const { contents } = cells.doors
  contents.set('photo.dat', picture)
  contents.set('photo.heic', picture)
  contents.set('phone.jpg', heic)
  contents.set('page.png', noPicture)
  contents.set('cut.jpg', { kind: 'file', format: 'jpeg', pixels: null })
  contents.set('a.jpg', { kind: 'image', format: 'webp', pixels: { width: 1, height: 1 } })
  contents.set('b.png', { kind: 'file', format: 'svg', pixels: null })
  const names = ['photo.dat', 'photo.heic', 'phone.jpg', 'page.png', 'cut.jpg', 'a.jpg', 'b.png', 'notes.pdf']
  await cells.drop(...filesOf(...names))
  const written: unknown[] = []
  for (let count = 0; count < 3; count += 1) {
    written.push((await cells.answerUntil('writeCellImage')).json['name'])
    await cells.answerNext('writeCellImage')
  }
  await cells.comeToRest()
  expect(written).toEqual(['photo.dat.jpg', 'photo.heic', 'phone.jpg'])
  const refusals = cells.jobs.slice(3).map(({ stage }) => (stage.at === 'failed' ? stage.failure.problem : stage.at))
  const [no, kind] = ['sheet-pictures-only', 'sheet-picture-kind']
  expect(refusals).toEqual([no, no, kind, kind, no])
})

test('Only pictures that are known to be shown float over cells', async () => {
  const floats = sheetWorld(sheetTarget('floats'))
  const { contents } = floats.doors
  contents.set('photo.dat', picture)
  contents.set('phone.jpg', heic)
  await floats.drop(fileOf('photo.dat'), fileOf('phone.jpg'), fileOf('a.webp'))
  await floats.comeToRest()
  expect(floats.stages).toEqual(['done', 'failed', 'done'])
})
