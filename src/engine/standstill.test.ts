import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileOf, settled } from './testing/hand-held-doors.ts'
import { World } from './testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => {
  await settled()
  expect(world.openRoutes).toEqual([])
})

test('Offline, the queue waits and says so, and goes on by itself', async () => {
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('a.png'))
  expect(world.openRoutes).toEqual([])
  expect(world.uploads.getSnapshot().standstill).toBe('offline')
  world.doors.connectivity.goes('online')
  expect(world.uploads.getSnapshot().standstill).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('A file dropped and cancelled while offline is gone at once', async () => {
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('a.png'))
  await world.cancel('a.png')
  expect(world.stages).toEqual(['cancelled'])
})

test('Calls lost while offline do not count as attempts', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  for (let time = 1; time <= 30; time += 1) {
    const upload = await world.wire.next('uploadAll')
    world.doors.connectivity.goes('offline')
    upload.lose()
    await settled()
    expect(world.stageOf('a.png')).toMatchObject({ at: 'sending', sentBytes: 0, holdup: null })
    world.doors.connectivity.goes('online')
  }
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('Without a session the queue stands still, nothing fails, and it goes on after signing in', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.refuseNext('batchUpdateBlocks', 99991661)
  await world.refuseNext('uploadAll', 99991661)
  expect(world.uploads.getSnapshot()).toMatchObject({ standstill: 'not-signed-in', counts: { failed: 0 } })
  await world.doors.clock.pass(60_000)
  expect(world.openRoutes).toEqual([])
  world.uploads.signedIn()
  expect(world.uploads.getSnapshot().standstill).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('An answer to a call from before the sign-in does not stop the queue again', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.answerNext('batchUpdateBlocks')
  const [first, second] = [await world.wire.next('uploadAll'), await world.wire.next('uploadAll')]
  first.refuse(99991661)
  await settled()
  world.uploads.signedIn()
  second.refuse(99991661)
  await settled()
  expect(world.uploads.getSnapshot().standstill).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', 'c.png'])
})
