import { afterEach, beforeEach, expect, test } from 'vitest'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import type { JournalChange } from './journal-change.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import type { HandHeldJournal } from '../testing/hand-held-journal.ts'
import { World } from '../testing/world.ts'

let world: World
let journal: HandHeldJournal

beforeEach(() => {
  world = new World()
  journal = world.doors.journal
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

function summaryOf(change: JournalChange | undefined) {
  return {
    files: change?.files.map(({ file }) => file.name),
    states: change?.states.map(({ name, stage }) => `${name} ${stage.at}`),
    creations: change?.creations.length,
    settled: change?.concluded.length,
  }
}

test('A drop is written at once as one change, and a refused file with its failure', async () => {
  await world.drop(fileOf('a.png'), fileOf('empty.png', 0))
  expect(summaryOf(journal.changes[0])).toEqual({
    files: ['a.png', 'empty.png'],
    states: ['empty.png failed'],
    creations: 0,
    settled: 0,
  })
  await world.comeToRest()
})

test('No block is asked for before its creation is durable', async () => {
  journal.hold()
  await world.drop(fileOf('a.png'))
  expect(world.openRoutes).toEqual([])
  journal.letGo()
  await settled()
  const create = await world.answerNext('createBlocks')
  const [creation] = journal.changes.flatMap((change) => change.creations)
  expect(creation).toEqual({
    ids: [world.job('a.png').id],
    input: {
      documentId: 'doc1',
      kinds: ['image'],
      fileView: 'card',
      index: -1,
      revisionId: -1,
      clientToken: create.field('client_token'),
    },
  })
  await world.comeToRest()
})

test('A creation is settled by the very change that holds its blocks', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.pdf'))
  const create = await world.answerNext('createBlocks')
  const change = journal.changes.find(({ concluded }) => concluded.length > 0)
  expect(change?.concluded).toEqual([create.field('client_token')])
  expect(summaryOf(change).states).toEqual(['a.png placed', 'b.pdf placed'])
  await world.comeToRest()
})

test('A creation whose answer was lost for good stays until its blocks are cleared', async () => {
  await world.drop(fileOf('a.png'))
  await world.loseAfterEffect('createBlocks')
  await world.doors.clock.pass(500)
  await world.refuseNext('createBlocks', 1770032)
  expect(journal.restored().creations).toHaveLength(1)
  await world.retry('a.png')
  await world.answerNext('createBlocks')
  expect(journal.restored().creations).toEqual([])
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('One write is in flight at a time, and changes meanwhile form the next', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  journal.hold()
  const before = journal.changes.length
  await world.answerNext('uploadAll')
  await world.answerNext('uploadAll')
  world.uploads.add([fileOf('c.png')], world.target)
  await settled()
  expect(journal.changes.slice(before).map(summaryOf)).toMatchObject([{ states: ['a.png sent'] }])
  journal.letGo()
  await settled()
  expect(summaryOf(journal.changes[before + 1])).toMatchObject({
    files: ['c.png'],
    states: ['b.png sent', 'c.png waiting'],
  })
  await world.comeToRest()
})

test('No medium is bound before its upload is durable', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  journal.hold()
  await world.answerNext('uploadAll')
  expect(world.openRoutes).toEqual([])
  journal.letGo()
  await settled()
  expect(world.openRoutes).toEqual(['batchUpdateBlocks'])
  await world.comeToRest()
})

test('Progress and holdups alone write nothing, accepted parts do', async () => {
  await world.drop(fileOf('film.mp4', uploadAllMaxBytes + 1))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadPrepare')
  const before = journal.changes.length
  const part = await world.wire.next('uploadPart')
  part.progress(1000)
  part.refuse(1061001)
  await settled()
  expect(world.stageOf('film.mp4')).toMatchObject({ holdup: { problem: '1061001' } })
  await world.doors.clock.pass(500)
  expect(journal.changes).toHaveLength(before)
  const accepted = Number((await world.answerNext('uploadPart')).field('seq'))
  expect(journal.changes[before]!.states).toMatchObject([
    { stage: { at: 'placed', parts: { accepted: new Set([accepted]) } } },
  ])
  await world.comeToRest()
})

test('Another order, and jobs taken off the list, are written', async () => {
  world.doors.connectivity.goes('offline')
  const ids = world.uploads.add([fileOf('a.png'), fileOf('b.png'), fileOf('c.png')], world.target)
  world.uploads.pause(ids)
  await settled()
  world.uploads.move(ids.slice(2), 'top')
  world.uploads.cancel(ids.slice(0, 1))
  world.uploads.forget(ids.slice(0, 1))
  await settled()
  expect(journal.changes.at(-1)).toMatchObject({ order: [ids[2], ids[1]], removed: [ids[0]] })
  expect(journal.restored().jobs.map(({ file }) => file.name)).toEqual(['c.png', 'b.png'])
})

test('The written state is that of the queue, whatever happened', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png', 0))
  world.uploads.pause([world.job('b.png').id])
  world.uploads.rename(new Map([[world.job('c.png').id, 'd.png']]))
  await world.comeToRest()
  const kept = journal
    .restored()
    .jobs.map(({ file, state }) => [file.name, state?.name, state?.stage.at, state?.paused])
  expect(kept).toEqual([
    ['a.png', 'a.png', 'done', false],
    ['b.png', 'b.png', 'placed', true],
    ['c.png', 'd.png', 'failed', false],
  ])
})
