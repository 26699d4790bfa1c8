import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import { World } from '../testing/world.ts'
import type { Alteration } from '../job/job-event.ts'
import type { Contents } from './contents.ts'

const smaller: Contents = { kind: 'image', format: 'jpeg', pixels: { width: 4, height: 3 } }

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

const alter = (name: string, sizeBytes: number, part: Partial<Alteration> = {}) => {
  const { id, file, name: called } = world.job(name)
  const alteration = {
    of: file,
    file: fileOf(name, sizeBytes),
    name: called,
    contents: smaller,
    how: ['shrunk'],
    ...part,
  }
  world.uploads.alter(new Map([[id, alteration as Alteration]]))
  return world.job(part.name ?? name)
}

test('A picture that waits goes up with its other bytes, under its new name, and its row can say so', async () => {
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('a.png', 5000), fileOf('b.heic', 6000))
  expect(alter('a.png', 3000)).toMatchObject({
    file: { sizeBytes: 3000 },
    contents: smaller,
    altered: { how: ['shrunk'], fromBytes: 5000 },
  })
  alter('b.heic', 2000, { name: 'b.jpg', how: ['converted'] })
  expect(alter('b.jpg', 1000, { how: ['stripped'] }).altered).toEqual({
    how: ['converted', 'stripped'],
    fromBytes: 6000,
  })
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.jpg'])
  const sizes = world.wire.sent.flatMap(({ route, body }) =>
    route === 'uploadAll' && body.kind === 'multipart' ? [body.file.bytes.size] : [],
  )
  expect(sizes.sort()).toEqual([1000, 3000])
})

test('After a reload it is still the altered file, and never read as another one', async () => {
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('a.png', 5000))
  alter('a.png', 3000)
  await settled()
  await world.crash()
  expect(world.job('a.png')).toMatchObject({ file: { sizeBytes: 3000 }, altered: { how: ['shrunk'], fromBytes: 5000 } })
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('Once anything was begun, or the file is another one by now, nothing is altered', async () => {
  await world.drop(fileOf('a.png', 5000))
  expect(alter('a.png', 3000)).toMatchObject({ file: { sizeBytes: 5000 } })
  await world.comeToRest()
  expect(alter('a.png', 3000)).toMatchObject({ file: { sizeBytes: 5000 } })
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('b.png', 5000))
  expect(alter('b.png', 3000, { of: fileOf('b.png', 5000) })).toMatchObject({ file: { sizeBytes: 5000 } })
  world.doors.connectivity.goes('online')
  await world.comeToRest()
})
