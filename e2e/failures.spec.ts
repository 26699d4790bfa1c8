import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { png } from './files.ts'
import type { FaultOrder } from './simulator.ts'
import { expectNoSidewaysScroll, expectOpenWay, tabTo } from './wcag.ts'

const refused = (fileName: string, code: number): FaultOrder => ({
  route: 'uploadAll',
  fileName,
  times: 'always',
  fault: { kind: 'code', code },
})

const pictures = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `照片 ${at + 1}.png`, bytes: png(20 + at, 20, at) }))

const papers = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `第 ${at + 1} 份.txt`, bytes: Buffer.from(`文件 ${at}`) }))

/** Records the position of each row of the queue in the window, ten times a second: a row that moves stays where it moved to. */
async function watchPlaces(page: Page): Promise<() => Promise<readonly (readonly number[])[]>> {
  const rows = await page.evaluateHandle(() => {
    const places = new Map<string, Set<number>>()
    const look = () => {
      for (const row of document.querySelectorAll<HTMLElement>('li[data-job]')) {
        const id = row.dataset['job'] ?? ''
        places.set(id, (places.get(id) ?? new Set()).add(Math.round(row.getBoundingClientRect().top)))
      }
      setTimeout(look, 100)
    }
    look()
    return places
  })
  return () => rows.evaluate((places) => [...places.values()].map((each) => [...each]))
}

/** More than a window shows of them. */
const rows = 16

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`no row moves and none grows when files fail, ${viewport.width} pixels wide`, async ({
    uploader,
    page,
    simulator,
  }) => {
    await page.setViewportSize(viewport)
    await simulator.faults([refused('照片 3.png', 1061113), refused('照片 9.png', 1061109)])
    await uploader.begin('empty')
    const places = await watchPlaces(page)
    await uploader.chooseInMemory(pictures(rows))
    expect(await uploader.expectEnded(120_000)).toBe('some-failed')
    await expect(uploader.row('照片 3.png')).toContainText('文件内容未通过审核')
    const seen = await places()
    expect(seen).toHaveLength(rows)
    expect(seen.filter((each) => each.length > 1)).toEqual([])
  })
}

const topOf = async (place: Locator) => (await place.boundingBox())?.y ?? 0

test('among hundreds of failed files the cause stays in view, and why one failed opens below its row without moving it', async ({
  uploader,
  page,
  simulator,
}) => {
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'code', code: 1770032 } }])
  await uploader.begin('empty')
  await uploader.chooseInMemory(papers(400))
  await expect(page.getByRole('radio', { name: '失败 400' })).toBeVisible()
  await tabTo(page, /^去处理$/)
  await page.keyboard.press('Enter')
  const heading = page.getByRole('heading', { level: 3, name: /^没有编辑权限 400 个文件$/ })
  await expect(heading).toBeFocused()
  await expect(uploader.row('第 1 份.txt')).toBeInViewport()

  await page.evaluate(() => window.scrollTo(0, 6000))
  const row = uploader.rows.nth(12)
  await expect(row).toBeInViewport()
  const name = (await row.locator('p').first().textContent()) ?? ''
  expect(await uploader.rows.count()).toBeLessThan(60)
  const before = await topOf(uploader.row(name))
  await uploader.why(name)
  await expect(uploader.row(name)).toContainText('1770032')
  expect(Math.abs((await topOf(uploader.row(name))) - before)).toBeLessThan(2)
  await expect(heading).toBeInViewport()

  // It keeps its place, and is still open, when it comes back into view.
  await page.evaluate(() => window.scrollTo(0, 0))
  await expect(uploader.row('第 1 份.txt')).toBeInViewport()
  await page.evaluate(() => window.scrollTo(0, 6000))
  await expect(uploader.row(name)).toContainText('1770032')
})

test('the chosen document says that its right is lost, and what to do, until a file gets through again', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'code', code: 1770032 } }])
  await uploader.choose(pictures(3))
  const advice = page.getByText('请向文档所有者申请编辑权限，或换一篇你能编辑的文档。', { exact: true })
  await expect(advice).toBeVisible()
  await expect(page.getByText('可以编辑', { exact: true })).toBeHidden()
  await simulator.endFaults()
  await uploader.showFailed()
  const cause = uploader.cause('没有编辑权限')
  await cause.getByRole('button', { name: '其他办法' }).click()
  await cause.getByRole('menuitem', { name: '全部重试' }).click()
  await uploader.expectAllDone(3)
  await expect(page.getByText('可以编辑', { exact: true })).toBeVisible()
  await expect(advice).toBeHidden()
})

test('nothing bars the way to failures in light and dark, from the smallest phone to a desk, nor at 200 % zoom', async ({
  uploader,
  page,
  simulator,
}) => {
  const files = pictures(8)
  await simulator.faults([
    ...['照片 1.png', '照片 4.png'].map((name) => refused(name, 1061109)),
    refused('照片 2.png', 1061043),
    refused('照片 7.png', 1061113),
  ])
  await uploader.begin('empty')
  await uploader.choose(files)
  await expect(page.getByRole('radio', { name: '失败 4' })).toBeVisible()
  await uploader.why('照片 2.png')
  const queue = page.getByRole('region', { name: '上传队列' })
  await expectOpenWay(page, [320, 390, 1280], queue)
  await page.getByRole('button', { name: '去处理' }).click()
  await page.getByRole('button', { name: '逐个处理' }).click()
  await expect(page.getByRole('textbox', { name: '新文件名' })).toBeFocused()
  await expectOpenWay(page, [320, 390, 1280], queue)
  await page.setViewportSize({ width: 640, height: 400 })
  await expectNoSidewaysScroll(page)
})
