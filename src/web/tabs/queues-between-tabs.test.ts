import { expect, test } from 'vitest'
import { target } from '../testing/jobs.ts'
import { pageFile } from '../journal/testing/changes.ts'
import { MemoryBrowser } from './testing/memory-browser.ts'
import { jobsOf, openTab, written, namesIn, shownIn, openTabWithFiles } from './testing/open-tab.ts'

const li = 'ou_li'

test('two tabs have a queue each, and the second shows how far the first is', async () => {
  const browser = new MemoryBrowser()
  const first = await openTabWithFiles(browser, 'a.txt', 'b.txt')
  const second = await openTab(browser)
  expect(namesIn(second)).toEqual([])
  const progress = { done: 0, files: 2, failed: 0, isStopped: false, isMovable: true }
  expect(shownIn(second).elsewhere).toMatchObject([{ progress }])
  first.uploads.add([pageFile('c.txt')], target)
  await first.doors.clock.pass(500)
  await expect.poll(() => shownIn(second).elsewhere).toMatchObject([{ progress: { ...progress, files: 3 } }])
})

test('a queue that begins in another tab later is shown too', async () => {
  const browser = new MemoryBrowser()
  const second = await openTab(browser)
  const first = await openTabWithFiles(browser, 'a.txt')
  await first.doors.clock.pass(500)
  await expect.poll(() => shownIn(second).elsewhere).toMatchObject([{ progress: { files: 1 } }])
})

test('the queue of a tab that was closed goes on in the other one, behind what is there', async () => {
  const browser = new MemoryBrowser()
  const first = await openTabWithFiles(browser, 'a.txt')
  const second = await openTabWithFiles(browser, 'b.txt')
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
  const first = await openTabWithFiles(browser, 'a.txt')
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
  // The first tab makes no more calls; the second repeats the same call to Feishu.
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
  await openTabWithFiles(browser, 'a.txt')
  const third = await openTab(browser)
  const second = await openTab(browser)
  second.queue.bringHere(shownIn(second).elsewhere[0]?.queueId ?? '')
  await expect.poll(() => shownIn(second).names).toEqual(['a.txt'])
  expect(shownIn(third).names).toEqual([])
})

test('people do not hear of each other’s queues', async () => {
  const browser = new MemoryBrowser()
  const first = await openTabWithFiles(browser, 'a.txt')
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
  const first = await openTabWithFiles(browser, 'a.txt')
  first.queue.own(li)
  await written()
  first.close()
  expect(jobsOf(await openTab(browser))).toEqual([])
  expect(jobsOf(await openTab(browser, li))).toHaveLength(1)
})
