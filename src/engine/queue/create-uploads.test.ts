import { afterEach, beforeEach, expect, test } from 'vitest'
import { createUploads } from './create-uploads.ts'
import type { SourceFile } from '../files/source-file.ts'
import type { JournalChange } from '../journal/journal-change.ts'
import { fileOf, handHeldDoors, HandHeldInspections, settled, filesOf } from '../testing/hand-held-doors.ts'
import { HandHeldWire } from '../testing/hand-held-wire.ts'
import { elementsWalked } from '../testing/elements-walked.ts'
import { targetOf, World } from '../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered('getDocument')).toEqual([]))

test('Files are placed, sent and bound, and are in the document in the order of the drop', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.pdf'), fileOf('c.jpg'))
  const create = await world.answerNext('createBlocks')
  expect(create.json).toEqual({
    index: -1,
    children: [
      { block_type: 27, image: {} },
      { block_type: 23, file: { token: '', view_type: 1 } },
      { block_type: 27, image: {} },
    ],
  })
  const upload = await world.answerNext('uploadAll')
  expect([upload.field('file_name'), upload.field('parent_type'), upload.field('size')]).toEqual([
    'a.png',
    'docx_image',
    '10',
  ])
  expect(upload.field('checksum')).toBe('25886791')
  await world.comeToRest()
  expect(world.stages).toEqual(['done', 'done', 'done'])
  expect(world.document).toEqual(['a.png', 'b.pdf', 'c.jpg'])
})

test('A file that is refused fails at once, without a call', async () => {
  await world.drop(fileOf('empty.txt', 0), fileOf('x'.repeat(251)))
  expect(world.jobs.map(({ stage }) => stage.at === 'failed' && stage.failure.problem)).toEqual([
    'file-empty',
    'file-name-too-long',
  ])
  expect(world.uploads.getSnapshot().causes).toHaveLength(2)
})

test('A renamed file starts again under its new name', async () => {
  await world.drop(fileOf('x'.repeat(251)))
  const [job] = world.jobs
  world.uploads.rename(new Map([[job!.id, 'short.png']]))
  expect(world.stages).toEqual(['failed'])
  await world.retry('short.png')
  await world.comeToRest()
  expect(world.document).toEqual(['short.png'])
})

test('A retried file goes to its old position, also when the queue has gone on', async () => {
  await world.drop(fileOf('1.png'), fileOf('2.png'), fileOf('3.png'))
  await world.cancel('2.png')
  await world.comeToRest()
  expect(world.document).toEqual(['1.png', '3.png'])
  world.uploads.forget([world.job('1.png').id])
  await world.retry('2.png')
  await world.comeToRest()
  expect(world.document).toEqual(['1.png', '2.png', '3.png'])
})

test('Files sent to another document go there, and leave nothing behind', async () => {
  const other = targetOf('doc2')
  await world.drop(fileOf('1.png'))
  await world.refuseNext('createBlocks', 1770032)
  expect(world.uploads.getSnapshot().causes).toMatchObject([{ problem: '1770032', target: { documentId: 'doc1' } }])
  world.uploads.retarget([world.job('1.png').id], other)
  const create = await world.wire.next('createBlocks')
  expect(create.request.parameters['document_id']).toBe('doc2')
  world.answer(create)
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
  expect(world.uploads.getSnapshot().causes).toEqual([])
})

test('A document that takes nothing fails its waiting files together, and those of other documents go on', async () => {
  world.uploads.add([fileOf('other.png')], targetOf('doc2'))
  await world.drop(...Array.from({ length: 40 }, (_, at) => fileOf(`${at}.png`)))
  const create = await world.wire.next('createBlocks')
  expect(create.request.parameters['document_id']).toBe('doc2')
  world.answer(create)
  await world.refuseNext('createBlocks', 1770032)
  expect(world.uploads.getSnapshot().causes).toMatchObject([{ problem: '1770032', ids: { length: 40 } }])
  await world.comeToRest()
  expect(world.stageOf('other.png').at).toBe('done')
})

test('A refusal for want of rights at the upload stops the files behind it, not those already sent', async () => {
  await world.drop(...filesOf('1.png', '2.png', '3.png', '4.png', '5.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.refuseNext('uploadAll', 1061004)
  const routes = await world.comeToRest()
  // The third is on the wire by then, and the fourth read and next in turn.
  expect(world.stages).toEqual(['done', 'failed', 'done', 'done', 'failed'])
  expect(world.document).toEqual(['1.png', '3.png', '4.png'])
  expect(routes.filter((route) => route === 'uploadAll')).toHaveLength(2)
})

test('A problem that concerns everyone fails the waiting files of all documents, with one cause each', async () => {
  await world.drop(...Array.from({ length: 10 }, (_, at) => fileOf(`${at}.png`)))
  world.uploads.add([fileOf('other.png')], targetOf('doc2'))
  await world.refuseNext('createBlocks', 99991672)
  expect(await world.comeToRest()).toEqual([])
  expect(world.uploads.getSnapshot().counts.failed).toBe(11)
  expect(world.uploads.getSnapshot().causes.map((cause) => cause.ids.length)).toEqual([10, 1])
})

/** Adds files to a queue whose network is away, until their change is handed to the journal. */
async function addOffline(files: readonly SourceFile[]): Promise<void> {
  const written: JournalChange[] = []
  const journal = { write: (change: JournalChange) => Promise.resolve(void written.push(change)) }
  const doors = { ...handHeldDoors(new HandHeldWire()), journal }
  doors.connectivity.goes('offline')
  const uploads = createUploads(doors)
  let changes = 0
  uploads.subscribe(() => (changes += 1))
  uploads.add(files, world.target)
  const snapshot = uploads.getSnapshot()
  while (written.length === 0) await Promise.resolve()
  expect(snapshot.ids).toHaveLength(files.length)
  expect(snapshot.counts.waiting).toBe(files.length)
  expect(changes).toBe(1)
  expect(written[0]?.files).toHaveLength(files.length)
}

const folder = (count: number) => Array.from({ length: count }, (_, at) => fileOf(`folder/${at}.png`))

test.each([
  ['with their facts', false],
  ['by name alone', true],
])(
  'A file costs no more when ten thousand are added, and handed to the journal, than among a hundred: %s',
  async (_, listed) => {
    const dropped = (count: number) =>
      listed ? folder(count).map((file) => new HandHeldInspections().list(file)) : folder(count)
    const few = await elementsWalked(() => addOffline(dropped(100)))
    const many = await elementsWalked(() => addOffline(dropped(10_000)))
    expect(many).toBeLessThan(100 * few)
  },
)

test('Among ten thousand files, one tick touches one job and copies nothing', async () => {
  await world.drop(...Array.from({ length: 10_000 }, (_, at) => fileOf(`${at}.png`)))
  await world.answerNext('createBlocks')
  const upload = await world.wire.next('uploadAll')
  const snapshot = world.uploads.getSnapshot()
  const before = snapshot.ids.map((id) => world.uploads.getJob(id))
  const written = world.doors.journal.changes.length
  upload.progress(4)
  const changed = snapshot.ids.filter((id, at) => world.uploads.getJob(id) !== before[at])
  expect(changed).toHaveLength(1)
  expect(world.uploads.getSnapshot().ids).toBe(snapshot.ids)
  await settled()
  expect(world.doors.journal.changes).toHaveLength(written)
  world.uploads.cancel(snapshot.ids)
  await settled()
  await world.comeToRest()
  expect(world.uploads.getSnapshot().counts.cancelled).toBe(10_000)
  expect(world.document).toEqual([])
})

test('A file costs no more when a queue of ten thousand is taken up again than in one of a hundred', async () => {
  const takeUp = async (count: number) => {
    world = new World()
    world.doors.connectivity.goes('offline')
    await world.drop(...folder(count))
    const restored = world.doors.journal.restored()
    return elementsWalked(() => {
      expect(createUploads(world.doors, restored).getSnapshot().counts.waiting).toBe(count)
    })
  }
  const few = await takeUp(100)
  const many = await takeUp(10_000)
  expect(many).toBeLessThan(100 * few)
})

test('Jobs not placed yet can be reordered freely; placed ones keep their position', async () => {
  await world.drop(fileOf('a.png'))
  await world.comeToRest()
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('b.png'), fileOf('c.png'), fileOf('d.png'))
  const ids = ['d.png', 'b.png', 'a.png', 'c.png'].map((name) => world.job(name).id)
  world.uploads.arrange(ids)
  expect(world.jobs.map(({ name }) => name)).toEqual(['a.png', 'd.png', 'b.png', 'c.png'])
  world.doors.connectivity.goes('online')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'd.png', 'b.png', 'c.png'])
})

test('Jobs moved before a file that was placed meanwhile come right behind it; before one that is gone, they stay', async () => {
  await world.drop(fileOf('a.png'), fileOf('gone.png'))
  await world.comeToRest()
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('b.png'), fileOf('c.png'), fileOf('d.png'))
  const [placed, gone, d] = ['a.png', 'gone.png', 'd.png'].map((name) => world.job(name).id)
  world.uploads.forget([gone!])
  world.uploads.move([d!], { before: gone! })
  expect(world.jobs.map(({ name }) => name)).toEqual(['a.png', 'b.png', 'c.png', 'd.png'])
  world.uploads.move([d!], { before: placed! })
  expect(world.jobs.map(({ name }) => name)).toEqual(['a.png', 'd.png', 'b.png', 'c.png'])
})
