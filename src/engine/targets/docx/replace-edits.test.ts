import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import { World } from '../../testing/world.ts'

let world: World

beforeEach(async () => {
  world = new World()
  await world.drop(fileOf('a.png'), fileOf('b.pdf'), fileOf('c.png'))
  await world.comeToRest()
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

const newer = (name: string) => fileOf(name, 77)

/** Drops another file of a name in the place of the one that stands there. */
async function replace(name: string, file = newer(name)): Promise<string> {
  const of = world.job(name).id
  const [id = ''] = world.uploads.add([file], world.target, 'replacing', new Map([[file, of]]))
  await settled()
  return id
}

const blockIds = () => world.model.blocks.map(({ topId }) => topId)
const tokens = () => world.model.blocks.map(({ token }) => token)

test.each(['a.png', 'b.pdf'])('A newer %s takes the place of the earlier one, in the same block', async (name) => {
  const before = { blocks: blockIds(), tokens: tokens() }
  const id = await replace(name)
  await world.comeToRest()
  expect(blockIds()).toEqual(before.blocks)
  expect(world.document).toEqual(['a.png', 'b.pdf', 'c.png'])
  expect(tokens().filter((token) => !before.tokens.includes(token))).toHaveLength(1)
  expect(world.jobs.filter((job) => job.name === name).map((job) => job.id)).toEqual([id])
  expect(world.stages).toEqual(['done', 'done', 'done'])
})

test('Before it is written to, the block is read, and keeps what somebody else put there: the file is added, and says so', async () => {
  const [first = ''] = blockIds()
  await replace('a.png')
  world.model.fill(first, 'theirs.png')
  await world.comeToRest()
  expect(world.document).toEqual(['theirs.png', 'b.pdf', 'c.png', 'a.png'])
  expect(world.jobs.at(-1)).toMatchObject({ notReplaced: 'changed', stage: { at: 'done' } })
})

test('The same where somebody changes the block while the file is sent', async () => {
  const [first = ''] = blockIds()
  await replace('a.png')
  await world.answerUntil('uploadAll')
  world.model.fill(first, 'theirs.png')
  await world.comeToRest()
  expect(world.document).toEqual(['theirs.png', 'b.pdf', 'c.png', 'a.png'])
  expect(world.jobs.at(-1)).toMatchObject({ notReplaced: 'changed', stage: { at: 'done' } })
})

test('Where the block is gone, the file is added', async () => {
  const [first = ''] = blockIds()
  world.model.remove(first)
  await replace('a.png')
  await world.comeToRest()
  expect(world.document).toEqual(['b.pdf', 'c.png', 'a.png'])
  expect(world.jobs.at(-1)).toMatchObject({ notReplaced: 'gone', stage: { at: 'done' } })
})

test('A picture does not go into a file’s block: it is added', async () => {
  const file = { ...newer('b.pdf'), type: 'image/png' }
  world.doors.contents.set('b.pdf', { kind: 'image', format: 'png', pixels: null })
  await replace('b.pdf', file)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.pdf', 'c.png', 'b.pdf'])
  expect(world.jobs.at(-1)).toMatchObject({ notReplaced: 'kind' })
})

test('A file that is cancelled, or fails, before it is put in leaves the earlier one where it stands', async () => {
  const before = tokens()
  const id = await replace('a.png')
  await world.answerUntil('uploadAll')
  world.uploads.cancel([id])
  await world.comeToRest()
  await replace('b.pdf')
  await world.answerUntil('uploadAll')
  await world.refuseNext('uploadAll', 1061004)
  await world.comeToRest()
  expect(tokens()).toEqual(before)
  expect(world.stages).toEqual(['done', 'done', 'done', 'cancelled', 'failed'])
  expect(world.jobs.slice(3).map(({ stage }) => 'leftover' in stage && stage.leftover)).toEqual([null, null])
})

test('Nothing of it is cleared when its row is removed', async () => {
  const before = tokens()
  const id = await replace('a.png')
  await world.answerUntil('uploadAll')
  await world.refuseNext('uploadAll', 1061004)
  await world.comeToRest()
  world.uploads.forget([id])
  await world.comeToRest()
  expect(tokens()).toEqual(before)
})

test.each([true, false])(
  'A page that dies while it puts the file in leaves it once (took effect: %s)',
  async (hasEffect) => {
    await replace('a.png')
    const { request } = await world.answerUntil('batchUpdateBlocks')
    if (hasEffect) world.model.apply(request)
    await world.crash()
    await world.comeToRest()
    if (!hasEffect) world.model.apply(request)
    expect(world.document).toEqual(['a.png', 'b.pdf', 'c.png'])
    expect(world.stages).toEqual(['done', 'done', 'done'])
  },
)

test.each([
  ['uploadAll', 1061044],
  ['uploadAll', 1061002],
  ['batchUpdateBlocks', 1770013],
  ['batchUpdateBlocks', 1770025],
] as const)('Where %s of a filled block is refused each time (%i), the earlier one stands', async (route, code) => {
  const before = tokens()
  const id = await replace('a.png')
  await world.comeToRest((held) => (held.request.route === route ? held.refuse(code) : world.answer(held)))
  expect(tokens()).toEqual(before)
  expect(world.job(id).stage).toMatchObject({ at: 'failed', failure: { problem: String(code) }, leftover: null })
})

test('Cancelled while the call is out, it has arrived if it stands there', async () => {
  const id = await replace('a.png')
  const bind = await world.answerUntil('batchUpdateBlocks')
  world.uploads.cancel([id])
  world.model.apply(bind.request)
  bind.lose()
  await world.comeToRest()
  expect(world.job(id).stage.at).toBe('done')
  expect(world.jobs).toHaveLength(3)
})

test('A lost answer is looked for: the call is repeated only while the earlier file stands there', async () => {
  const [first = ''] = blockIds()
  await replace('a.png')
  const bind = await world.answerUntil('batchUpdateBlocks')
  bind.lose()
  await settled()
  world.model.fill(first, 'theirs.png')
  const routes = await world.comeToRest()
  expect(routes.filter((route) => route === 'createBlocks')).toHaveLength(1)
  expect(world.document).toEqual(['theirs.png', 'b.pdf', 'c.png', 'a.png'])
})

test('Repeated after a lost answer, it is the same edit, so that Feishu makes it once', async () => {
  await replace('a.png')
  const bind = await world.answerUntil('batchUpdateBlocks')
  bind.lose()
  const again = await world.answerUntil('batchUpdateBlocks')
  expect(again.request).toEqual(bind.request)
  await world.comeToRest()
})

test('A file that replaced another is taken out like any other', async () => {
  const id = await replace('a.png')
  await world.comeToRest()
  world.uploads.takeOut([id])
  await world.comeToRest()
  expect(world.document).toEqual(['b.pdf', 'c.png'])
})

test('Files that come later go to the end, not behind the one that was put in the middle', async () => {
  await replace('b.pdf')
  await world.comeToRest()
  await world.drop(fileOf('d.png'))
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.pdf', 'c.png', 'd.png'])
})

test('What is to be replaced is written down with the file', async () => {
  const id = await replace('a.png')
  await world.crash()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.pdf', 'c.png'])
  expect(world.jobs.map((job) => job.id)).toContain(id)
})

test('A file of the same path and other bytes can replace the one that stands there, the same bytes are a duplicate', async () => {
  const [same, other] = [fileOf('a.png'), newer('c.png')]
  const found = await world.uploads.findDuplicates([same, other, fileOf('d.png')], world.target)
  expect(found.map(({ file, of, canReplace }) => [file.name, of, canReplace])).toEqual([
    ['a.png', world.job('a.png').id, undefined],
    ['c.png', world.job('c.png').id, true],
  ])
})

test('Where nobody can tell whether the file was put in, both rows say so, and a retry finds out', async () => {
  const id = await replace('a.png')
  const bind = await world.answerUntil('batchUpdateBlocks')
  world.model.apply(bind.request)
  bind.answer({ blocks: [] })
  await settled()
  await world.refuseNext('getBlock', 1770032)
  await world.comeToRest()
  expect(world.job(id).stage).toMatchObject({ at: 'failed', leftover: { spot: {} } })
  expect(world.jobs[0]?.stage).toMatchObject({ at: 'done', isAssumed: true })
  world.uploads.retry([id])
  await world.comeToRest()
  expect(world.stages).toEqual(['done', 'done', 'done'])
  expect(world.document).toEqual(['a.png', 'b.pdf', 'c.png'])
})

test('A bind that its answer confirms is not read again', async () => {
  await replace('a.png')
  await world.answerUntil('batchUpdateBlocks')
  await world.answerNext('batchUpdateBlocks')
  expect(world.openRoutes).not.toContain('getBlock')
  await world.comeToRest()
})

test('A file that was added instead has one block, also where it was sent again by then', async () => {
  const [first = ''] = blockIds()
  const id = await replace('a.png')
  await world.answerUntil('uploadAll')
  await world.drop(fileOf('d.png'), fileOf('e.png'))
  world.model.fill(first, 'theirs.png')
  await world.comeToRest()
  expect(world.document.filter((name) => name === '-')).toEqual([])
  expect(world.job(id)).toMatchObject({ notReplaced: 'changed', stage: { at: 'done' } })
})

test('A file that is taken out while another one takes its place, and that one too, both end, and their block is gone', async () => {
  const of = world.job('a.png').id
  const id = await replace('a.png')
  await world.answerUntil('batchUpdateBlocks')
  world.uploads.takeOut([of])
  await settled()
  await world.answerNext('batchUpdateBlocks')
  world.uploads.takeOut([id])
  await settled()
  // The next page takes both up at once.
  await world.crash()
  await world.comeToRest()
  expect(world.document).toEqual(['b.pdf', 'c.png'])
  expect([of, id].map((each) => world.job(each).stage.at)).toEqual(['cancelled', 'cancelled'])
})
