import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, ownContext, test } from './fixtures.ts'
import { mixedFiles, noise, onDisk, sha256, type TestFile } from './files.ts'
import type { Simulator } from './simulator.ts'
import { UploaderPage } from './uploader-page.ts'

const partBytes = 4_194_304
const large: TestFile = { name: '大文件.bin', bytes: noise(25_000_000, 'reload') }

/** Four files arrive, and no more until the faults end: however slow the machine, the queue has not ended. */
const afterTheFirst = { route: 'uploadAll', skip: 4, times: 'always', fault: { kind: 'hold' } } as const

/** The same for the parts of a large file. */
const afterTheFirstParts = { route: 'uploadPart', skip: 2, times: 'always', fault: { kind: 'hold' } } as const

async function acceptedParts(simulator: Simulator): Promise<number> {
  const { uploadPart } = await simulator.counters()
  const refused = Object.values(uploadPart?.refusals ?? {}).reduce((sum, each) => sum + each, 0)
  return (uploadPart?.calls ?? 0) - refused
}

/** Crashes the page: no `beforeunload`, no `pagehide`, and its scripts stop at once. */
async function crash(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void client.send('Page.crash').catch(() => undefined)
  await crashed
}

test('a page reloaded half-way goes on by itself, and each file is there once, in order', async ({
  uploader,
  page,
  simulator,
}) => {
  const files = mixedFiles(12)
  await simulator.faults([afterTheFirst])
  await uploader.begin('empty')
  await uploader.choose(files)
  await uploader.expectDone(files[2]?.name ?? '')
  await page.reload()
  await expect(page.getByRole('heading', { name: /上次没传完的 \d+ 个文件都在/ })).toBeVisible()
  await simulator.endFaults()
  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
  await expect(page.getByRole('heading', { name: /上次没传完/ })).toBeHidden()

  await page.reload()
  await expect(page.getByText('可以编辑')).toBeVisible()
  await expect(uploader.queue).toBeHidden()
})

/** Reloads the page as soon as the first row of its queue appears. */
async function reloadAtFirstRow(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    if (navigation?.type === 'reload') return
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[aria-label^="上传队列"] li')) return
      observer.disconnect()
      location.reload()
    }).observe(document, { subtree: true, childList: true })
  })
}

test(
  'a page reloaded as soon as the first row appears has forgotten none of the files',
  ownContext,
  async ({ uploader, page, simulator }) => {
    // The last one is too large for the browser to keep a copy; of the others, some copies may be complete.
    const scan = { name: '扫描件.bin', bytes: noise(9_000_000, 'scan') }
    const files = [...mixedFiles(11), scan]
    const disk = await onDisk(files)
    await reloadAtFirstRow(page)
    await uploader.begin('empty')
    await uploader.chooseOnDisk(disk.paths)
    await expect(page.getByRole('heading', { name: '上次没传完的 12 个文件都在' })).toBeVisible()
    await page.getByRole('radio', { name: /^缺少文件/ }).check()
    await expect(uploader.row(scan.name)).toContainText('需要重新选择这个文件')
    await page.getByRole('radio', { name: /^全部/ }).check()
    await uploader.drop(disk.paths)
    await uploader.expectAllDone(files.length)
    expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
    await disk.remove()
  },
)

test(
  'a page that crashes half-way loses nothing, and nothing stands twice',
  ownContext,
  async ({ uploader, page, context, world, simulator }) => {
    const files = mixedFiles(12)
    await simulator.faults([afterTheFirst])
    await uploader.begin('empty')
    await uploader.choose(files)
    await uploader.expectDone(files[2]?.name ?? '')
    await crash(page)
    const again = new UploaderPage(await context.newPage(), world)
    await simulator.endFaults()
    await again.open()
    await again.expectAllDone(files.length)
    expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
  },
)

test('a large file dropped again after a reload goes on from its last accepted part', async ({
  uploader,
  page,
  simulator,
}) => {
  const disk = await onDisk([large])
  await simulator.faults([afterTheFirstParts])
  await uploader.begin('empty')
  await uploader.chooseOnDisk(disk.paths)
  await expect(uploader.row(large.name)).toContainText(/飞书已确认 [1-9]/)
  await page.reload()
  await expect(uploader.row(large.name)).toContainText('需要重新选择这个文件')
  await simulator.endFaults()
  await expect(page.getByText('还有 1 个，浏览器里没有它们的内容', { exact: false })).toBeVisible()
  await uploader.drop(disk.paths)
  await uploader.expectAllDone(1)
  await expect(page.getByRole('heading', { name: /上次没传完/ })).toBeHidden()

  const [block] = await simulator.media(uploader.tokenOf('empty'))
  expect(block?.sha256).toBe(sha256(large.bytes))
  const { uploadPrepare } = await simulator.counters()
  expect(uploadPrepare?.calls).toBe(1)
  // Parts whose answer the reload cut off are sent again: at most as many as were on the wire.
  expect(await acceptedParts(simulator)).toBeLessThanOrEqual(Math.ceil(large.bytes.length / partBytes) + 2)
  await disk.remove()
})

test('a large file that changed while the page was closed is named, and goes in as it is now', async ({
  uploader,
  page,
  simulator,
}) => {
  const disk = await onDisk([large])
  await simulator.faults([afterTheFirstParts])
  await uploader.begin('empty')
  await uploader.chooseOnDisk(disk.paths)
  await expect(uploader.row(large.name)).toContainText(/飞书已确认 [1-9]/)
  await page.reload()
  await expect(uploader.row(large.name)).toContainText('需要重新选择这个文件')
  await simulator.endFaults()

  const bytes = noise(21_000_000, 'changed')
  await writeFile(disk.paths[0] ?? '', bytes)
  await uploader.drop(disk.paths)
  const notice = page.getByRole('status').filter({ hasText: '和上次添加的不一样' })
  await expect(notice.getByRole('listitem')).toHaveText([large.name])
  await notice.getByRole('button', { name: '用现在的替换' }).click()
  await expect(uploader.row(large.name).first()).toContainText('已取消')
  await expect(uploader.row(large.name).last()).toContainText('已在文档中')
  const media = await simulator.media(uploader.tokenOf('empty'))
  expect(media.map((block) => block.sha256)).toEqual([sha256(bytes)])
  await disk.remove()
})

test('another person does not see the queue; the first one finds it again', async ({ uploader, page, simulator }) => {
  const files = mixedFiles(12)
  await simulator.faults([afterTheFirst])
  await uploader.begin('empty')
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  await uploader.signOut()
  await expect(page.getByText('你再次登录后接着传', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: '我自己的，保留队列' }).click()
  await page.getByRole('link', { name: '用飞书登录' }).click()
  await uploader.consent(/李四/)
  await expect(page.getByRole('textbox', { name: '文档链接' })).toBeVisible()
  await expect(uploader.queue).toBeHidden()
  await simulator.endFaults()
  await uploader.signOut()
  await page.getByRole('link', { name: '用飞书登录' }).click()
  await uploader.consent()
  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
})

test('a browser that keeps nothing says so, and uploads anyway', ownContext, async ({ uploader, page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError')
    }
  })
  const files = mixedFiles(6)
  await uploader.begin('empty')
  await uploader.choose(files)
  await expect(page.getByText('这个浏览器记不住队列', { exact: false })).toBeVisible()
  await uploader.expectAllDone(files.length)
})

/**
 * Stands in for the desktop's question, which a browser without a screen never answers: a dropped folder comes as one of the
 * origin's own file system, and after a reload it may be read only once the page has asked.
 */
async function askForFolders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    let isAllowed = navigation?.type !== 'reload'
    const descriptor = Object.getOwnPropertyDescriptor(FileSystemFileHandle.prototype, 'getFile')
    const getFile = descriptor?.value as (this: FileSystemFileHandle) => Promise<File>
    FileSystemFileHandle.prototype.getFile = function () {
      return isAllowed ? getFile.call(this) : Promise.reject(new DOMException('Not allowed', 'NotAllowedError'))
    }
    Object.assign(FileSystemHandle.prototype, {
      queryPermission: () => Promise.resolve(isAllowed ? 'granted' : 'prompt'),
      requestPermission: () => {
        isAllowed = navigator.userActivation.isActive
        return Promise.resolve(isAllowed ? 'granted' : 'denied')
      },
    })
    Object.assign(DataTransferItem.prototype, {
      webkitGetAsEntry: () => null,
      getAsFileSystemHandle: async () => (await navigator.storage.getDirectory()).getDirectoryHandle('资料'),
    })
  })
}

/** Fills the folder that `askForFolders` drops. */
async function fillFolder(page: Page, names: readonly string[], sizeBytes: number): Promise<void> {
  await page.evaluate(
    async ([files, size]) => {
      const root = await navigator.storage.getDirectory()
      const folder = await root.getDirectoryHandle('资料', { create: true })
      for (const [at, name] of files.entries()) {
        const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
        await writable.write(new Uint8Array(size).fill(at + 1))
        await writable.close()
      }
    },
    [names, sizeBytes] as const,
  )
}

test(
  'the files of a dropped folder go on after a reload as soon as the page is allowed to read it again',
  ownContext,
  async ({ uploader, page, simulator }) => {
    const names = ['1.bin', '2.bin', '3.bin']
    await askForFolders(page)
    await uploader.begin('empty')
    // Too large to be copied.
    await fillFolder(page, names, 9_000_000)
    await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'hold' } }])
    await uploader.drop([(await onDisk([{ name: '资料/x', bytes: Buffer.alloc(1) }])).folder])
    await expect(uploader.row('1.bin')).toContainText('上传中')
    await page.reload()
    await simulator.endFaults()
    await expect(uploader.row('1.bin')).toContainText('需要重新选择这个文件')
    await page.getByRole('button', { name: '允许读取 3 个文件' }).click()
    await uploader.expectAllDone(names.length)
    await expect(page.getByRole('heading', { name: /上次没传完/ })).toBeHidden()
    const media = await simulator.media(uploader.tokenOf('empty'))
    expect(media.map((block) => block.name)).toEqual(names)
    expect(media.map((block) => block.sha256)).toEqual(names.map((_, at) => sha256(Buffer.alloc(9_000_000, at + 1))))
  },
)
