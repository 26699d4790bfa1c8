import type { Page } from '@playwright/test'
import { expect, ownContext, test } from './fixtures.ts'
import { mixedFiles, noise, onDisk, sha256, type TestFile } from './files.ts'
import { HeldUploads } from './held-uploads.ts'
import type { Simulator } from './simulator.ts'

// A held call must not block the calls of others.
test.use({ worldSettings: { concurrentUploads: 'tolerated' } })

const names = (files: readonly TestFile[]) => files.map((file) => file.name)

/** Holds the upload of one file until `endFaults`, so that its queue does not end however slow the machine is. */
async function holdBack(simulator: Simulator, file: TestFile | undefined): Promise<void> {
  const [fileName, fault] = [file?.name ?? '', { kind: 'hold' } as const]
  await simulator.faults([{ route: 'uploadAll', times: 'always', fileName, fault }])
}

const opening = (page: Page) => page.getByRole('status', { name: '正在打开上次的队列' })
const elsewhere = (page: Page) => page.getByRole('region', { name: /^另一个标签页/ })

/** Another tab of this origin, without the page's scripts. */
async function strangeTab(page: Page): Promise<Page> {
  const stranger = await page.context().newPage()
  await stranger.goto('/favicon.svg')
  return stranger
}

/** Waits in line for the lock of the one queue there is, and keeps it; `letGo` gives it back. */
async function keepLock(stranger: Page) {
  await stranger.evaluate(async () => {
    const { held = [] } = await navigator.locks.query()
    const name = held.map((lock) => lock.name ?? '').find((each) => each.startsWith('feishu-uploader.queue.')) ?? ''
    void navigator.locks.request(name, () => new Promise((resolve) => Object.assign(window, { letGo: resolve })))
  })
  return {
    letGo: () => stranger.evaluate(() => (window as unknown as { letGo: () => void }).letGo()),
  }
}

/** From the next load on, the browser answers that its database is open only when `answer` is called. */
async function slowDatabase(page: Page) {
  await page.addInitScript(() => {
    const answered = new Promise((resolve) => Object.assign(window, { answerDatabase: resolve }))
    IDBOpenDBRequest.prototype.addEventListener = function (this: IDBOpenDBRequest, type: string, listener: never) {
      const late = (event: Event) => void answered.then(() => (listener as (event: Event) => void).call(this, event))
      EventTarget.prototype.addEventListener.call(this, type, type === 'success' ? late : listener)
    } as never
  })
  return {
    answer: () => page.evaluate(() => (window as unknown as { answerDatabase: () => void }).answerDatabase()),
  }
}

test('a second tab shows the queue of the first, takes it over whole, and gives it back', async ({
  uploader,
  page,
  context,
  simulator,
}) => {
  const large: TestFile = { name: '录像.bin', bytes: noise(21_000_000, 'tab') }
  const files = [...mixedFiles(11), large]
  const disk = await onDisk(files)
  await uploader.begin('empty')
  await simulator.faults([{ route: 'uploadPart', times: 'always', fault: { kind: 'hold' } }])
  await uploader.chooseOnDisk(disk.paths)
  await uploader.expectDone(files[0]?.name ?? '')

  const second = uploader.on(await context.newPage())
  await second.open()
  const notice = elsewhere(second.page)
  await expect(notice).toContainText(/正在上传：已完成 \d+ \/ 12/)
  await expect(second.page.getByText('可以编辑')).toBeVisible()
  await expect(second.queue).toBeHidden()
  await notice.getByRole('button', { name: '改在这里接着传' }).click()
  await expect(second.page.getByRole('heading', { name: /上次没传完的 \d+ 个文件都在/ })).toBeVisible()
  await expect(notice).toBeHidden()

  // The first tab has let go, says so, and can have it back.
  await expect(uploader.queue).toBeHidden()
  await expect(elsewhere(page)).toContainText(/已完成 \d+ \/ 12/)
  await elsewhere(page).getByRole('button', { name: '改在这里接着传' }).click()
  await expect(uploader.queue).toBeVisible()
  await expect(second.queue).toBeHidden()
  expect(await uploader.missingFiles()).toBe(0)
  await simulator.endFaults()
  await uploader.expectAllDone(files.length)
  await expect(notice).toBeHidden()
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(names(files))
  const film = (await simulator.media(uploader.tokenOf('empty'))).at(-1)
  expect(film?.sha256).toBe(sha256(large.bytes))
  await disk.remove()
})

test('each tab puts its own files in; what a closed one left goes on in the other by itself', async ({
  uploader,
  page,
  context,
  simulator,
}) => {
  const [first, others] = [mixedFiles(10), [{ name: '补充.bin', bytes: noise(50_000, 'other') }]]
  await uploader.begin('empty')
  // Held in this tab, not at Feishu: where earlier stories taught the gateway that Feishu takes one upload at a time, that one would
  // keep the other tab's waiting.
  await new HeldUploads(5).stand(page)
  await uploader.choose(first)
  await uploader.expectDone(first[0]?.name ?? '')
  const second = uploader.on(await context.newPage())
  await second.open()
  await expect(elsewhere(second.page)).toBeVisible()
  await second.choose(others)
  await second.expectDone('补充.bin')
  await page.close()
  await second.expectAllDone(first.length + 1)
  await expect(elsewhere(second.page)).toBeHidden()
  const all = await simulator.mediaNames(second.tokenOf('empty'))
  expect(all.filter((name) => name === '补充.bin')).toHaveLength(1)
  expect(all.filter((name) => name !== '补充.bin')).toEqual(names(first))
})

test(
  'a reload whose lock comes late shows that the queue is on its way, keeps what is dropped, and goes on',
  ownContext,
  async ({ uploader, page, simulator }) => {
    const [first, later] = [mixedFiles(10), [{ name: '后来的.bin', bytes: noise(40_000, 'later') }]]
    await uploader.begin('empty')
    await holdBack(simulator, first.at(-1))
    await uploader.choose(first)
    await uploader.expectDone(first[0]?.name ?? '')
    const lock = await keepLock(await strangeTab(page))
    await page.reload()
    await expect(opening(page)).toContainText('另一个页面手里')
    await expect(page.getByText('可以编辑')).toBeVisible()
    await uploader.choose(later)
    await expect(uploader.queue).toBeHidden()
    await simulator.endFaults()
    await lock.letGo()
    await expect(opening(page)).toBeHidden()
    await uploader.expectAllDone(first.length + later.length)
    expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(names([...first, ...later]))
  },
)

test(
  'a reload whose database opens late waits, or begins again at once; the queue is there in either case',
  ownContext,
  async ({ uploader, page, simulator }) => {
    const [first, later] = [mixedFiles(10), [{ name: '不等了.bin', bytes: noise(40_000, 'now') }]]
    await uploader.begin('empty')
    await holdBack(simulator, first.at(-1))
    await uploader.choose(first)
    await uploader.expectDone(first[0]?.name ?? '')
    const database = await slowDatabase(page)
    await page.reload()
    await expect(opening(page)).toContainText('浏览器还没有打开')
    // Only the queue waits: the document is looked up meanwhile.
    await expect(page.getByText('可以编辑')).toBeVisible()
    await database.answer()
    await expect(page.getByRole('heading', { name: /上次没传完的 \d+ 个文件都在/ })).toBeVisible()

    await page.reload()
    await opening(page).getByRole('button', { name: '不等了，先传新的文件' }).click()
    const uploads = new HeldUploads(0)
    await uploads.stand(page)
    await uploader.choose(later)
    // Only while a file is on its way: once it has arrived, a reload loses nothing.
    await expect(page.getByText('队列暂时记不下来', { exact: false })).toBeVisible()
    uploads.allow(Infinity)
    await uploader.expectDone('不等了.bin')
    await simulator.endFaults()
    await database.answer()
    await uploader.expectAllDone(first.length + later.length)
    await expect(page.getByText('队列暂时记不下来', { exact: false })).toBeHidden()
    const stand = await simulator.mediaNames(uploader.tokenOf('empty'))
    expect(stand.filter((name) => name !== '不等了.bin')).toEqual(names(first))
    expect(stand).toHaveLength(first.length + 1)
  },
)

test(
  'a queue that the browser can keep no longer says so; after a reload each file is named, and none is sent twice',
  ownContext,
  async ({ uploader, page, simulator }) => {
    const files = mixedFiles(14)
    await uploader.begin('empty')
    const uploads = new HeldUploads(3)
    await uploads.stand(page)
    await uploader.choose(files)
    await uploader.expectDone(files[0]?.name ?? '')
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('No room', 'QuotaExceededError')
      }
    })
    uploads.allow(1)
    await expect(page.getByText('存储空间满了', { exact: false })).toBeVisible()
    await page.reload()
    const cause = uploader.cause('不知道传到了哪一步')
    await uploader.showFailed()
    await expect(cause).toBeVisible()
    const before = await simulator.mediaNames(uploader.tokenOf('empty'))
    expect(before.length).toBeGreaterThan(0)
    uploads.allow(Infinity)
    await page.reload()
    await uploader.showFailed()
    await expect(cause).toBeVisible()
    expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(before)
  },
)
