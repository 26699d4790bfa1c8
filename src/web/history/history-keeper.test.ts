import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import type { QueueSnapshot } from '../../engine/queue/uploads.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import type { RecordId } from '../../contract/feishu/ids.ts'
import { nowhere } from '../../engine/job/spot.ts'
import { baseTarget, fileNamed, fileToken, jobAt, sheetTarget, spot, target } from '../testing/jobs.ts'
import { openHistory, pruneHistory, readHistory, readHistoryOf } from './history-database.ts'
import { HistoryKeeper } from './history-keeper.ts'

let browsers = 0

/** A browser with one tab after another, on a clock that only `pass` moves. */
function browser() {
  const name = `history-${(browsers += 1)}`
  const time = { nowMs: Date.UTC(2026, 10, 29) }
  const openTab = (uploads = new FakeUploads(), ownerOpenId = 'ou_zhang', onOpen = () => undefined as unknown) => {
    const sleeping: (() => void)[] = []
    let looks = 0
    const counted = {
      getJob: uploads.getJob,
      subscribe: uploads.subscribe,
      getSnapshot: (): QueueSnapshot => {
        looks += 1
        return uploads.getSnapshot()
      },
    }
    const snapshot = { queue: { uploads: counted } }
    const keeper = new HistoryKeeper({
      tab: { getSnapshot: () => snapshot, subscribe: () => () => undefined },
      open: async (onLost) => {
        await onOpen()
        return openHistory(onLost, name)
      },
      nowMs: () => time.nowMs,
      ownerOpenId,
      sleep: () => new Promise((resolve) => void sleeping.push(resolve)),
    })
    const pass = () => sleeping.splice(0).forEach((wake) => wake())
    return { uploads, keeper, pass, sleeping, looks: () => looks }
  }
  return { name, time, openTab }
}

const done = (id: string) => jobAt(id, { at: 'done', spot, fileToken }, fileNamed(`${id}.png`, 7, `a/${id}.png`))
const namesIn = async (keeper: HistoryKeeper) => (await keeper.read())?.map(({ name }) => name)

test('a file that arrives is written down with its document, its place and its token', async () => {
  const { openTab, time } = browser()
  const { uploads, keeper } = openTab()
  uploads.show(done('one'), jobAt('two', { at: 'waiting' }))
  expect(await keeper.read()).toEqual([
    {
      id: 'one',
      atMs: time.nowMs,
      name: 'one.png',
      path: 'a/one.png',
      sizeBytes: 7,
      documentTitle: target.title,
      documentUrl: target.url,
      url: `${target.url}#top`,
      fileToken: 'token',
      place: { target, spot, lastModifiedMs: expect.any(Number) as number },
    },
  ])
})

test('the next page learns which files a newer one could replace, and where, the newest first', async () => {
  const { openTab, time } = browser()
  const first = openTab()
  const record = { at: 'done', spot: nowhere, fileToken, recordId: 'rec' as RecordId } as const
  first.uploads.show(done('one'), { ...jobAt('row', record), target: baseTarget })
  await first.keeper.read()
  time.nowMs += 1
  first.uploads.show(done('two'), { ...jobAt('cell', { at: 'done', spot, fileToken }), target: sheetTarget })
  await first.keeper.read()
  const arrived = await openTab().keeper.arrivedFiles(new Set(['a/one.png', 'row.pdf', 'a/two.png', 'cell.pdf']))
  expect(arrived.map(({ id }) => id)).toEqual(['two', ...['one', 'row'].toSorted()])
  expect(arrived.find(({ id }) => id === 'one')).toMatchObject({
    target,
    path: 'a/one.png',
    sizeBytes: 7,
    stage: { at: 'done', spot, fileToken },
  })
  expect(arrived.find(({ id }) => id === 'row')).toMatchObject({ target: baseTarget, stage: { recordId: 'rec' } })
})

test('what another version wrote of a place is not believed, and the rest of its record is', async () => {
  const { openTab, name } = browser()
  const { uploads, keeper } = openTab()
  uploads.show(done('one'))
  await keeper.read()
  const database = await openHistory(() => undefined, name)
  const key = ['ou_zhang', 'one'] as const
  const kept = await database.get('arrivals', [...key])
  await database.put('arrivals', { ...kept, place: { target: { is: 'docx' }, spot, lastModifiedMs: 1 } } as never, [
    ...key,
  ])
  database.close()
  expect(await namesIn(keeper)).toEqual(['one.png'])
  expect(await keeper.arrivedFiles(new Set(['a/one.png']))).toEqual([])
})

test('of a long history a drop reads only what arrived under its own paths, of its owner', async () => {
  const { openTab, name } = browser()
  const { uploads, keeper } = openTab()
  uploads.show(done('one'), done('two'), done('three'))
  await keeper.read()
  const neighbour = openTab(new FakeUploads(), 'ou_li')
  neighbour.uploads.show(done('one'))
  await neighbour.keeper.read()
  const all = vi.spyOn(IDBObjectStore.prototype, 'getAll')
  const found = await openTab().keeper.arrivedFiles(new Set(['a/one.png', 'a/four.png']))
  expect(all).not.toHaveBeenCalled()
  all.mockRestore()
  expect(found.map(({ id }) => id)).toEqual(['one'])
  expect(await openTab().keeper.arrivedFiles(new Set(['a/four.png']))).toEqual([])
  const database = await openHistory(() => undefined, name)
  const many = new Set(['a/two.png', ...Array.from({ length: 600 }, (_, at) => `a/new ${at}.png`)])
  expect((await readHistoryOf(database, 'ou_zhang', many)).map(({ id }) => id)).toEqual(['two'])
})

test('a history that an earlier version of the page wrote is read by its paths too', async () => {
  const { openTab, name, time } = browser()
  const earlier = await openDB(name, 1, {
    upgrade: (database) => void database.createObjectStore('arrivals').createIndex('time', 'atMs'),
  })
  const modifiedMs = 7
  const place = { target, spot, lastModifiedMs: modifiedMs }
  const url = null
  const record = {
    id: 'old',
    atMs: time.nowMs,
    name: 'a.png',
    path: 'a.png',
    sizeBytes: 1,
    documentTitle: '',
    documentUrl: '',
    url,
  }
  await earlier.put('arrivals', { ...record, fileToken, place }, ['ou_zhang', 'old'])
  earlier.close()
  const found = await openTab().keeper.arrivedFiles(new Set(['a.png']))
  expect(found).toMatchObject([{ id: 'old', lastModifiedMs: modifiedMs }])
})

test('files that were dropped do not wait for a history that cannot be read', async () => {
  const { openTab } = browser()
  const { keeper, pass } = openTab(undefined, undefined, () => new Promise(() => undefined))
  const arrived = keeper.arrivedFiles(new Set(['a/one.png']))
  pass()
  expect(await arrived).toEqual([])
})

test('the next page has it, the newest first, and writes nothing twice when it takes the queue up', async () => {
  const { openTab, time } = browser()
  const first = openTab()
  first.uploads.show(done('one'))
  await first.keeper.read()
  time.nowMs += 60_000
  const second = openTab()
  second.uploads.show(done('one'), done('two'))
  expect(await namesIn(second.keeper)).toEqual(['two.png', 'one.png'])
  expect((await second.keeper.read())?.[1]?.atMs).toBe(time.nowMs - 60_000)
})

test('each person has a history of their own', async () => {
  const { openTab } = browser()
  const tab = openTab()
  tab.uploads.show(done('one'))
  await tab.keeper.read()
  tab.keeper.own('ou_li')
  tab.uploads.show(done('two'))
  expect(await namesIn(tab.keeper)).toEqual(['two.png'])
  expect(await namesIn(openTab(new FakeUploads()).keeper)).toEqual(['one.png'])
})

test('cleared arrivals stay cleared, although their queue is still on the page and is restored by the next', async () => {
  const { openTab } = browser()
  const { uploads, keeper } = openTab()
  uploads.show(done('one'))
  expect(await keeper.clear()).toBe(true)
  expect(await keeper.read()).toEqual([])
  const next = openTab()
  next.uploads.show(done('one'), done('two'))
  expect(await namesIn(next.keeper)).toEqual(['two.png'])
})

test('a thousand arrivals are gathered into one write: between them a change costs no more than a look', async () => {
  const { openTab } = browser()
  const { uploads, keeper, sleeping, looks } = openTab()
  const before = looks()
  for (let at = 0; at < 1_000; at += 1) uploads.show(done(`f${at}`))
  expect(sleeping).toHaveLength(1)
  expect(looks() - before).toBeLessThan(10)
  expect(await keeper.read()).toHaveLength(1_000)
})

test('it is written down without being asked for, once a little time has passed', async () => {
  const { openTab, name } = browser()
  const { uploads, pass } = openTab()
  uploads.show(done('one'))
  pass()
  await expect
    .poll(async () => readHistory(await openHistory(() => undefined, name), 'ou_zhang'))
    .toMatchObject([{ name: 'one.png' }])
})

test('where the browser stores nothing, the history is silently off', async () => {
  const uploads = new FakeUploads()
  const keeper = new HistoryKeeper({
    tab: { getSnapshot: () => ({ queue: { uploads } }), subscribe: () => () => undefined },
    open: () => Promise.reject(new Error('blocked')),
    nowMs: () => 0,
    ownerOpenId: 'ou_zhang',
    sleep: () => Promise.resolve(),
  })
  uploads.show(done('one'))
  expect(await keeper.read()).toBeNull()
  expect(await keeper.clear()).toBe(false)
})

test('after its end nothing is written any more', async () => {
  const { openTab, name } = browser()
  const { uploads, keeper, pass } = openTab()
  uploads.show(done('one'))
  await keeper.end()
  pass()
  expect(await keeper.read()).toBeNull()
  expect(await readHistory(await openHistory(() => undefined, name), 'ou_zhang')).toEqual([])
})

test('records older than ninety days go, and the oldest where there are too many; damaged ones are passed over', async () => {
  const { openTab, name, time } = browser()
  const { uploads, keeper } = openTab()
  for (const id of ['a', 'b', 'c']) {
    uploads.show(done(id))
    await keeper.read()
    time.nowMs += 1_000
  }
  const database = await openHistory(() => undefined, name)
  await database.put('arrivals', { atMs: time.nowMs, name: 7 } as never, ['ou_zhang', 'broken'])
  await pruneHistory(database, time.nowMs, { keptMs: 2_500, records: 100 })
  expect(await namesIn(keeper)).toEqual(['c.png', 'b.png'])
  await pruneHistory(database, time.nowMs, { keptMs: 1e9, records: 2 })
  expect(await namesIn(keeper)).toEqual(['c.png'])
})

test('a page that goes away while an earlier write waits for its answers has begun to write the rest when `flush` returns', async () => {
  const { openTab, name } = browser()
  const { uploads, keeper, pass } = openTab()
  await keeper.read()
  uploads.show(done('one'))
  pass()
  const thousand = Array.from({ length: 1_000 }, (_, at) => done(`f${at}`))
  uploads.show(done('one'), ...thousand)
  const next = await openHistory(() => undefined, name)
  keeper.flush()
  // The next page: its transaction is carried out after those begun before it.
  expect(await next.count('arrivals')).toBe(1_001)
})

test('the database is open before the first file arrives: a page that goes away can open none', () => {
  const { openTab } = browser()
  const opened = vi.fn()
  openTab(new FakeUploads(), 'ou_zhang', opened)
  expect(opened).toHaveBeenCalledOnce()
})

test('where the browser refuses to open a database, at once or later, nothing is kept and nothing fails', async () => {
  const { openTab } = browser()
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  const { uploads, keeper } = openTab(new FakeUploads(), 'ou_zhang', refuse)
  uploads.show(done('one'))
  expect(await keeper.read()).toBeNull()
  await keeper.end()
})
