import { expect, test } from 'vitest'
import type { RecordId } from '../../contract/feishu/ids.ts'
import { baseWorld, importWorld, sheetTarget, sheetWorld } from '../testing/lives/family-worlds.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import type { QueueWorld } from '../testing/world.ts'
import { targetOf, World } from '../testing/world.ts'
import { folderTarget } from '../testing/lives/family-worlds.ts'

const intoRecord = { is: 'record', recordId: 'rec1' as RecordId, name: 'a' } as const

function attachments(): QueueWorld {
  const world = baseWorld(intoRecord)
  world.model.add('a')
  return world
}

const families: readonly (readonly [what: string, open: () => QueueWorld, suffix: string])[] = [
  ['a record', () => baseWorld({ is: 'new', nameField: 'name' }), 'pdf'],
  ['an attachment', attachments, 'pdf'],
  ['a floating picture', () => sheetWorld(sheetTarget('floats')), 'png'],
  ['a picture in a cell', () => sheetWorld(sheetTarget('cells')), 'png'],
  ['an import', importWorld, 'md'],
]

const edits = ['batchCreateRecords', 'batchUpdateRecords', 'createFloatImage', 'writeCellImage', 'createImportTask']

/** Sends one file while the line is cut: what puts it in has not left. */
async function sendUp(world: QueueWorld, suffix: string): Promise<void> {
  await world.drop(fileOf(`a.${suffix}`))
  world.doors.connectivity.goes('offline')
  for (const held of world.wire.open) world.answer(held)
  await settled()
}

test.each(families)(
  'A file cancelled before the call of %s has left ends at once, and no call leaves',
  async (_, open, suffix) => {
    const world = open()
    await sendUp(world, suffix)
    await world.cancel(`a.${suffix}`)
    expect(world.stageOf(`a.${suffix}`)).toEqual({ at: 'cancelled', leftover: null })
    world.doors.connectivity.goes('online')
    await world.comeToRest()
    expect(world.wire.sent.filter(({ route }) => edits.includes(route))).toEqual([])
    expect(world.doors.journal.restored().creations).toEqual([])
  },
)

test.each(families)(
  'Cancelled while the call of %s waits after a refusal, a file leaves nothing',
  async (_, open, suffix) => {
    const world = open()
    await world.drop(fileOf(`a.${suffix}`))
    for (let held = world.wire.open[0]; held && !edits.includes(held.request.route); held = world.wire.open[0]) {
      world.answer(held)
      await settled()
    }
    world.wire.open[0]?.refuse(99991400, { 'x-ogw-ratelimit-reset': '7' })
    await settled()
    const sent = world.wire.sent.length
    await world.cancel(`a.${suffix}`)
    expect(world.stageOf(`a.${suffix}`)).toEqual({ at: 'cancelled', leftover: null })
    await world.comeToRest()
    expect(world.wire.sent).toHaveLength(sent)
  },
)

test('Of several records that wait for their call, only those that are wanted still are made, and a crash makes no other', async () => {
  const world = baseWorld({ is: 'new', nameField: 'name' })
  world.doors.connectivity.goes('offline')
  await world.drop(...['a', 'b', 'c'].map((name) => fileOf(`${name}.pdf`)))
  world.doors.connectivity.goes('online')
  while (!world.openRoutes.includes('batchCreateRecords')) await world.answerNext('uploadAll')
  await world.refuseNext('batchCreateRecords', 99991400, { 'x-ogw-ratelimit-reset': '7' })
  await world.answerNext('uploadAll')
  await world.answerNext('uploadAll')
  await world.doors.clock.pass(7000)
  await world.answerNext('batchCreateRecords')
  await world.refuseNext('batchCreateRecords', 99991400, { 'x-ogw-ratelimit-reset': '7' })
  await world.cancel('b.pdf')
  await world.crash()
  await world.comeToRest()
  expect(world.model.shown.map(([name]) => name)).toEqual(['a.pdf', 'c.pdf'])
  expect(world.stages).toEqual(['done', 'cancelled', 'done'])
})

test.each([
  ['a folder', importWorld, 'md', targetOf('doc1')],
  ['a base', () => baseWorld({ is: 'new', nameField: null }), 'png', targetOf('doc1')],
  ['a sheet', () => sheetWorld(sheetTarget('cells')), 'png', targetOf('doc1')],
  ['a sheet', () => sheetWorld(sheetTarget('floats')), 'png', targetOf('doc1')],
  ['a document', () => new World(), 'md', folderTarget],
] as const)('A job that leaves a busy lane of %s is ignored by it', async (_, open, suffix, elsewhere) => {
  const world: QueueWorld = open()
  world.doors.connectivity.goes('offline')
  await world.drop(...Array.from({ length: 8 }, (_, at) => fileOf(`${at}.${suffix}`)))
  world.uploads.retarget([world.job(`7.${suffix}`).id], elsewhere)
  world.doors.connectivity.goes('online')
  await settled()
  const moved = world.job(`7.${suffix}`)
  expect(moved.target).toBe(elsewhere)
  expect(moved.stage.at).not.toBe('failed')
  if (elsewhere.is === 'docx') expect(moved.stage.at).toBe('placing')
})

test.each(families)(
  'A bug of ours while %s is bound fails that file with the error’s message, and the next one goes on',
  async (_, open, suffix) => {
    const world = open()
    let faults = 1
    const uploads = world.uploads
    await world.drop(fileOf(`a.${suffix}`))
    const stop = uploads.subscribe(() => {
      const stage = uploads.getJob(world.job(`a.${suffix}`).id)?.stage.at
      if (faults === 0 || (stage !== 'binding' && stage !== 'sending')) return
      faults -= 1
      throw new Error('a fault')
    })
    try {
      await world.comeToRest()
    } catch {
      // The one who answers meets it, where the fault is in hearing of an answer.
    }
    stop()
    await world.drop(fileOf(`b.${suffix}`))
    await world.comeToRest()
    expect(['failed', 'done']).toContain(world.stageOf(`a.${suffix}`).at)
    expect(world.stageOf(`b.${suffix}`).at).toBe('done')
  },
)
