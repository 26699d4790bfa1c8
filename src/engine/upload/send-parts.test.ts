import { afterEach, beforeEach, expect, test } from 'vitest'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import { count, World } from '../testing/world.ts'

const partBytes = 4_194_304
/** Six parts, the last of one byte. */
const sizeBytes = uploadAllMaxBytes + 1

let world: World

beforeEach(async () => {
  world = new World()
  await world.drop(fileOf('film.mp4', sizeBytes))
  await world.answerNext('createBlocks')
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

test('A file one byte too large for one call goes in parts of the size Feishu returns', async () => {
  const prepare = await world.answerNext('uploadPrepare')
  expect(prepare.json).toMatchObject({ file_name: 'film.mp4', parent_type: 'docx_file', size: sizeBytes })
  const part = await world.answerNext('uploadPart')
  expect([part.field('seq'), part.field('size')]).toEqual(['0', String(partBytes)])
  expect(world.stageOf('film.mp4')).toMatchObject({ sentBytes: partBytes, acceptedBytes: partBytes })
  const routes = await world.comeToRest()
  expect(count(routes, 'uploadPart')).toBe(5)
  expect(world.document).toEqual(['film.mp4'])
  expect([...world.model.media.values()]).toMatchObject([{ sizeBytes }])
})

test('Only accepted parts count as accepted, while the bytes of those on their way are shown', async () => {
  await world.answerNext('uploadPrepare')
  await world.answerNext('uploadPart')
  const [second, third] = [await world.wire.next('uploadPart'), await world.wire.next('uploadPart')]
  second.progress(1000)
  third.progress(partBytes + 300)
  expect(world.stageOf('film.mp4')).toMatchObject({
    sentBytes: 2 * partBytes + 1000,
    acceptedBytes: partBytes,
  })
  second.lose()
  await settled()
  expect(world.stageOf('film.mp4')).toMatchObject({ sentBytes: 2 * partBytes, acceptedBytes: partBytes })
  world.answer(third)
  await world.comeToRest()
  expect(world.document).toEqual(['film.mp4'])
})

test('Of several parts that wait for the company’s quota, the first one’s place is shown', async () => {
  await world.answerNext('uploadPrepare')
  await world.answerNext('uploadPart')
  const [second, third] = [await world.wire.next('uploadPart'), await world.wire.next('uploadPart')]
  second.hold({ why: 'turn', ahead: 3 })
  third.hold({ why: 'turn', ahead: 4 })
  expect(world.stageOf('film.mp4')).toMatchObject({ holdup: { is: 'quota-wait', ahead: 3 } })
  world.answer(second)
  await settled()
  expect(world.stageOf('film.mp4')).toMatchObject({ holdup: { is: 'quota-wait', ahead: 4 } })
  world.answer(third)
  await world.comeToRest()
  expect(world.document).toEqual(['film.mp4'])
})

test('A lost part is repeated by itself, and the others are not', async () => {
  await world.answerNext('uploadPrepare')
  await world.answerNext('uploadPart')
  const lost = await world.loseNext('uploadPart')
  const routes = await world.comeToRest()
  expect(lost.field('seq')).toBe('1')
  expect(count(routes, 'uploadPart')).toBe(5)
  expect(count(routes, 'uploadPrepare')).toBe(0)
  expect(world.document).toEqual(['film.mp4'])
})

test.each([
  ['uploadPart', 1061021],
  ['uploadPart', 1062008],
  ['uploadFinish', 1062010],
  ['uploadFinish', 1061021],
] as const)('%s refused with %d begins the file anew, in the same block', async (route, code) => {
  await world.answerNext('uploadPrepare')
  if (route === 'uploadFinish') for (let part = 0; part < 6; part += 1) await world.answerNext('uploadPart')
  await world.refuseNext(route, code)
  expect(world.stageOf('film.mp4')).toMatchObject({ at: 'sending', acceptedBytes: 0, parts: null })
  const routes = await world.comeToRest()
  expect([count(routes, 'uploadPrepare'), count(routes, 'uploadPart'), count(routes, 'createBlocks')]).toEqual([
    1, 6, 0,
  ])
  expect(world.document).toEqual(['film.mp4'])
})

test('A part refused for good stops its neighbours in flight', async () => {
  await world.answerNext('uploadPrepare')
  await world.answerNext('uploadPart')
  const [second, third] = [await world.wire.next('uploadPart'), await world.wire.next('uploadPart')]
  second.refuse(1061004)
  await settled()
  expect(third.signal.aborted).toBe(true)
  await world.comeToRest()
  expect(world.stages).toEqual(['failed'])
  expect(world.document).toEqual([])
})

test('Cancelling aborts all parts in flight and clears the block', async () => {
  await world.answerNext('uploadPrepare')
  await world.answerNext('uploadPart')
  const [second, third] = [await world.wire.next('uploadPart'), await world.wire.next('uploadPart')]
  await world.cancel('film.mp4')
  expect([second.signal.aborted, third.signal.aborted]).toEqual([true, true])
  await world.comeToRest()
  expect(world.stages).toEqual(['cancelled'])
  expect(world.document).toEqual([])
})

test('A file that changes between two parts is not sent on', async () => {
  const other = fileOf('other.mp4', sizeBytes)
  await world.cancel('film.mp4')
  await world.comeToRest()
  await world.drop(other)
  await world.answerNext('createBlocks')
  await world.answerNext('uploadPrepare')
  other.becomes('changed')
  await world.answerNext('uploadPart')
  await world.comeToRest()
  expect(world.stageOf('other.mp4')).toMatchObject({ at: 'failed', failure: { problem: 'file-changed' } })
  expect(world.document).toEqual([])
})

test('Small and large files are in flight at the same time', async () => {
  await world.answerNext('uploadPrepare')
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  expect([...world.openRoutes].sort()).toEqual(['uploadAll', 'uploadPart'])
  await world.comeToRest()
  expect(world.document).toEqual(['film.mp4', 'a.png'])
})
