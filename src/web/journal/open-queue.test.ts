import { expect, test } from 'vitest'
import type { Doors } from '../../engine/doors.ts'
import { handHeldDoors, settled } from '../../engine/testing/hand-held-doors.ts'
import { HandHeldWire } from '../../engine/testing/hand-held-wire.ts'
import type { OpenQueue } from './open-queue.ts'
import { openQueue } from './open-queue.ts'
import { target } from '../testing/jobs.ts'
import { listing, pageFile } from './testing/changes.ts'
import { MemoryBrowser } from './testing/memory-browser.ts'

const zhang = 'ou_zhang'

/** Ids that no other tab gives. */
function doorsOfTab(): ReturnType<typeof handHeldDoors<HandHeldWire>> {
  return Object.assign(handHeldDoors(new HandHeldWire()), {
    chance: { uuid: () => crypto.randomUUID(), fraction: () => 0.5 },
  })
}

async function openTab(browser: MemoryBrowser, owner = zhang) {
  const tab = browser.openTab()
  const doors = doorsOfTab()
  const queue = await openQueue(doors, tab, owner)
  return { ...queue, doors, close: tab.close }
}

/** Waits until the database has been quiet for a while of its own time. */
async function written() {
  for (let round = 0; round < 60; round += 1) await settled()
}

function jobsOf({ uploads }: Pick<OpenQueue, 'uploads'>) {
  return uploads.getSnapshot().ids.flatMap((id) => uploads.getJob(id) ?? [])
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

test('two tabs have a queue each', async () => {
  const browser = new MemoryBrowser()
  const first = await openTab(browser)
  first.uploads.add([pageFile('a.txt')], target)
  await written()
  const second = await openTab(browser)
  expect(jobsOf(second)).toEqual([])
  expect(second.returned).toBeNull()
})

test('a queue that somebody else took over comes back to them', async () => {
  const browser = new MemoryBrowser()
  const first = await openTab(browser)
  first.uploads.add([pageFile('a.txt')], target)
  await written()
  first.own('ou_li')
  await written()
  first.close()
  expect(jobsOf(await openTab(browser))).toEqual([])
  expect(jobsOf(await openTab(browser, 'ou_li'))).toHaveLength(1)
})

test('on plain http, where two tabs could not be kept apart, the queue ends with the page, and says so', async () => {
  const queue = await openQueue(doorsOfTab(), { ...new MemoryBrowser().openTab(), locks: null }, zhang)
  expect(queue.keeping.getSnapshot()).toBe(false)
  queue.uploads.add([pageFile('a.txt')], target)
  expect(jobsOf(queue)).toHaveLength(1)
})

test('a browser that keeps nothing costs the page nothing else', async () => {
  const openDatabase = () => Promise.reject(new DOMException('', 'SecurityError'))
  const queue = await openQueue(doorsOfTab(), { ...new MemoryBrowser().openTab(), openDatabase }, zhang)
  expect(queue.keeping.getSnapshot()).toBe(false)
})

test('a database that never answers is not waited for', async () => {
  const doors = doorsOfTab()
  const openDatabase = () => new Promise<never>(() => undefined)
  const opening = openQueue(doors, { ...new MemoryBrowser().openTab(), openDatabase }, zhang)
  await settled()
  await doors.clock.pass(3_000)
  expect((await opening).keeping.getSnapshot()).toBe(false)
})

test('a journal that fails ends the keeping, not the uploads, and is not believed by the next page', async () => {
  const browser = new MemoryBrowser()
  const tab = browser.openTab()
  const database = await browser.openDatabase()
  const doors: Doors & ReturnType<typeof doorsOfTab> = doorsOfTab()
  const queue = await openQueue(doors, { ...tab, openDatabase: () => Promise.resolve(database) }, zhang)
  queue.uploads.add([pageFile('a.txt')], target)
  await doors.wire.next('createBlocks')
  database.close()
  queue.uploads.add([pageFile('b.txt')], target)
  await written()
  expect(queue.keeping.getSnapshot()).toBe(false)
  expect(jobsOf(queue)).toHaveLength(2)
  tab.close()
  expect(jobsOf(await openTab(browser))).toEqual([])
})
