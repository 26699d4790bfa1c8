import { expect, test } from 'vitest'
import { settled } from '../../engine/testing/hand-held-doors.ts'
import { target } from '../testing/jobs.ts'
import { pageFile } from '../journal/testing/changes.ts'
import { MemoryBrowser } from './testing/memory-browser.ts'
import { beginTab, jobsOf, openTab, written, namesIn, shownIn, openTabWithFiles } from './testing/open-tab.ts'

const zhang = 'ou_zhang'

test('on plain http, where two tabs could not be kept apart, the queue ends with the page, and says so', async () => {
  const tab = await openTab(new MemoryBrowser(), zhang, { locks: null })
  expect(tab.journalStatus.getSnapshot()).toBe('insecure')
  tab.uploads.add([pageFile('a.txt')], target)
  expect(namesIn(tab)).toEqual(['a.txt'])
})

test.each([
  ['SecurityError', 'refused'],
  ['QuotaExceededError', 'full'],
])('a browser that keeps nothing (%s) costs the page nothing else, and is reported as such', async (name, kept) => {
  const openDatabase = () => Promise.reject(new DOMException('', name))
  const tab = await openTab(new MemoryBrowser(), zhang, { openDatabase })
  expect(tab.journalStatus.getSnapshot()).toBe(kept)
  tab.uploads.add([pageFile('a.txt')], target)
  await tab.doors.wire.next('createBlocks')
})

test('a journal that fails ends persistence, not the uploads; the next page names each file and sends none by itself', async () => {
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
  await database.put('deletions', 7 as never, [queueId, 'odd'])
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
  const tab = await openTabWithFiles(browser, 'a.txt')
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
