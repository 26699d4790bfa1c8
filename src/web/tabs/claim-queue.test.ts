import { expect, test } from 'vitest'
import { claimableQueues, claimQueue, noteStopped } from './claim-queue.ts'
import { idsInOrder, readQueue, type FiledQueue } from '../journal/filed-queue.ts'
import type { JournalDatabase } from '../journal/journal-stores.ts'
import { QueueJournal } from '../journal/queue-journal.ts'
import {
  changeOf,
  creationOf,
  deletionOf,
  done,
  filed,
  noCopies,
  pageFile,
  stateAt,
} from '../journal/testing/changes.ts'
import { MemoryBrowser } from './testing/memory-browser.ts'

const dayMs = 24 * 60 * 60 * 1000
const thumbnail = { picture: new ArrayBuffer(3), type: 'image/webp', lengthMs: null }
const [zhang, li] = ['ou_zhang', 'ou_li']

/** A tab that claims every queue that is free. */
async function open(browser: MemoryBrowser, { owner = zhang, nowMs = 1000 * dayMs } = {}) {
  const tab = browser.openTab()
  const database = await browser.openDatabase()
  const queue = { queueId: crypto.randomUUID(), ownerOpenId: owner, createdAtMs: nowMs, touchedAtMs: 0, order: null }
  const journal = new QueueJournal({
    queue,
    copies: noCopies,
    thumbnails: noCopies,
    reopen: () => browser.openDatabase(),
    nowMs: () => nowMs,
    onStopped: () => expect.unreachable(),
    onCaughtUp: () => expect.unreachable(),
  })
  await tab.locks?.takeFree(queue.queueId)
  await journal.attach(database)
  const claim = { database, storage: tab.storage, ownerOpenId: owner, nowMs }
  for (const queueId of await claimableQueues(claim)) {
    if (!(await tab.locks?.takeFree(queueId))) continue
    const left = await claimQueue(queueId, claim)
    if (left) await journal.takeUp(left)
  }
  const claimed = await readQueue(database, (await database.get('queues', journal.queueId)) ?? queue)
  return { ...tab, database, claimed, journal }
}

async function leaveBehind(browser: MemoryBrowser, ids: readonly string[], options: Parameters<typeof open>[1] = {}) {
  const tab = await open(browser, options)
  await tab.journal.write(changeOf({ files: ids.map((id) => filed(id)) }))
  return tab
}

const idsOf = (filedQueue: FiledQueue) => idsInOrder(filedQueue)
const queuesIn = (database: JournalDatabase) => database.getAll('queues')

test('a first visit begins an empty queue, which leaves no trace until something is in it', async () => {
  const { claimed, database } = await open(new MemoryBrowser())
  expect(idsOf(claimed)).toEqual([])
  expect(await queuesIn(database)).toEqual([])
})

test('a queue whose tab is gone is taken over under its own id', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, ['a', 'b'])
  first.close()
  const { claimed } = await open(browser)
  expect(claimed.queue.queueId).toBe(first.claimed.queue.queueId)
  expect(idsOf(claimed)).toEqual(['a', 'b'])
})

test('a queue whose tab lives is left alone', async () => {
  const browser = new MemoryBrowser()
  await leaveBehind(browser, ['a'])
  const { claimed } = await open(browser)
  expect(idsOf(claimed)).toEqual([])
})

test('queues of several tabs become one, the oldest first, with all that belongs to them', async () => {
  const browser = new MemoryBrowser()
  const newer = await leaveBehind(browser, ['n1', 'n2'], { nowMs: 1001 * dayMs })
  const older = await leaveBehind(browser, ['o1', 'o2'], { nowMs: 1000 * dayMs })
  await newer.journal.write(changeOf({ states: [stateAt('n1', done)], order: ['n2', 'n1'] }))
  await newer.database.put('copies', new Blob(['bytes']), [newer.claimed.queue.queueId, 'n2'])
  await newer.database.put('thumbnails', thumbnail, [newer.claimed.queue.queueId, 'n1'])
  newer.close()
  older.close()

  const { claimed, database } = await open(browser, { nowMs: 1002 * dayMs })
  expect(claimed.queue.queueId).toBe(older.claimed.queue.queueId)
  expect(idsOf(claimed)).toEqual(['o1', 'o2', 'n2', 'n1'])
  expect([...claimed.states.keys()]).toEqual(['n1'])
  expect(claimed.copies).toEqual(new Set(['n2']))
  const copy = await database.get('copies', [claimed.queue.queueId, 'n2'])
  expect(copy && (await new Blob([copy]).text())).toBe('bytes')
  expect(claimed.thumbnails).toEqual(new Set(['n1']))
  expect(await database.get('thumbnails', [claimed.queue.queueId, 'n1'])).toEqual(thumbnail)
  expect(await queuesIn(database)).toHaveLength(1)
})

test('files that come after a reordering are at the end', async () => {
  const browser = new MemoryBrowser()
  const tab = await leaveBehind(browser, ['a', 'b'])
  await tab.journal.write(changeOf({ order: ['b', 'a'] }))
  await tab.journal.write(changeOf({ files: [filed('c', pageFile('c'))] }))
  tab.close()
  expect(idsOf((await open(browser)).claimed)).toEqual(['b', 'a', 'c'])
})

test('another person’s queue is neither shown nor removed', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, ['a'])
  first.close()
  const other = await open(browser, { owner: li })
  expect(idsOf(other.claimed)).toEqual([])
  expect(idsOf((await open(browser)).claimed)).toEqual(['a'])
})

test('a queue in which nothing is left to do is removed instead', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, ['a', 'b'])
  const states = [stateAt('a', done), stateAt('b', { at: 'cancelled', leftover: null })]
  await first.journal.write(changeOf({ states }))
  await first.database.put('copies', new Blob(['x']), [first.claimed.queue.queueId, 'b'])
  await first.database.put('thumbnails', thumbnail, [first.claimed.queue.queueId, 'a'])
  first.close()
  const { claimed, database } = await open(browser)
  expect(idsOf(claimed)).toEqual([])
  for (const store of ['queues', 'packs', 'states', 'copies', 'thumbnails'] as const) {
    expect(await database.count(store), store).toBe(0)
  }
})

test('a queue with one failed file comes back whole', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, ['a', 'b'])
  await first.journal.write(changeOf({ states: [stateAt('a', done)] }))
  first.close()
  expect(idsOf((await open(browser)).claimed)).toEqual(['a', 'b'])
})

test('a queue that its person did not come back to for 30 days is removed by others; a living tab keeps its own', async () => {
  const browser = new MemoryBrowser()
  const abandoned = await leaveBehind(browser, ['a'], { owner: li })
  await leaveBehind(browser, ['b'])
  abandoned.close()
  const { database } = await open(browser, { nowMs: 1031 * dayMs })
  expect((await queuesIn(database)).map(({ ownerOpenId }) => ownerOpenId)).toEqual([zhang])
})

test('a queue comes back to its own person however late', async () => {
  const browser = new MemoryBrowser()
  ;(await leaveBehind(browser, ['a'])).close()
  expect(idsOf((await open(browser, { nowMs: 1400 * dayMs })).claimed)).toEqual(['a'])
})

test('opening the page counts as touching the queue', async () => {
  const browser = new MemoryBrowser()
  ;(await leaveBehind(browser, ['a'])).close()
  ;(await open(browser, { nowMs: 1020 * dayMs })).close()
  ;(await open(browser, { owner: li, nowMs: 1040 * dayMs })).close()
  expect(idsOf((await open(browser, { nowMs: 1040 * dayMs })).claimed)).toEqual(['a'])
})

test('of a queue whose journal stopped, each file is there to be looked for, and none goes on by itself', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, ['a', 'b', 'c'])
  const states = [stateAt('a', done), stateAt('b', { at: 'placing', holdup: null })]
  await first.journal.write(changeOf({ states, creations: [creationOf('b')], deletions: [deletionOf('c')] }))
  noteStopped(first.claimed.queue.queueId, browser.storage)
  first.close()
  const { claimed } = await open(browser)
  expect(idsOf(claimed)).toEqual(['a', 'b', 'c'])
  expect([claimed.creations, claimed.deletions]).toEqual([[], []])
  const problems = [...claimed.states.values()].map(({ id, stage }) => [
    id,
    stage.at === 'failed' ? stage.failure.problem : stage.at,
  ])
  expect(problems).toEqual([
    ['a', 'done'],
    ['b', 'progress-lost'],
    ['c', 'progress-lost'],
  ])
})
