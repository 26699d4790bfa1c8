import { expect, test } from 'vitest'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import { World } from '../testing/world.ts'

test('A file that lacks its bytes whose block is there already, cancelled and taken off the list, goes once its block is gone', async () => {
  const world = new World()
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.crash(() => true)
  expect(world.stageOf('a.png').at).toBe('placed')
  const { id } = world.job('a.png')
  world.uploads.cancel([id])
  world.uploads.forget([id])
  world.uploads.add([fileOf('other.png')], world.target)
  await world.comeToRest()
  expect(world.jobs.map(({ name }) => name)).toEqual(['b.png', 'other.png'])
  expect(world.document).toEqual(['-', 'other.png'])
  await settled()
  expect(world.doors.journal.restored().jobs.map(({ file }) => file.name)).toEqual(['b.png', 'other.png'])
})
