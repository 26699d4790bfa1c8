import { afterEach, beforeEach, expect, test } from 'vitest'
import { importSourceLifeMs, uploadAllMaxBytes } from '../../../contract/feishu/limits.ts'
import type { HeldRequest } from '../../testing/hand-held-wire.ts'
import { importWorld } from '../../testing/lives/family-worlds.ts'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import type { ImportModel } from '../../testing/import-model.ts'
import type { QueueWorld } from '../../testing/world.ts'

let world: QueueWorld<ImportModel>

beforeEach(() => {
  world = importWorld()
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

/** Drops files and uploads them. */
test('Files become documents of the folder, one after the other, each named after its file', async () => {
  await world.upload('a.md', 'b.md')
  const { json } = await world.answerNext('createImportTask')
  expect(json).toMatchObject({ file_extension: 'md', type: 'docx', file_name: 'a', point: { mount_key: 'folder1' } })
  expect(world.openRoutes).toEqual([])
  await world.comeToRest()
  expect(world.model.folder).toEqual(['a', 'b'])
  expect(world.stageOf('a.md')).toMatchObject({ at: 'done', made: { url: 'https://x.feishu.cn/a', losses: [] } })
})

test('An import that says it is done before it names its document is asked again', async () => {
  world.model.saysDoneEarly = true
  await world.upload('a.md')
  await world.comeToRest()
  expect(world.stageOf('a.md')).toMatchObject({ at: 'done', made: { url: 'https://x.feishu.cn/a', losses: [] } })
  expect(world.wire.sent.filter(({ route }) => route === 'getImportTask')).toHaveLength(3)
})

test('A file that is protected by a password is refused before it is sent, and those behind it go on', async () => {
  world.doors.contents.set('a.docx', { kind: 'file', format: null, pixels: null, flaw: 'locked' })
  await world.drop(fileOf('a.docx'), fileOf('b.docx'))
  await world.comeToRest()
  expect(world.stageOf('a.docx')).toMatchObject({ at: 'failed', failure: { problem: 'import-100' } })
  expect(world.wire.sent.filter(({ route }) => route === 'uploadAll')).toHaveLength(1)
  expect(world.model.folder).toEqual(['b'])
})

test('What an import left out is reported', async () => {
  world.model.ends.push({ status: 0, extra: ['1000', '2004', '3000'] })
  await world.upload('a.md')
  await world.comeToRest()
  expect(world.stageOf('a.md')).toMatchObject({ at: 'done', made: { losses: ['content', 'pictures'] } })
})

test.each([
  ['the answer is lost', () => world.loseAfterEffect('createImportTask')],
  ['Feishu stumbles', () => world.refuseNext('createImportTask', 1069901)],
])('Where %s, the import is reported as unclear and never repeated automatically', async (_, meet) => {
  await world.upload('a.md')
  await meet()
  expect(await world.comeToRest()).toEqual([])
  expect(world.stageOf('a.md')).toMatchObject({ at: 'failed', failure: { problem: 'import-unclear' }, leftover: null })
  expect(world.doors.journal.restored().creations).toEqual([])
})

const html = '<html><title>Sign in to the guest network</title></html>'

test.each([
  ['nobody answers', 'nobody', (held: HeldRequest) => held.lose(), 'nothing-answers'],
  [
    'a network’s sign-in page answers',
    'other',
    (held: HeldRequest) => held.answerText(200, html),
    'not-feishus-answer',
  ],
  ['a filter takes this one call', 'gateway', (held: HeldRequest) => held.lose(), 'call-blocked'],
] as const)('Where %s, imports are held like all calls, and go on by themselves', async (_, who, meet, problem) => {
  world.wire.holdsEmptyImports = true
  await world.upload('a.md', 'b.md')
  world.doors.connectivity.answering = who === 'other' ? { is: 'other', httpStatus: null } : { is: who }
  const holdOf = () => world.uploads.getSnapshot().hold?.problem
  for (let round = 0; holdOf() !== problem && round < 40; round += 1) {
    for (const held of world.wire.open) meet(held)
    await settled()
    if (holdOf() !== problem && world.openRoutes.length === 0)
      await world.doors.clock.pass(world.doors.clock.nextMs ?? 0)
  }
  expect(holdOf()).toBe(problem)
  expect(world.stages).not.toContain('failed')
  world.doors.connectivity.answering = { is: 'gateway' }
  await world.comeToRest()
  expect(world.model.folder).toEqual(['a', 'b'])
  expect(holdOf()).toBeUndefined()
})

test('An import that was lost as the connection went is not begun a second time', async () => {
  await world.upload('a.md')
  const held = await world.wire.next('createImportTask')
  world.model.apply(held.request)
  world.doors.connectivity.goes('offline')
  held.lose()
  await settled()
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(world.wire.sent.filter(({ route }) => route === 'createImportTask')).toHaveLength(1)
  expect(world.stageOf('a.md')).toMatchObject({ failure: { problem: 'import-unclear' } })
})

test('Too many imports are waited out, for none began', async () => {
  await world.upload('a.md')
  await world.refuseNext('createImportTask', 99991400, { 'x-ogw-ratelimit-reset': '3' })
  await world.comeToRest()
  expect(world.model.folder).toEqual(['a'])
})

test('Without the right to the folder nothing more is tried', async () => {
  await world.drop(...Array.from({ length: 10 }, (_, at) => fileOf(`${at}.md`)))
  await world.answerNext('uploadAll')
  await world.refuseNext('createImportTask', 1069902)
  expect(world.stages).toContain('failed')
  const { causes } = world.uploads.getSnapshot()
  expect(causes).toMatchObject([{ problem: '1069902' }])
  expect(causes[0]?.ids.length).toBeGreaterThan(1)
  world.uploads.cancel(world.uploads.getSnapshot().ids)
  await world.comeToRest()
  expect(world.model.folder).toEqual([])
})

test('A source that waited longer than Feishu keeps it is uploaded again, however often that happens', async () => {
  await world.upload('a.md', 'b.md', 'c.md', 'd.md', 'e.md')
  const reasons = new Set<unknown>()
  // Each import takes longer than the sources behind it last.
  for (let round = 0; world.stages.some((stage) => stage !== 'done'); round += 1) {
    for (const held of world.wire.open) world.answer(held)
    await settled()
    for (const id of world.uploads.getSnapshot().ids) reasons.add(world.uploads.getJob(id)?.restartedFor)
    if (world.openRoutes.length === 0) await world.doors.clock.pass(importSourceLifeMs)
    expect(round).toBeLessThan(100)
  }
  expect(world.model.folder.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(world.wire.sent.filter(({ route }) => route === 'createImportTask')).toHaveLength(5)
  expect([...reasons]).toEqual([null, '1069913'])
})

test('A source that Feishu calls expired is uploaded again', async () => {
  await world.upload('a.md')
  await world.refuseNext('createImportTask', 1069913)
  await world.comeToRest()
  expect(world.model.folder).toEqual(['a'])
})

test.each([108, 121, 3])(
  'A task that ends with %i, for no fault of the file, is begun with another source',
  async (status) => {
    world.model.ends.push({ status })
    await world.upload('a.md')
    await world.comeToRest()
    expect(world.model.folder).toEqual(['a'])
    expect(world.stageOf('a.md')).toMatchObject({ at: 'done' })
  },
)

test('A task that always times out ends with its cause', async () => {
  world.model.ends.push(...Array.from({ length: 9 }, () => ({ status: 108 })))
  await world.upload('a.md')
  await world.comeToRest()
  expect(world.stageOf('a.md')).toMatchObject({ at: 'failed', failure: { problem: 'import-108' }, leftover: null })
})

test('A file that no import takes ends with its cause, and the next one goes', async () => {
  world.model.ends.push({ status: 112 })
  await world.upload('a.md', 'b.md')
  await world.comeToRest()
  expect(world.stageOf('a.md')).toMatchObject({ failure: { problem: 'import-112', msg: 'status 112' } })
  expect(world.model.folder).toEqual(['b'])
})

test('A task that Feishu no longer knows is reported as unclear, with the log id of why', async () => {
  await world.upload('a.md')
  await world.answerNext('createImportTask')
  await world.doors.clock.pass(1000)
  await world.refuseNext('getImportTask', 1069904)
  expect(world.stageOf('a.md')).toMatchObject({ failure: { problem: 'import-unclear', code: 1069904 } })
})

test('A task that never ends is reported as unclear', async () => {
  await world.upload('a.md')
  await world.answerNext('createImportTask')
  await world.doors.clock.pass(31 * 60 * 1000)
  const held = await world.wire.next('getImportTask')
  held.answer({ result: { job_status: 2 } })
  await settled()
  expect(world.stageOf('a.md')).toMatchObject({ failure: { problem: 'import-unclear' } })
})

test('A task that is done before its document is there is looked at again', async () => {
  await world.upload('a.md')
  await world.answerNext('createImportTask')
  await world.doors.clock.pass(1000)
  const held = await world.wire.next('getImportTask')
  held.answer({ result: { job_status: 0, token: '', url: '' } })
  await settled()
  expect(world.stageOf('a.md')).toMatchObject({ at: 'binding' })
  await world.comeToRest()
  expect(world.stageOf('a.md')).toMatchObject({ at: 'done', made: { url: 'https://x.feishu.cn/a' } })
})

test('A file cancelled while its task runs may be there, and does not keep the next one waiting', async () => {
  await world.upload('a.md', 'b.md')
  await world.answerNext('createImportTask')
  await world.cancel('a.md')
  expect(await world.comeToRest()).not.toContain('uploadAll')
  expect(world.stageOf('a.md')).toMatchObject({ at: 'cancelled', leftover: { fileToken: 'token1' } })
  expect(world.model.folder).toEqual(['a', 'b'])
})

test('A file cancelled while it waits for its turn makes no document', async () => {
  await world.upload('a.md', 'b.md')
  await world.cancel('b.md')
  await world.comeToRest()
  expect(world.stageOf('b.md')).toEqual({ at: 'cancelled', leftover: null })
  expect(world.model.folder).toEqual(['a'])
})

test('Another page goes on looking at the task', async () => {
  await world.upload('a.md')
  await world.answerNext('createImportTask')
  await world.crash()
  expect(await world.comeToRest()).toEqual(['getImportTask', 'getImportTask'])
  expect(world.stageOf('a.md')).toMatchObject({ at: 'done', made: { url: 'https://x.feishu.cn/a' } })
})

test('Another page that does not know whether the import began reports that', async () => {
  await world.upload('a.md')
  await world.crash()
  expect(await world.comeToRest()).toEqual([])
  expect(world.stageOf('a.md')).toMatchObject({ failure: { problem: 'import-unclear' } })
  expect(world.doors.journal.restored().creations).toEqual([])
})

test('Another page imports what was uploaded and not begun', async () => {
  await world.upload('a.md', 'b.md')
  await world.answerNext('createImportTask')
  await world.crash()
  expect(await world.comeToRest()).not.toContain('uploadAll')
  expect(world.model.folder).toEqual(['a', 'b'])
})

test('No import begins before it is written down', async () => {
  await world.drop(fileOf('a.md'))
  world.doors.journal.hold()
  await world.answerNext('uploadAll')
  expect(world.openRoutes).toEqual([])
  world.doors.journal.letGo()
  await world.comeToRest()
  expect(world.model.folder).toEqual(['a'])
})

test('No more than four sources wait for their import', async () => {
  await world.drop(...Array.from({ length: 6 }, (_, at) => fileOf(`${at}.md`)))
  expect(world.stages.filter((stage) => stage === 'waiting')).toHaveLength(2)
  await world.comeToRest()
  expect(world.model.folder).toEqual(['0', '1', '2', '3', '4', '5'])
})

test('Paused files keep none of the others waiting', async () => {
  await world.drop(...Array.from({ length: 6 }, (_, at) => fileOf(`${at}.docx`, uploadAllMaxBytes + 1)))
  world.uploads.pause(world.jobs.slice(2, 4).map(({ id }) => id))
  await world.comeToRest()
  expect(world.model.folder.toSorted()).toEqual(['0', '1', '4', '5'])
})

test('Files that failed half-way keep none of the others waiting', async () => {
  await world.drop(...Array.from({ length: 5 }, (_, at) => fileOf(`${at}.docx`, uploadAllMaxBytes + 1)))
  for (let round = 0; world.stages.filter((stage) => stage === 'failed').length < 4; round += 1) {
    for (const held of world.wire.open) {
      const isFirstPart = held.request.route === 'uploadPart' && held.field('seq') === '0'
      if (held.request.route === 'uploadPrepare' || isFirstPart) world.answer(held)
      else held.refuse(1061001)
    }
    await settled()
    await world.doors.clock.pass(world.doors.clock.nextMs ?? 0)
    expect(round).toBeLessThan(200)
  }
  expect(world.stageOf('0.docx')).toMatchObject({ at: 'failed', kept: { spot: { isNowhere: true } } })
  await world.comeToRest()
  expect(world.model.folder).toEqual(['4'])
})
