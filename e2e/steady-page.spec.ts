import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { mixedFiles, type TestFile } from './files.ts'

const files = mixedFiles(8)
/** Its name takes more than one line on a phone. */
const longNamed: TestFile = { name: '第三季度产品需求评审会议纪要（第 15 次）.txt', bytes: Buffer.from('纪要') }

test('the button that files are chosen with stays in its place once a document is chosen', async ({
  uploader,
  page,
}) => {
  await uploader.signIn()
  const choose = page.getByRole('button', { name: '选择文件', exact: true })
  let before: Awaited<ReturnType<typeof choose.boundingBox>> = null
  await page.route(/TargetOptions/, async (route) => {
    await expect(page.getByText('可以编辑')).toBeVisible()
    before = await choose.boundingBox()
    await route.continue()
  })
  await uploader.pickDocument(uploader.linkOf('empty'))
  await expect(page.getByText('插入位置和样式')).toBeVisible()
  expect(before).not.toBeNull()
  expect(await choose.boundingBox()).toEqual(before)
})

test('the button stays in its place once the cells of a sheet were looked at, at a desk and on a small phone', async ({
  uploader,
  page,
}) => {
  await uploader.signIn()
  const choose = page.getByRole('button', { name: /^(选择文件|Choose files)$/ })
  const looking = page.getByText(/正在看哪些单元格空着|Looking for free cells/)
  const looked = page.getByText(/(依次放进|In turn into) A5/)
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 320, height: 640 },
  ]) {
    for (const language of ['zh-CN', 'en'] as const) {
      await test.step(`${viewport.width} pixels wide, in ${language}`, async () => {
        await page.setViewportSize(viewport)
        await uploader.speak(language)
        let before: Awaited<ReturnType<typeof choose.boundingBox>> = null
        await page.route(/\/values\//, async (route) => {
          if (before === null) {
            await expect(looking).toBeVisible()
            before = await choose.boundingBox()
          }
          await route.continue()
        })
        await uploader.openLink('sheet', {})
        await expect(looked).toBeVisible()
        expect(before).not.toBeNull()
        expect(await choose.boundingBox()).toEqual(before)
        await page.unrouteAll({ behavior: 'wait' })
      })
    }
  }
})

test('what can be pressed at the queue stays in its place when the last file has arrived', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  await simulator.faults([{ route: 'uploadAll', skip: 4, times: 'always', fault: { kind: 'hold' } }])
  await uploader.choose(files)
  const more = page.getByRole('button', { name: '更多操作' })
  await expect(uploader.headline(/^已完成 [1-7] \/ 8$/)).toBeVisible()
  const before = await more.boundingBox()

  await simulator.endFaults()
  await uploader.expectAllDone(files.length)
  await expect(page.getByText('可以放心关闭这一页了。')).toBeVisible()
  expect(await more.boundingBox()).toEqual(before)
})

/** Records in every frame the height and text of each row of the queue. */
async function watchRows(page: Page): Promise<() => Promise<readonly Readonly<Record<number, string>>[]>> {
  const rows = await page.evaluateHandle(() => {
    const heights = new Map<string, Record<number, string>>()
    const look = () => {
      for (const row of document.querySelectorAll<HTMLElement>('li[data-job]')) {
        const id = row.dataset['job'] ?? ''
        const seen = heights.get(id) ?? {}
        seen[row.getBoundingClientRect().height] ??= row.innerText
        heights.set(id, seen)
      }
      requestAnimationFrame(look)
    }
    look()
    return heights
  })
  return () => rows.evaluate((heights) => [...heights.values()])
}

test('a row is as high when its file waits as when it has arrived, at a desk and on a phone', async ({
  uploader,
  page,
}) => {
  await uploader.begin('empty')
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    for (const language of ['zh-CN', 'en'] as const) {
      await test.step(`${viewport.width} pixels wide, in ${language}`, async () => {
        await page.setViewportSize(viewport)
        await page.reload()
        await uploader.speak(language)
        const heights = await watchRows(page)
        // Other names than before: of those that the history knows, the page asks.
        const all = [...files, longNamed].map((file) => ({
          ...file,
          name: `${viewport.width} ${language} ${file.name}`,
        }))
        await uploader.choose(all)
        await uploader.expectAllDone(all.length)
        const seen = await heights()
        expect(seen).toHaveLength(all.length)
        expect(seen.filter((each) => Object.keys(each).length > 1)).toEqual([])
      })
    }
  }
})
