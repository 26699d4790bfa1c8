import { beforeEach, expect, test, vi } from 'vitest'
import { uploadAllMaxBytes, usualPartBytes } from '../../contract/feishu/limits.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import type { HeldRequest } from '../testing/hand-held-wire.ts'
import { count, World } from '../testing/world.ts'

const anHourLater = { 'x-ogw-ratelimit-reset': '3600' }

let isAllowed: boolean
const onRefused = vi.fn()
let world: World

beforeEach(() => {
  isAllowed = true
  onRefused.mockReset()
  world = new World({ smallFilesByParts: { fromFiles: 10, isAllowed: () => isAllowed, onRefused } })
})

const named = (count: number, sizeBytes = 100) =>
  Array.from({ length: count }, (_, at) => fileOf(`${String(at).padStart(2, '0')}.png`, sizeBytes))
const namesOf = (files: readonly { readonly name: string }[]) => files.map(({ name }) => name)

/** Places the dropped files and sends them until a call by parts has come; leaves all calls open. */
const placed = async (files = named(20)) => {
  await world.drop(...files)
  await world.answerNext('createBlocks')
  return files
}

test('Twenty small files go by upload_all and by parts at the same time, each once and in order', async () => {
  const files = await placed()
  expect(world.openRoutes).toContain('uploadAll')
  expect(world.openRoutes).toContain('uploadPrepare')
  const routes = await world.comeToRest()
  expect(count(routes, 'uploadFinish')).toBeGreaterThan(3)
  expect(count(routes, 'uploadAll') + count(routes, 'uploadFinish')).toBe(20)
  expect(world.document).toEqual(namesOf(files))
})

test('With both ways, sent files are bound some at once, but wait no longer than a second for each other', async () => {
  await placed(named(40))
  const sendSome = async (files: number) => {
    for (let sent = 0; sent < files; sent += 1) await world.answerNext('uploadAll')
    await world.answerAll('createBlocks')
  }
  await sendSome(3)
  expect(world.openRoutes).not.toContain('batchUpdateBlocks')
  await world.doors.clock.pass(1000)
  await world.answerNext('batchUpdateBlocks')
  await sendSome(7)
  expect(world.openRoutes).not.toContain('batchUpdateBlocks')
  await sendSome(1)
  await world.answerNext('batchUpdateBlocks')
  await world.comeToRest()
  expect(world.document).toHaveLength(40)
})

test('With both ways, the last files to come are bound at once', async () => {
  await placed(named(12))
  const { ids } = world.uploads.getSnapshot()
  world.uploads.pause(ids.slice(1))
  await settled()
  await world.answerNext('uploadAll')
  expect(world.openRoutes).toContain('batchUpdateBlocks')
})

test('Fewer than ten small files go by upload_all alone', async () => {
  await placed(named(9))
  expect(await world.comeToRest()).not.toContain('uploadPrepare')
})

test('Where the installation does not allow it, all small files go by upload_all', async () => {
  isAllowed = false
  await placed()
  expect(await world.comeToRest()).not.toContain('uploadPrepare')
})

test('A file without a byte, or of more than one part, goes by upload_all', async () => {
  await placed([...named(11, usualPartBytes + 1), fileOf('nothing.txt', 0)])
  expect(await world.comeToRest()).not.toContain('uploadPrepare')
})

test('A large file has the endpoints for parts to itself until it is sent', async () => {
  await placed([...named(20), fileOf('large.bin', uploadAllMaxBytes + 1)])
  const prepared: unknown[] = []
  const send = world.wire.send.bind(world.wire)
  vi.spyOn(world.wire, 'send').mockImplementation((request, options) => {
    if (request.route === 'uploadPrepare' && request.body.kind === 'json') prepared.push(request.body.value)
    return send(request, options)
  })
  await world.answerAll('uploadAll')
  expect(world.openRoutes.filter((route) => route === 'uploadPrepare').length + prepared.length).toBeLessThan(2)
  await world.comeToRest()
  expect(world.document).toHaveLength(21)
})

test('When Feishu refuses a small file by parts, it goes by upload_all, and so do all others from then on', async () => {
  const files = await placed()
  await world.refuseNext('uploadPrepare', 1061002)
  await settled()
  expect(world.uploads.getSnapshot().counts.failed).toBe(0)
  const routes = await world.comeToRest()
  expect(onRefused).toHaveBeenCalledExactlyOnceWith()
  expect(count(routes, 'uploadAll') + count(routes, 'uploadFinish')).toBe(20)
  // Those that had been prepared by then were sent.
  expect(count(routes, 'uploadFinish')).toBeLessThan(5)
  expect(world.document).toEqual(namesOf(files))
})

test('A file that upload_all refuses too was itself the reason: others go by parts again', async () => {
  await placed()
  const { request } = await world.refuseNext('uploadPrepare', 1061109)
  const name = request.body.kind === 'json' ? (request.body.value as { file_name: string }).file_name : ''
  let finished = 0
  await world.comeToRest((held) => {
    if (held.request.route === 'uploadFinish') finished += 1
    if (held.field('file_name') === name) held.refuse(1061109)
    else world.answer(held)
  })
  expect(world.stageOf(name)).toMatchObject({ at: 'failed', failure: { problem: '1061109' } })
  expect(onRefused).not.toHaveBeenCalled()
  expect(finished).toBeGreaterThan(4)
})

test('A small file whose parts wait behind others’ goes by upload_all, and the endpoints for parts are left to them for a while', async () => {
  await placed()
  const prepare = await world.wire.next('uploadPrepare')
  prepare.hold({ why: 'turn', ahead: 3 })
  await settled()
  await world.answerAll('uploadPrepare')
  await world.answerAll('uploadPart')
  await world.answerAll('uploadFinish')
  expect(world.openRoutes).not.toContain('uploadPrepare')
  for (let sent = 0; sent < 3; sent += 1) await world.answerNext('uploadAll')
  expect(world.openRoutes).not.toContain('uploadPrepare')
  await world.doors.clock.pass(30_000)
  await world.answerNext('uploadAll')
  expect(world.openRoutes).toContain('uploadPrepare')
  await world.comeToRest()
  expect(world.document).toHaveLength(20)
})

test('A small file whose part waits behind the queue’s own large file goes by upload_all, and others go by parts as soon as that file is sent', async () => {
  await placed([...named(60), fileOf('large.bin', uploadAllMaxBytes + 1)])
  const part = await world.answerUntil('uploadPart')
  while (world.stageOf('large.bin').at !== 'sending') await world.answerNext('createBlocks')
  part.hold({ why: 'turn', ahead: 3 })
  await settled()
  expect(part.signal.aborted).toBe(true)
  const sendLarge = ['uploadPrepare', 'uploadPart', 'uploadFinish'] as const
  while (world.stageOf('large.bin').at === 'sending') for (const route of sendLarge) await world.answerAll(route)
  expect(world.openRoutes).toContain('uploadPrepare')
  await world.comeToRest()
  expect(world.document).toHaveLength(61)
})

test('When upload_all is used up for the day, small files go on by parts and nothing is on hold', async () => {
  const files = await placed()
  await world.refuseNext('uploadAll', 99991400, anHourLater)
  await settled()
  expect(world.uploads.getSnapshot().hold).toBeNull()
  for (let round = 0; round < 400 && world.uploads.getSnapshot().counts.done < 20; round += 1) {
    const held = world.wire.open.find(({ request }) => request.route !== 'uploadAll')
    if (held) world.answer(held)
    else for (const late of world.wire.open) late.refuse(99991400, anHourLater)
    await settled()
  }
  expect(world.document).toEqual(namesOf(files))
})

test('When both ways are used up, the queue is on hold', async () => {
  await placed()
  await world.refuseNext('uploadAll', 99991400, anHourLater)
  await world.refuseNext('uploadPrepare', 99991400, anHourLater)
  expect(world.uploads.getSnapshot().hold).toMatchObject({ calls: ['whole', 'parts'] })
})

test('After a crash, a small file whose part was accepted is only finished', async () => {
  await placed()
  const part = await world.answerUntil('uploadPart')
  world.answer(part)
  await world.wire.next('uploadFinish')
  const sent = world.jobs.filter(({ stage }) => stage.at === 'sending' && (stage.parts?.accepted.size ?? 0) > 0)
  expect(sent).not.toEqual([])
  await world.crash()
  const routes = await world.comeToRest()
  expect(count(routes, 'uploadPart')).toBeLessThanOrEqual(count(routes, 'uploadFinish') - sent.length)
  expect(world.document).toHaveLength(20)
})

/** Answers all calls but those of upload_all, which is used up for the day, until nothing else is in flight. */
async function answerAllButWhole(answer = (held: HeldRequest) => world.answer(held)): Promise<void> {
  for (let round = 0; round < 600; round += 1) {
    await settled()
    const held = world.wire.open.find(({ request }) => request.route !== 'uploadAll')
    const late = world.wire.open.find(({ request }) => request.route === 'uploadAll')
    if (held) answer(held)
    else if (late) late.refuse(99991400, anHourLater)
    else return
  }
  throw new Error('It does not come to rest')
}

test('Where upload_all is used up, small files wait for their turn by parts, and go beside large ones', async () => {
  await placed([...named(12), fileOf('large.bin', uploadAllMaxBytes + 1)])
  await world.refuseNext('uploadAll', 99991400, anHourLater)
  const prepare = await world.wire.next('uploadPrepare')
  prepare.hold({ why: 'turn', ahead: 3 })
  await settled()
  expect(world.uploads.getSnapshot().hold).toBeNull()
  prepare.hold(null)
  await answerAllButWhole()
  expect(world.document).toHaveLength(13)
  expect(world.stages.every((stage) => stage === 'done')).toBe(true)
})

test('Where upload_all is used up, a file that Feishu refuses by parts keeps no other from going there', async () => {
  await placed()
  await world.refuseNext('uploadAll', 99991400, anHourLater)
  await world.refuseNext('uploadPrepare', 1061109)
  await answerAllButWhole()
  expect(world.uploads.getSnapshot().counts).toMatchObject({ done: 19, failed: 0 })
  expect(onRefused).not.toHaveBeenCalled()
})

const nameOf = ({ request }: HeldRequest) =>
  request.body.kind === 'json' ? (request.body.value as { file_name: string }).file_name : ''

test('A refused file that is cancelled or paused keeps no other from going by parts, and says nothing when it goes later', async () => {
  await placed(named(40))
  const cancelled = nameOf(await world.refuseNext('uploadPrepare', 1061109))
  await world.cancel(cancelled)
  expect(world.openRoutes).toContain('uploadPrepare')
  const paused = nameOf(await world.refuseNext('uploadPrepare', 1061109))
  world.uploads.pause([world.job(paused).id])
  await world.answerUntil('uploadFinish')
  world.uploads.resume([world.job(paused).id])
  await world.comeToRest()
  expect(onRefused).not.toHaveBeenCalled()
  expect(world.stageOf(paused).at).toBe('done')
})

test('When small files lose their other way while upload_all is used up, the hold is told', async () => {
  await placed()
  const { request } = await world.refuseNext('uploadPrepare', 1061002)
  const name = request.body.kind === 'json' ? (request.body.value as { file_name: string }).file_name : ''
  const isOf = (held: HeldRequest) =>
    held.request.body.kind === 'multipart' &&
    held.request.body.fields.some(([field, value]) => field === 'file_name' && value === name)
  for (let round = 0; round < 100 && !world.wire.open.some(isOf); round += 1) {
    await world.answerNext('uploadAll')
  }
  const suspect = world.wire.open.find(isOf)
  const other = world.wire.open.find((held) => held.request.route === 'uploadAll' && !isOf(held))
  expect(suspect && other).toBeTruthy()
  other?.refuse(99991400, anHourLater)
  await settled()
  expect(world.uploads.getSnapshot().hold).toBeNull()
  if (suspect) world.answer(suspect)
  await settled()
  expect(onRefused).toHaveBeenCalledOnce()
  expect(world.uploads.getSnapshot().hold).toMatchObject({ calls: ['whole'] })
})
