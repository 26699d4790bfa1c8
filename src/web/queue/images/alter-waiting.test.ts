import { expect, test } from 'vitest'
import { fileOf } from '../../../engine/testing/hand-held-doors.ts'
import { World } from '../../../engine/testing/world.ts'
import type { Alteration } from '../../../engine/job/job-event.ts'
import type { Job } from '../../../engine/job/job.ts'
import { alterWaiting } from './alter-waiting.ts'

const options = { longestSide: 1280, strips: false, converts: false }
const contents = { kind: 'image', format: 'jpeg', pixels: { width: 4, height: 3 } } as const
const halved = ({ file, name }: Job): Alteration => ({
  of: file,
  file: fileOf(name, file.sizeBytes / 2),
  name,
  contents,
  how: ['shrunk'],
})

async function offline(...names: readonly string[]) {
  const world = new World()
  world.doors.connectivity.goes('offline')
  await world.drop(...names.map((name) => fileOf(name, 4000)))
  return world
}

test('Waiting pictures are altered one by one, held until their turn is over, and counted with what they save', async () => {
  const world = await offline('a.png', 'b.png', 'c.png')
  const ids = world.uploads.getSnapshot().ids
  const paused: (readonly boolean[])[] = []
  const progress: number[] = []
  const result = await alterWaiting(ids, {
    uploads: world.uploads,
    options,
    alter: (job) => {
      paused.push(world.jobs.map((each) => each.paused))
      return job.name === 'b.png' ? Promise.reject(new Error('no memory')) : Promise.resolve(halved(job))
    },
    onProgress: (looked) => progress.push(looked),
    signal: new AbortController().signal,
  })
  expect(result).toEqual({ count: 2, savedBytes: 4000 })
  expect(progress).toEqual([1, 2, 3])
  expect(paused[2]).toEqual([false, false, true])
  expect(world.jobs.map(({ file, paused: isPaused }) => [file.sizeBytes, isPaused])).toEqual([
    [2000, false],
    [4000, false],
    [2000, false],
  ])
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', 'c.png'])
})

test('Once it is ended, the rest stays as it is and goes on; what a person had paused stays paused', async () => {
  const world = await offline('a.png', 'b.png', 'c.png')
  const ids = world.uploads.getSnapshot().ids
  world.uploads.pause(ids.slice(2))
  const end = new AbortController()
  const result = await alterWaiting(ids, {
    uploads: world.uploads,
    options,
    alter: (job) => {
      end.abort()
      return Promise.resolve(halved(job))
    },
    onProgress: () => undefined,
    signal: end.signal,
  })
  expect(result).toEqual({ count: 0, savedBytes: 0 })
  expect(world.jobs.map(({ file, paused }) => [file.sizeBytes, paused])).toEqual([
    [4000, false],
    [4000, false],
    [4000, true],
  ])
})
