import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { UploaderPage } from './uploader-page.ts'

/** Enough for the list to hold only the rows in view. */
const count = 400

/** Many small files through the chooser, without a disk. */
async function beginLong(uploader: UploaderPage, page: Page): Promise<void> {
  await uploader.begin('empty')
  await uploader.chooseInMemory(
    Array.from({ length: count }, (_, at) => ({ name: `第 ${at + 1} 份.txt`, bytes: Buffer.from(`文件 ${at}`) })),
  )
  await expect(page.getByRole('radio', { name: `全部 ${count}` })).toBeVisible()
}

async function scrollTo(page: Page, share: number): Promise<void> {
  await page.evaluate((part) => window.scrollTo(0, document.documentElement.scrollHeight * part), share)
}

test('four hundred files keep to what is looked at: another filter, a search, the keyboard, another order, a finger, rows cleared away', async ({
  uploader,
  page,
  simulator,
}) => {
  const { step } = test
  const arrange = page.getByRole('button', { name: '调整顺序' })
  // No more arrive until the queue is paused, however slow the machine.
  await simulator.faults([{ route: 'uploadAll', skip: 30, times: 'always', fault: { kind: 'hold' } }])
  await beginLong(uploader, page)

  await step('another filter begins at its beginning, under the head that stays in view', async () => {
    await scrollTo(page, 0.9)
    await page.getByRole('radio', { name: /^等待中/ }).check()
    await expect(uploader.queue.getByRole('listitem').first()).toBeInViewport()
    await expect(uploader.headline(/^已完成 \d+ \/ 400$/)).toBeInViewport()
    await page.getByRole('radio', { name: /^全部/ }).check()
  })

  await step('a file is found by its name where the browser’s own search could not see it', async () => {
    const search = page.getByRole('searchbox', { name: '按名称查找' })
    await search.fill('39')
    await expect(uploader.queue.getByRole('listitem')).toHaveCount(14)
    await expect(uploader.row('第 399 份.txt')).toBeVisible()
    await search.fill('没有这个')
    await expect(page.getByText('这里没有名称包含“没有这个”的文件。')).toBeVisible()
    await search.fill('')
  })

  await expect(page.getByRole('radio', { name: /^已完成 [1-9]\d/ })).toBeVisible()
  await page.getByRole('button', { name: '全部暂停' }).click()
  await simulator.endFaults()
  await expect(page.getByRole('radio', { name: /^进行中/ })).toHaveCount(0)

  await step('going up by the keyboard, no row hides under the head', async () => {
    await scrollTo(page, 0.5)
    await uploader.row('第 200 份.txt').getByRole('button', { name: '取消 第 200 份.txt' }).focus()
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Shift+Tab')
      const isOnTop = await page.locator(':focus').evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
      })
      expect(isOnTop, `after ${presses + 1} presses`).toBe(true)
    }
  })

  await step('a row sent to the top takes the view and the focus along', async () => {
    await arrange.click()
    await scrollTo(page, 0.8)
    const toTop = page.getByRole('button', { name: '把 第 320 份.txt 移到最前' })
    await toTop.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText(/现在排在第 \d{1,2}，共 400 个/)).toBeVisible()
    await expect(toTop).toBeFocused()
    await expect(toTop).toBeInViewport()
  })

  await step('a finger carries a row past the edge of the screen, to rows that were not there when it began', () =>
    carryByFinger(uploader, page),
  )

  await step('the keyboard stays on its row while the list scrolls away from under it', async () => {
    await arrange.click()
    await scrollTo(page, 0.5)
    const row = uploader.row('第 195 份.txt')
    const cancel = row.getByRole('button', { name: '取消 第 195 份.txt' })
    await cancel.focus()
    await scrollTo(page, 1)
    await expect(uploader.row(`第 ${count} 份.txt`)).toBeVisible()
    await expect(cancel).toBeFocused()
    expect(await uploader.queue.getByRole('listitem').count()).toBeLessThan(60)
    await page.keyboard.press('Enter')
    await expect(row).toContainText('已取消')
    await expect(row.getByRole('button', { name: '重试 第 195 份.txt' })).toBeFocused()
  })

  await step('rows cleared away above do not push what is being read', async () => {
    await scrollTo(page, 0.5)
    const row = uploader.row('第 210 份.txt')
    await row.getByRole('button', { name: '取消 第 210 份.txt' }).focus()
    const before = await row.boundingBox()
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '清除已完成和已取消的' }).click()
    await expect(page.getByRole('radio', { name: /^已完成/ })).toHaveCount(0)
    expect(Math.abs(((await row.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(8)
  })
})

async function carryByFinger(uploader: UploaderPage, page: Page): Promise<void> {
  await scrollTo(page, 0.5)
  const row = uploader.row('第 200 份.txt')
  await row.scrollIntoViewIfNeeded()
  const handle = await row.locator('[data-handle]').boundingBox()
  if (!handle) throw new Error('the row is not in view')
  const finger = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: handle.x + handle.width / 2, y }],
    })
  const edge = page.viewportSize()?.height ?? 0
  await touch('touchStart', handle.y + handle.height / 2)
  await touch('touchMove', edge - 60)
  await touch('touchMove', edge - 4)
  await expect(uploader.row('第 250 份.txt')).toBeInViewport()
  await touch('touchMove', edge / 2 + 100)
  await expect(page.getByText('1 个文件', { exact: true })).toBeInViewport()
  await touch('touchEnd', 0)
  await expect(page.getByText(/第 200 份.txt 现在排在第 2[3-9]\d，共 400 个/)).toBeVisible()
  await expect(row).toBeInViewport()
}
