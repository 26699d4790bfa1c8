import { expect, test } from 'vitest'
import { target } from '../testing/jobs.ts'
import { openJournalDatabase } from '../journal/journal-database.ts'
import { journalVersion } from '../journal/journal-migrations.ts'
import { listing, pageFile } from '../journal/testing/changes.ts'
import { MemoryBrowser } from './testing/memory-browser.ts'
import { beginTab, jobsOf, openTab, written, namesIn, shownIn, openTabWithFiles } from './testing/open-tab.ts'

const zhang = 'ou_zhang'

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

test('a page whose lock is not free waits however long, says so, and takes up the queue by itself', async () => {
  const browser = new MemoryBrowser()
  const first = await openTabWithFiles(browser, 'a.txt')
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
  ;(await openTabWithFiles(browser, 'a.txt')).close()
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
  ;(await openTabWithFiles(browser, 'old.txt')).close()
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

test('a page with an older version keeps its queue until it is done, and a newer one waits for it', async () => {
  const browser = new MemoryBrowser()
  const older = await openTabWithFiles(browser, 'a.txt')
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
