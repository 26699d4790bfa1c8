import { expect, test } from 'vitest'
import { settled } from '../../engine/testing/hand-held-doors.ts'
import { target } from '../testing/jobs.ts'
import { openJournalDatabase } from '../journal/journal-database.ts'
import { journalVersion } from '../journal/journal-migrations.ts'
import { listing, pageFile } from '../journal/testing/changes.ts'
import { MemoryBrowser } from './testing/memory-browser.ts'
import { beginTab, jobsOf, openTab, written } from './testing/open-tab.ts'

const [zhang, li] = ['ou_zhang', 'ou_li']

const namesIn = (tab: Parameters<typeof jobsOf>[0]) => jobsOf(tab).map(({ name }) => name)

/** What a tab shows now, once it is open. */
function shownIn({ queue }: ReturnType<typeof beginTab>) {
  const { queue: open, ...rest } = queue.getSnapshot()
  return {
    ...rest,
    names: open && namesIn(open),
    returned: open?.returned ?? null,
    journalStatus: open?.journalStatus.getSnapshot(),
  }
}

async function leaveBehind(browser: MemoryBrowser, ...names: readonly string[]) {
  const tab = await openTab(browser)
  tab.uploads.add(
    names.map((name) => pageFile(name)),
    target,
  )
  await written()
  return tab
}

test('files of a page that is gone are there again, small ones with their bytes', async () => {
  const browser = new MemoryBrowser()
  const first = await openTab(browser)
  first.uploads.add([pageFile('a.txt', 'abc'), listing('b.txt')], target)
  const database = await browser.openDatabase()
  await expect.poll(() => database.count('copies')).toBe(2)
  first.close()

  const second = await openTab(browser)
  expect(jobsOf(second).map(({ name, lacksFile }) => [name, lacksFile])).toEqual([
    ['a.txt', false],
    ['b.txt', false],
  ])
  expect(second.returned?.files).toBe(2)
  const [job] = jobsOf(second)
  expect(await (await job?.file.open())?.text()).toBe('abc')
})

test('a call that was about to leave is written down before it leaves', async () => {
  const browser = new MemoryBrowser()
  const first = await openTab(browser)
  first.uploads.add([pageFile('a.txt')], target)
  const held = await first.doors.wire.next('createBlocks')
  const database = await browser.openDatabase()
  expect((await database.getAll('creations')).map(({ input }) => input.clientToken)).toEqual([
    held.field('client_token'),
  ])
})

test('a page whose lock comes late waits for it however long, says so, and takes the queue up by itself', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, 'a.txt')
  first.mute()
  const second = beginTab(browser)
  await written()
  await second.doors.clock.pass(24 * 60 * 60 * 1000)
  expect(shownIn(second)).toMatchObject({ waitsFor: 'lock', names: null })
  first.close()
  await expect.poll(() => shownIn(second).names).toEqual(['a.txt'])
  expect(shownIn(second)).toMatchObject({ waitsFor: null, elsewhere: [], returned: { files: 1 } })
})

test('a database that opens late is waited for however long, and its queue is there then', async () => {
  const browser = new MemoryBrowser()
  ;(await leaveBehind(browser, 'a.txt')).close()
  let open: () => void = () => undefined
  const second = beginTab(browser, zhang, {
    openDatabase: () => new Promise<void>((resolve) => (open = resolve)).then(() => browser.openDatabase()),
  })
  await second.doors.clock.pass(60 * 60 * 1000)
  expect(shownIn(second)).toMatchObject({ waitsFor: 'database', names: null })
  open()
  await expect.poll(() => shownIn(second).names).toEqual(['a.txt'])
})

test('who does not want to wait begins at once; what was waited for joins, and all of it is kept then', async () => {
  const browser = new MemoryBrowser()
  ;(await leaveBehind(browser, 'old.txt')).close()
  let open: () => void = () => undefined
  const second = beginTab(browser, zhang, {
    openDatabase: () => new Promise<void>((resolve) => (open = resolve)).then(() => browser.openDatabase()),
  })
  second.queue.beginNow()
  expect(shownIn(second)).toMatchObject({ waitsFor: null, names: [], journalStatus: 'not-yet' })
  second.queue.getSnapshot().queue?.uploads.add([pageFile('new.txt')], target)
  open()
  await expect.poll(() => shownIn(second).names).toEqual(['new.txt', 'old.txt'])
  expect(shownIn(second)).toMatchObject({ journalStatus: 'kept', returned: { files: 1 } })
  await written()
  second.close()
  expect(namesIn(await openTab(browser))).toEqual(['new.txt', 'old.txt'])
})

test('two tabs have a queue each, and the second tells how far the first is', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, 'a.txt', 'b.txt')
  const second = await openTab(browser)
  expect(namesIn(second)).toEqual([])
  const progress = { done: 0, files: 2, failed: 0, isStopped: false, isMovable: true }
  expect(shownIn(second).elsewhere).toMatchObject([{ progress }])
  first.uploads.add([pageFile('c.txt')], target)
  await first.doors.clock.pass(500)
  await expect.poll(() => shownIn(second).elsewhere).toMatchObject([{ progress: { ...progress, files: 3 } }])
})

test('a queue that begins in another tab later is told too', async () => {
  const browser = new MemoryBrowser()
  const second = await openTab(browser)
  const first = await leaveBehind(browser, 'a.txt')
  await first.doors.clock.pass(500)
  await expect.poll(() => shownIn(second).elsewhere).toMatchObject([{ progress: { files: 1 } }])
})

test('the queue of a tab that was closed goes on in the other one, behind what is there', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, 'a.txt')
  const second = await leaveBehind(browser, 'b.txt')
  first.close()
  await written()
  expect(shownIn(second).names).toEqual(['b.txt'])
  await second.doors.clock.pass(5_000)
  await expect.poll(() => shownIn(second).names).toEqual(['b.txt', 'a.txt'])
  expect(shownIn(second)).toMatchObject({ elsewhere: [], returned: { files: 1 } })
  await written()
  second.close()
  expect(namesIn(await openTab(browser))).toEqual(['b.txt', 'a.txt'])
})

test('a tab that was only reloaded keeps its queue, though another one waited for it', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, 'a.txt')
  const second = await openTab(browser)
  first.close()
  await written()
  const reloaded = await openTab(browser)
  expect(namesIn(reloaded)).toEqual(['a.txt'])
  await second.doors.clock.pass(5_000)
  await written()
  expect(shownIn(second).names).toEqual([])
})

test('a queue can be brought into another tab, with files that are in no database, and back', async () => {
  const browser = new MemoryBrowser()
  const first = await openTab(browser)
  const large = pageFile('large.bin', 'x'.repeat(9 * 1024 * 1024))
  first.uploads.add([large], target)
  const left = await first.doors.wire.next('createBlocks')
  const second = await openTab(browser)
  const [elsewhere] = shownIn(second).elsewhere
  second.queue.bringHere(elsewhere?.queueId ?? '')
  await expect.poll(() => shownIn(second).names).toEqual(['large.bin'])
  const [job] = second.queue.getSnapshot().queue ? jobsOf({ uploads: second.queue.getSnapshot().queue!.uploads }) : []
  expect(job).toMatchObject({ lacksFile: false })
  // Nothing more is heard or asked in the first tab; the second asks Feishu the same again.
  expect(first.doors.wire.open).toEqual([])
  expect((await second.doors.wire.next('createBlocks')).field('client_token')).toBe(left.field('client_token'))
  expect(shownIn(first)).toMatchObject({ names: [], waitsFor: null })
  await second.doors.clock.pass(500)
  await expect.poll(() => shownIn(first).elsewhere).toMatchObject([{ progress: { files: 1 } }])

  first.queue.bringHere(elsewhere?.queueId ?? '')
  await expect.poll(() => shownIn(first).names).toEqual(['large.bin'])
  expect(shownIn(second).names).toEqual([])
})

test('a queue called into one tab does not go to a third one that has waited longer', async () => {
  const browser = new MemoryBrowser()
  await leaveBehind(browser, 'a.txt')
  const third = await openTab(browser)
  const second = await openTab(browser)
  second.queue.bringHere(shownIn(second).elsewhere[0]?.queueId ?? '')
  await expect.poll(() => shownIn(second).names).toEqual(['a.txt'])
  expect(shownIn(third).names).toEqual([])
})

test('people do not hear of each other’s queues', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, 'a.txt')
  const other = await openTab(browser, li)
  await first.doors.clock.pass(500)
  await written()
  expect(shownIn(other)).toMatchObject({ names: [], elsewhere: [], waitsFor: null })
  first.close()
  await other.doors.clock.pass(60_000)
  await written()
  expect(shownIn(other).names).toEqual([])
})

test('a queue that somebody else took over comes back to them', async () => {
  const browser = new MemoryBrowser()
  const first = await leaveBehind(browser, 'a.txt')
  first.queue.own(li)
  await written()
  first.close()
  expect(jobsOf(await openTab(browser))).toEqual([])
  expect(jobsOf(await openTab(browser, li))).toHaveLength(1)
})

test('on plain http, where two tabs could not be kept apart, the queue ends with the page, and says so', async () => {
  const tab = await openTab(new MemoryBrowser(), zhang, { locks: null })
  expect(tab.journalStatus.getSnapshot()).toBe('insecure')
  tab.uploads.add([pageFile('a.txt')], target)
  expect(namesIn(tab)).toEqual(['a.txt'])
})

test.each([
  ['SecurityError', 'refused'],
  ['QuotaExceededError', 'full'],
])('a browser that keeps nothing (%s) costs the page nothing else, and is called so', async (name, kept) => {
  const openDatabase = () => Promise.reject(new DOMException('', name))
  const tab = await openTab(new MemoryBrowser(), zhang, { openDatabase })
  expect(tab.journalStatus.getSnapshot()).toBe(kept)
  tab.uploads.add([pageFile('a.txt')], target)
  await tab.doors.wire.next('createBlocks')
})

test('a journal that fails ends the journalStatus, not the uploads; the next page names each file and sends none by itself', async () => {
  const browser = new MemoryBrowser()
  const database = await browser.openDatabase()
  const tab = await openTab(browser, zhang, { openDatabase: () => Promise.resolve(database) })
  tab.uploads.add([pageFile('a.txt')], target)
  await tab.doors.wire.next('createBlocks')
  database.close()
  tab.uploads.add([pageFile('b.txt')], target)
  await written()
  expect(tab.journalStatus.getSnapshot()).toBe('refused')
  expect(jobsOf(tab)).toHaveLength(2)
  tab.close()
  const next = await openTab(browser)
  expect(jobsOf(next).map(({ name, stage }) => [name, stage])).toMatchObject([
    ['a.txt', { at: 'failed', failure: { problem: 'progress-lost' } }],
  ])
  await settled()
  expect(next.doors.wire.open).toEqual([])
})

test('a page with an older version keeps its queue until it is done, and a newer one waits for it', async () => {
  const browser = new MemoryBrowser()
  const older = await leaveBehind(browser, 'a.txt')
  const newer = beginTab(browser, zhang, {
    openDatabase: (neighbours) => openJournalDatabase(neighbours, browser.name, journalVersion + 1),
  })
  await expect
    .poll(() => shownIn(newer))
    .toMatchObject({ waitsFor: 'older-page', elsewhere: [{ progress: { files: 1 } }] })
  newer.queue.bringHere(shownIn(newer).elsewhere[0]?.queueId ?? '')
  await expect.poll(() => shownIn(newer).names).toEqual(['a.txt'])
  expect(shownIn(older)).toMatchObject({ names: [], journalStatus: 'newer-version' })
})

test('one damaged record costs its own file, which is named, and never the queue', async () => {
  const browser = new MemoryBrowser()
  const first = await openTab(browser)
  first.uploads.add(
    ['good', 'stage', 'file', 'nameless'].map((name) => pageFile(name)),
    target,
  )
  await written()
  const database = await browser.openDatabase()
  const [[queueId]] = (await database.getAllKeys('packs')) as [[string, number]]
  const ids = Object.fromEntries(jobsOf(first).map(({ name, id }) => [name, id]))
  first.close()
  const [pack] = await database.getAll('packs')
  const damaged = pack?.map((record) => {
    if (record.name === 'file') return { ...record, target: { is: 'moon' } }
    return record.name === 'nameless' ? { id: record.id } : record
  })
  await database.put('packs', damaged as never, [queueId, 0])
  await database.delete('states', [queueId, ids['file'] ?? ''])
  await database.delete('states', [queueId, ids['nameless'] ?? ''])
  await database.put('states', { id: ids['stage'], stage: { at: 'teleporting' } } as never, [
    queueId,
    ids['stage'] ?? '',
  ])
  await database.put('discards', 7 as never, [queueId, 'odd' as never])

  const second = await openTab(browser)
  expect(
    jobsOf(second).map(({ name, stage }) => [name, stage.at === 'failed' ? stage.failure.problem : 'goes on']),
  ).toEqual([
    ['good', 'goes on'],
    ['stage', 'progress-lost'],
  ])
  expect(second.returned?.lost).toEqual(['file', ''])
})

test('a queue that has ended writes nothing more, lets the database be deleted, and does not open it again', async () => {
  const browser = new MemoryBrowser()
  const tab = await leaveBehind(browser, 'a.txt')
  await tab.queue.end()
  expect(shownIn(tab)).toMatchObject({ names: null, waitsFor: null, elsewhere: [] })
  await new Promise<void>((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(browser.name)
    deleting.onsuccess = () => resolve()
    deleting.onblocked = () => reject(new Error('The database is still open'))
  })
  tab.uploads.add([pageFile('b.txt')], target)
  await written()
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(browser.name)
})

test('a queue that ends while its database is being opened lets go of it', async () => {
  const browser = new MemoryBrowser()
  const tab = beginTab(browser)
  await tab.queue.end()
  await written()
  expect(shownIn(tab).names).toBeNull()
  const deleted = await new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(browser.name)
    deleting.onsuccess = () => resolve('deleted')
    deleting.onblocked = () => resolve('blocked')
  })
  expect(deleted).toBe('deleted')
})
