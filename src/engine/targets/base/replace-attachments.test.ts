import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RecordId } from '../../../contract/feishu/ids.ts'
import { replacesOf } from '../../files/replaces.ts'
import type { BaseModel } from '../../testing/base-model.ts'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import { baseTarget, baseWorld } from '../../testing/lives/family-worlds.ts'
import { count, type QueueWorld } from '../../testing/world.ts'
import type { BaseRows } from '../target.ts'

const oneRecord: BaseRows = { is: 'record', recordId: 'rec1' as RecordId, name: 'a' }

let world: QueueWorld<BaseModel>

/** A record with a file of somebody else before and behind those of the queue. */
beforeEach(async () => {
  world = baseWorld(oneRecord)
  world.model.add('a', ['before.pdf'])
  await world.upload('1.pdf', '2.pdf')
  await world.comeToRest()
  world.model.attach('rec1', 'behind.pdf')
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

/** Drops another file in the place of one that has arrived; the two have names of their own, by which the cell tells them apart. */
async function replace(name: string, by: string): Promise<string> {
  const file = fileOf(by, 77)
  const [id = ''] = world.uploads.add([file], world.target, 'replacing', new Map([[file, world.job(name).id]]))
  await settled()
  return id
}

const cell = () => world.model.filesIn('a')

test('A newer file takes the place of the earlier one in the cell; all others stay as they are, in their order', async () => {
  const id = await replace('1.pdf', 'new.pdf')
  const routes = await world.comeToRest()
  expect(cell()).toEqual(['before.pdf', 'new.pdf', '2.pdf', 'behind.pdf'])
  expect(count(routes, 'batchUpdateRecords')).toBe(1)
  expect(world.jobs.map(({ name }) => name)).toEqual(['2.pdf', 'new.pdf'])
  expect(world.job(id)).toMatchObject({ stage: { at: 'done', recordId: 'rec1' } })
  expect(world.job(id).replaces).toBeUndefined()
})

test('The cell is read right before it is written: what others added, moved or took out meanwhile is kept so', async () => {
  await replace('1.pdf', 'new.pdf')
  await world.answerUntil('batchGetRecords')
  world.model.takeOut('before.pdf')
  world.model.attach('rec1', 'later.pdf')
  await world.comeToRest()
  expect(cell()).toEqual(['new.pdf', '2.pdf', 'behind.pdf', 'later.pdf'])
})

test('Several files are replaced by one write, beside others that are added', async () => {
  const files = [fileOf('x.pdf', 77), fileOf('y.pdf', 77), fileOf('z.pdf', 77)]
  const [x, y] = files
  const replacing = new Map([
    [x!, world.job('2.pdf').id],
    [y!, world.job('1.pdf').id],
  ])
  world.uploads.add(files, world.target, 'replacing', replacing)
  await world.answerAll('uploadAll')
  await world.comeToRest()
  expect(cell()).toEqual(['before.pdf', 'y.pdf', 'x.pdf', 'behind.pdf', 'z.pdf'])
})

test('Where somebody took the earlier file out, the newer one is added without another upload, and says so', async () => {
  await replace('1.pdf', 'new.pdf')
  await world.answerAll('uploadAll')
  world.model.takeOut('1.pdf')
  const routes = await world.comeToRest()
  expect(cell()).toEqual(['before.pdf', '2.pdf', 'behind.pdf', 'new.pdf'])
  expect(count(routes, 'uploadAll')).toBe(0)
  expect(world.job('new.pdf')).toMatchObject({ notReplaced: 'changed', stage: { at: 'done' } })
  // Its row does not say any more that it stands there for certain.
  expect(world.stageOf('1.pdf')).toMatchObject({ at: 'done', isAssumed: true })
})

test('Where the record of a file is gone, the newer one becomes a record as any other', async () => {
  world = baseWorld({ is: 'new', nameField: 'name' })
  await world.upload('1.pdf', '2.pdf')
  await world.comeToRest()
  world.model.remove('rec1')
  await replace('1.pdf', 'new.pdf')
  await world.comeToRest()
  expect(world.model.shown).toEqual([
    ['2.pdf', '2.pdf'],
    ['new.pdf', 'new.pdf'],
  ])
  expect(world.job('new.pdf')).toMatchObject({ notReplaced: 'gone', stage: { at: 'done' } })
})

test('A file that has a record of its own is replaced in that record, whose other values stay', async () => {
  world = baseWorld({ is: 'new', nameField: 'name' })
  await world.upload('1.pdf', '2.pdf')
  await world.comeToRest()
  world.model.rename('rec1', '改过的名字')
  await replace('1.pdf', 'new.pdf')
  const routes = await world.comeToRest()
  expect(world.model.shown).toEqual([
    ['改过的名字', 'new.pdf'],
    ['2.pdf', '2.pdf'],
  ])
  expect(count(routes, 'batchCreateRecords')).toBe(0)
})

test('A file in the record of its name is replaced there, whatever the record is called by now', async () => {
  world = baseWorld({ is: 'matched', byField: 'name' })
  world.model.add('1', ['before.pdf'])
  await world.upload('1.pdf')
  await world.comeToRest()
  world.model.rename('rec1', 'b')
  world.model.add('1')
  await replace('1.pdf', 'new.pdf')
  await world.comeToRest()
  expect(world.model.shown).toEqual([['b', 'before.pdf', 'new.pdf'], ['1']])
})

test('A lost answer replaces nothing twice', async () => {
  await replace('1.pdf', 'new.pdf')
  await world.answerUntil('batchUpdateRecords')
  await world.loseAfterEffect('batchUpdateRecords')
  expect(await world.comeToRest()).toEqual(['batchGetRecords'])
  expect(cell()).toEqual(['before.pdf', 'new.pdf', '2.pdf', 'behind.pdf'])
})

test('A write without an answer that took effect brings back what it overwrote, but not the file that was replaced', async () => {
  await replace('1.pdf', 'new.pdf')
  const held = await world.answerUntil('batchUpdateRecords')
  held.lose()
  // The next attempt reads what somebody adds; then the first write takes effect after all.
  await world.answerUntil('batchGetRecords')
  world.model.attach('rec1', 'theirs.pdf')
  await world.answerNext('batchGetRecords')
  const again = await world.wire.next('batchUpdateRecords')
  world.model.apply(held.request)
  again.lose()
  await world.comeToRest()
  expect(cell()).toEqual(['before.pdf', 'new.pdf', '2.pdf', 'behind.pdf', 'theirs.pdf'])
})

test('Where somebody overwrote the cell from an earlier read, the file takes the place once more', async () => {
  await replace('1.pdf', 'new.pdf')
  const held = await world.answerUntil('batchUpdateRecords')
  world.model.apply(held.request)
  // Their write brings the earlier file back.
  const rec = { record_id: 'rec1', fields: { files: [] } }
  held.answer({ records: [rec] })
  world.model.putBack('rec1', 'new.pdf', '1.pdf')
  await world.comeToRest()
  expect(cell()).toEqual(['before.pdf', 'new.pdf', '2.pdf', 'behind.pdf'])
})

test('A job that may have replaced a file, and was cancelled, leaves two rows in doubt; its retry finds out', async () => {
  await replace('1.pdf', 'new.pdf')
  await world.answerUntil('batchUpdateRecords')
  await world.cancel('new.pdf')
  await world.comeToRest()
  expect(world.stageOf('new.pdf')).toMatchObject({ at: 'cancelled', leftover: { spot: { isNowhere: true } } })
  expect(world.stageOf('1.pdf')).toMatchObject({ at: 'done', isAssumed: true })
  await world.retry('new.pdf')
  await world.comeToRest()
  expect(cell()).toEqual(['before.pdf', 'new.pdf', '2.pdf', 'behind.pdf'])
  expect(world.jobs.map(({ name }) => name)).toEqual(['2.pdf', 'new.pdf'])
})

test('Cancelled before it is written, it leaves the earlier file as it stands', async () => {
  await replace('1.pdf', 'new.pdf')
  await world.cancel('new.pdf')
  await world.comeToRest()
  expect(cell()).toEqual(['before.pdf', '1.pdf', '2.pdf', 'behind.pdf'])
  expect(world.stageOf('1.pdf')).not.toHaveProperty('isAssumed')
})

test('A page that died while it replaced a file lets the next one finish it', async () => {
  await replace('1.pdf', 'new.pdf')
  const held = await world.answerUntil('batchUpdateRecords')
  world.model.apply(held.request)
  await world.crash()
  const routes = await world.comeToRest()
  expect(count(routes, 'batchUpdateRecords')).toBe(0)
  expect(cell()).toEqual(['before.pdf', 'new.pdf', '2.pdf', 'behind.pdf'])
  expect(world.jobs.map(({ name }) => name)).toEqual(['2.pdf', 'new.pdf'])
})

test('A full cell has room for a file that replaces another', async () => {
  for (let at = 0; cell().length < 100; at += 1) world.model.attach('rec1', `${at}.txt`)
  await replace('2.pdf', 'new.pdf')
  await world.comeToRest()
  expect(world.stageOf('new.pdf').at).toBe('done')
  expect(cell()[2]).toBe('new.pdf')
})

/** Files whose records are found by name; `SKU1.jpg` stands in the record of its name. */
async function matchedBefore() {
  world = baseWorld({ is: 'matched', byField: 'name' })
  world.model.add('SKU1', ['before.jpg'])
  world.model.add('SKU2')
  await world.upload('SKU1.jpg')
  await world.comeToRest()
  return world.job('SKU1.jpg')
}

const record = (recordId: string): BaseRows => ({ is: 'record', recordId: recordId as RecordId, name: 'SKU1' })

test('A file that went to the record of its name is replaced there by one that goes to that record beside others', async () => {
  const { id: of } = await matchedBefore()
  const [newer, second] = [fileOf('SKU1.jpg', 77), fileOf('SKU1-2.jpg')]
  world.uploads.add([newer, second], baseTarget(record('rec1')), 'again', new Map([[newer, of]]))
  await world.answerAll('uploadAll')
  await world.comeToRest()
  expect(world.model.filesIn('SKU1')).toEqual(['before.jpg', 'SKU1.jpg', 'SKU1-2.jpg'])
  expect(world.jobs.map(({ file }) => file)).toEqual([newer, second])
})

test('A file that goes to another record than the earlier one is added there, and says so', async () => {
  const { id: of } = await matchedBefore()
  const newer = fileOf('SKU1.jpg', 77)
  world.uploads.add([newer], baseTarget(record('rec2')), 'again', new Map([[newer, of]]))
  await world.answerAll('uploadAll')
  await world.crash()
  await world.comeToRest()
  expect(world.model.shown).toEqual([
    ['SKU1', 'before.jpg', 'SKU1.jpg'],
    ['SKU2', 'SKU1.jpg'],
  ])
  expect(world.jobs.at(-1)).toMatchObject({ notReplaced: 'elsewhere', stage: { at: 'done' } })
})

test('A file whose earlier one has left the queue, or was taken out, says that it was added', async () => {
  const [one, two] = [fileOf('1.pdf', 77), fileOf('2.pdf', 77)]
  const ids = ['1.pdf', '2.pdf'].map((name) => world.job(name).id)
  world.uploads.takeOut(ids.slice(1))
  await world.comeToRest()
  world.uploads.forget(ids.slice(0, 1))
  world.uploads.add([one, two], world.target, 'again', new Map([one, two].map((file, at) => [file, ids[at] ?? ''])))
  // Before anything else is written of these jobs.
  await settled()
  await world.crash()
  expect(world.jobs.slice(-2).map(({ notReplaced }) => notReplaced)).toEqual(['unknown', 'gone'])
  await world.comeToRest()
})

test('Only where the same place of the same record is meant, a file can be replaced', () => {
  const old = world.job('1.pdf')
  expect(replacesOf(old, world.target)).toMatchObject({ of: old.id, recordId: 'rec1' })
  expect(replacesOf(old, { ...baseTarget(oneRecord), attachmentField: 'other' })).toBeNull()
  expect(replacesOf(old, baseTarget({ ...oneRecord, recordId: 'rec2' as RecordId }))).toBeNull()
  expect(replacesOf(old, baseTarget({ is: 'new', nameField: 'name' }))).toBeNull()
  // A record of the history may have been written by another version, which knows other ways into a table.
  const unknown = { ...old, target: baseTarget({ is: 'later' } as unknown as BaseRows) }
  expect(replacesOf(unknown, baseTarget({ is: 'new', nameField: 'name' }))).toBeNull()
})
