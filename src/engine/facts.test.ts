import { afterEach, expect, test } from 'vitest'
import type { FeishuFact } from '../contract/own-api/feishu-facts.ts'
import { uploadAllMaxBytes, usualPartBytes } from '../contract/feishu/limits.ts'
import { fileOf } from './testing/hand-held-doors.ts'
import { World, count } from './testing/world.ts'

let world = new World()

afterEach(async () => expect(await world.unanswered()).toEqual([]))

const knowing = (...facts: readonly FeishuFact[]) => new World({ facts: new Set(facts) })
const pictures = Array.from({ length: 40 }, (_, at) => fileOf(`${at}.png`))
const large = () => fileOf('large.mp4', uploadAllMaxBytes + 4 * usualPartBytes)

/** Answers all calls, one after the other; returns the most calls of the route that were in flight together. */
async function mostAtOnce(route: 'uploadAll' | 'uploadPart'): Promise<number> {
  let most = 0
  await world.comeToRest((held) => {
    most = Math.max(most, count(world.openRoutes, route))
    world.answer(held)
  })
  return most
}

/** Calls in flight after the first blocks were placed, before any upload is answered. */
async function atTheStart(route: 'uploadAll' | 'uploadPart'): Promise<number> {
  await world.answerUntil(route)
  return count(world.openRoutes, route)
}

test('Of uploads nothing is known: the first goes alone, and more are tried', async () => {
  world = new World()
  await world.drop(...pictures)
  expect(await atTheStart('uploadAll')).toBe(1)
  expect(await mostAtOnce('uploadAll')).toBe(4)
})

test('Where several uploads are known to be taken, several go from the first on', async () => {
  world = knowing('uploads-side-by-side')
  await world.drop(...pictures)
  expect(await atTheStart('uploadAll')).toBe(4)
  await world.comeToRest()
})

test('Where one upload at a time is known to be taken, a second is never tried', async () => {
  world = knowing('uploads-one-by-one')
  await world.drop(...pictures)
  expect(await mostAtOnce('uploadAll')).toBe(1)
  expect(world.document).toHaveLength(40)
})

test('Parts go side by side from the first on where that is known, and one by one where that is', async () => {
  world = knowing('parts-side-by-side')
  await world.drop(large())
  expect(await atTheStart('uploadPart')).toBe(4)
  await world.comeToRest()
  world = knowing('parts-one-by-one')
  await world.drop(large())
  expect(await mostAtOnce('uploadPart')).toBe(1)
  expect(world.document).toEqual(['large.mp4'])
})

test('Where the checksum of a part is compared with something else, parts go without', async () => {
  const fieldsOfParts = () =>
    world.wire.sent.flatMap(({ route, body }) =>
      route === 'uploadPart' && body.kind === 'multipart' ? [body.fields.map(([name]) => name)] : [],
    )
  world = new World()
  await world.drop(large())
  await world.comeToRest()
  expect(fieldsOfParts()[0]).toContain('checksum')
  world = knowing('no-part-checksums')
  await world.drop(large(), fileOf('small.png'))
  await world.comeToRest()
  expect(fieldsOfParts().flat()).not.toContain('checksum')
  const whole = world.wire.sent.find(({ route }) => route === 'uploadAll')
  expect(JSON.stringify(whole?.body)).toContain('checksum')
})

test('Where edits by id are known not to be there, empty blocks are taken out by their index at once', async () => {
  world = knowing('no-edits-by-id')
  world.model.reads({ byId: 'absent' })
  await world.drop(...pictures.slice(0, 3))
  await world.answerNext('createBlocks')
  await world.cancel('0.png', '1.png', '2.png')
  const routes = await world.comeToRest()
  expect(count(routes, 'updateDocument')).toBe(0)
  expect(count(routes, 'deleteBlocks')).toBe(1)
  expect(world.document).toEqual([])
})

test('Where one call deletes no block of several, they are taken out by their index', async () => {
  world = new World()
  world.model.reads({ byId: 'none-of-several' })
  await world.drop(...pictures.slice(0, 3))
  await world.answerNext('createBlocks')
  await world.cancel('0.png', '1.png', '2.png')
  const routes = await world.comeToRest()
  expect(world.document).toEqual([])
  expect(count(routes, 'updateDocument')).toBe(1)
  expect(world.jobs.map(({ stage }) => stage)).toMatchObject(Array.from({ length: 3 }, () => ({ leftover: null })))
})
