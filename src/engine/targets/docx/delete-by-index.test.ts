import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileOf, filesOf } from '../../testing/hand-held-doors.ts'
import type { HeldRequest } from '../../testing/hand-held-wire.ts'
import { World } from '../../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
  world.model.reads({ byId: 'absent', revision: 'ignored' })
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

/** A paragraph of somebody else, two pictures below it of which the first has arrived, and the deletion of the other's block. */
async function deletionOfTheSecond(): Promise<HeldRequest> {
  world.model.write(0)
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.answerNext('batchUpdateBlocks')
  await world.refuseNext('uploadAll', 1061113)
  return world.answerUntil('deleteBlocks')
}

const deletions = () => world.doors.journal.restored().deletions
const told = () => world.jobs.map(({ name, othersTaken }) => [name, othersTaken])

test('No deletion by index leaves before it is in the journal, from which it is dropped once nobody else edited meanwhile', async () => {
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  world.doors.journal.hold()
  await world.comeToRest()
  expect(world.openRoutes).toEqual([])
  world.doors.journal.letGo()
  const deletion = await world.answerUntil('deleteBlocks')
  const [first] = world.model.blocks
  expect(deletions()).toEqual([
    {
      blockIds: [first?.topId],
      input: {
        documentId: 'doc1',
        index: 0,
        count: 1,
        revisionId: world.model.revisionId,
        clientToken: deletion.field('client_token'),
      },
    },
  ])
  world.answer(deletion)
  await world.comeToRest()
  expect(deletions()).toEqual([])
})

test('A deletion by id is not written down', async () => {
  world.model.reads({ byId: 'offered' })
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.answerNext('createBlocks')
  await world.cancel('a.png')
  expect(await world.comeToRest()).toContain('updateDocument')
  expect(world.doors.journal.changes.flatMap((change) => change.deletions)).toEqual([])
})

test('What others lost to a deletion that a page did not live to look at is told by the next one', async () => {
  const deletion = await deletionOfTheSecond()
  const [paragraph] = world.model.blocks
  world.model.move(paragraph!.topId, 2)
  world.model.apply(deletion.request)
  await world.crash()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
  expect(told()).toEqual([
    ['a.png', undefined],
    ['b.png', 'perhaps'],
  ])
  expect(deletions()).toEqual([])
})

test('A file that such a deletion took is put in again', async () => {
  const deletion = await deletionOfTheSecond()
  world.model.write(0)
  world.model.apply(deletion.request)
  expect(world.document).toEqual(['¶', '¶', '-'])
  await world.crash()
  await world.comeToRest()
  expect(world.document).toEqual(['¶', '¶', 'a.png'])
  expect(told()).toEqual([
    ['a.png', undefined],
    ['b.png', undefined],
  ])
})

test.each([true, false])(
  'Nothing is told where a deletion took only what it was to; it had its effect: %s',
  async (hadEffect) => {
    const deletion = await deletionOfTheSecond()
    if (hadEffect) world.model.apply(deletion.request)
    world.model.write(0)
    await world.crash()
    await world.comeToRest()
    expect(world.document).toEqual(['¶', '¶', 'a.png'])
    expect(told().map(([, how]) => how)).toEqual([undefined, undefined])
    expect(deletions()).toEqual([])
  },
)

test('Where the document cannot be read, the row says that something of others may be gone', async () => {
  const deletion = await deletionOfTheSecond()
  world.model.apply(deletion.request)
  await world.crash()
  await world.comeToRest((held) => {
    if (held.request.route === 'listChildren') held.refuse(1770032)
    else world.answer(held)
  })
  expect(told()).toEqual([
    ['a.png', undefined],
    ['b.png', 'perhaps'],
  ])
})

test('Where no file waits for the block any more, a row of the same document tells what its deletion took', async () => {
  world.model.write(0)
  await world.drop(...filesOf('a.png', 'b.png'))
  await world.comeToRest()
  await world.drop(fileOf('c.png'))
  await world.answerNext('createBlocks')
  await world.cancel('c.png')
  world.uploads.forget([world.job('c.png').id])
  const deletion = await world.answerUntil('deleteBlocks')
  world.model.move(world.model.blocks[0]!.topId, 3)
  world.model.apply(deletion.request)
  await world.crash()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
  expect(told().filter(([, how]) => how === 'perhaps')).toHaveLength(1)
})
