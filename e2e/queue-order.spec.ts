import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { noise, type TestFile } from './files.ts'
import type { Simulator } from './simulator.ts'
import type { UploaderPage } from './uploader-page.ts'
import { tabTo } from './wcag.ts'

/** More than is placed ahead of the uploads, so that the last of them can still be moved; sizes go up and down. */
const files: readonly TestFile[] = Array.from({ length: 44 }, (_, at) => ({
  name: `文件 ${at + 1}.bin`,
  bytes: noise(2000 + ((at * 37) % 60) * 500, `order${at}`),
}))

const heldUploads = { route: 'uploadAll', times: 'always', fault: { kind: 'hold' } } as const

/** Pauses the queue once the first file has its place and before one has arrived, however slow or fast the machine. */
async function pause(uploader: UploaderPage, simulator: Simulator): Promise<void> {
  const { page } = uploader
  await expect(uploader.row(files[0]?.name ?? '')).toContainText('上传中')
  await page.getByRole('button', { name: '全部暂停' }).click()
  await simulator.endFaults()
  await expect(page.getByText(/正在暂停|准备中/)).toHaveCount(0)
}

async function beginPaused(uploader: UploaderPage, page: Page, simulator: Simulator): Promise<void> {
  await simulator.faults([heldUploads])
  await uploader.begin('empty')
  await uploader.choose(files)
  await pause(uploader, simulator)
  await page.getByRole('button', { name: '调整顺序' }).click()
}

const namesOnPage = (uploader: UploaderPage) =>
  uploader.queue
    .getByRole('listitem')
    .evaluateAll((rows) =>
      rows.map((row) => document.getElementById(row.getAttribute('aria-labelledby') ?? '')?.textContent ?? ''),
    )

const isAscending = (numbers: readonly number[]) => numbers.every((number, at) => number >= (numbers[at - 1] ?? 0))

test('the queue is sorted by size, there and back, and a file moved to the top by the keyboard: the document follows', async ({
  uploader,
  page,
  simulator,
}) => {
  await beginPaused(uploader, page, simulator)
  await test.step('files that have their place in the document are not offered a move', async () => {
    await expect(uploader.row(files[0]?.name ?? '').getByRole('button', { name: /移到|上移|下移/ })).toHaveCount(0)
    await expect(page.getByText(/还没开始的文件可以移动/)).toBeVisible()
    await tabTo(page, /^按名称排序$/)
  })
  await test.step('sorted by size', () => sortBySize(uploader, page))
  await test.step('moved by the keyboard', () => moveLastToTop(uploader, page))

  const order = await namesOnPage(uploader)
  await page.getByRole('button', { name: '全部继续' }).click()
  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(order)
})

async function sortBySize(uploader: UploaderPage, page: Page): Promise<void> {
  const bySize = page.getByRole('button', { name: '按大小排序' })
  await bySize.click()
  await expect(page.getByText('已按大小排列，小的在前')).toBeVisible()
  const count = await page.getByRole('button', { name: /^上移/ }).count()
  expect(count).toBeGreaterThan(5)
  const sizes = async () => {
    const names = (await namesOnPage(uploader)).slice(-count)
    return names.map((name) => files.find((file) => file.name === name)?.bytes.length ?? 0)
  }
  await expect.poll(async () => isAscending(await sizes())).toBe(true)
  const ascending = await sizes()
  await bySize.click()
  await expect(page.getByText('已按大小排列，大的在前')).toBeVisible()
  await expect.poll(sizes).toEqual(ascending.toReversed())
}

async function moveLastToTop(uploader: UploaderPage, page: Page): Promise<void> {
  // Small enough for the page to follow the button to the top.
  await page.setViewportSize({ width: 1280, height: 320 })
  const last = (await namesOnPage(uploader)).at(-1) ?? ''
  const toTop = page.getByRole('button', { name: `把 ${last} 移到最前` })
  await toTop.focus()
  const placeBefore = await toTop.boundingBox()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: `${last} 现在排在第` })).toBeVisible()
  await expect(toTop).toBeFocused()
  expect((await toTop.boundingBox())?.y).toBeCloseTo(placeBefore?.y ?? 0, -1)

  // The list is drawn with the frame after the press.
  const placeOfLast = async () => (await namesOnPage(uploader)).indexOf(last)
  await expect.poll(placeOfLast).toBeLessThan(files.length - 1)
  const top = await placeOfLast()

  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: `下移 ${last}` })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect.poll(placeOfLast).toBe(top + 2)
  expect(top + 2).toBeLessThan(files.length - 3)
  expect(top + 2).toBeGreaterThan(2)
}

/** Files that wait are ticked; in the order in which they stand. */
async function waitingOnPage(uploader: UploaderPage): Promise<readonly string[]> {
  const ticks = await uploader.queue.getByRole('checkbox').count()
  return (await namesOnPage(uploader)).slice(-ticks)
}

const tick = (page: Page, name: string) => page.getByRole('checkbox', { name: `选择 ${name}`, exact: true })

/** Takes hold of a row with the mouse and carries it to right above another, without letting go. */
async function carry(uploader: UploaderPage, name: string, above: string): Promise<void> {
  const { mouse } = uploader.page
  await uploader.row(name).scrollIntoViewIfNeeded()
  const from = await uploader.row(name).boundingBox()
  const to = await uploader.row(above).boundingBox()
  if (!from || !to) throw new Error('one of the rows is not in view')
  await mouse.move(from.x + 300, from.y + from.height / 2)
  await mouse.down()
  // The page scrolls while the pointer is near its edges, and the slower it goes the further.
  for (let [seen, now] = [NaN, to.y]; seen !== now; now = (await uploader.row(above).boundingBox())?.y ?? now) {
    await mouse.move(to.x + 300, now + 4, { steps: 4 })
    seen = now
  }
}

test('files chosen before the document, then carried by the mouse and moved by keys, one and several: the document follows', async ({
  uploader,
  page,
  simulator,
}) => {
  await simulator.faults([heldUploads])
  await uploader.signIn()
  await uploader.choose(files)
  await uploader.pickDocument(uploader.linkOf('empty'))
  await pause(uploader, simulator)
  await page.getByRole('button', { name: '调整顺序' }).click()
  const begun = (await waitingOnPage(uploader)).slice(-7)
  expect(begun).toHaveLength(7)
  const [a, b, c, d, e, f, g] = begun as [string, string, string, string, string, string, string]
  const standing = async () => (await namesOnPage(uploader)).slice(-7)
  const line = page.getByText(/^\d 个文件$/)

  await test.step('Escape ends a drag, and nothing has moved', async () => {
    await carry(uploader, g, a)
    await expect(line).toHaveText('1 个文件')
    await page.keyboard.press('Escape')
    await expect(line).toBeHidden()
    await page.mouse.up()
    expect(await standing()).toEqual(begun)
  })
  await test.step('one row', async () => {
    await carry(uploader, g, b)
    await expect(line).toBeVisible()
    expect(await standing()).toEqual(begun)
    await page.mouse.up()
    await expect(page.getByRole('status').filter({ hasText: `${g} 现在排在第` })).toBeVisible()
    await expect.poll(standing).toEqual([a, g, b, c, d, e, f])
  })
  await test.step('several, ticked with Shift', async () => {
    await uploader.row(d).click({ position: { x: 300, y: 20 } })
    await uploader.row(f).click({ position: { x: 300, y: 20 }, modifiers: ['Shift'] })
    await expect(page.getByText('已选 3 个')).toBeVisible()
    await carry(uploader, e, g)
    await expect(line).toHaveText('3 个文件')
    await page.mouse.up()
    await expect.poll(standing).toEqual([a, d, e, f, g, b, c])
  })
  await test.step('by keys: unticked and ticked with Space, moved with Alt', async () => {
    await tick(page, d).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(standing).toEqual([a, e, d, f, g, b, c])
    await expect(tick(page, d)).toBeFocused()
    await tick(page, e).focus()
    await page.keyboard.press('Alt+End')
    await expect(page.getByRole('status').filter({ hasText: `2 个文件移到第 ${files.length - 1} 位` })).toBeVisible()
    await expect.poll(standing).toEqual([a, d, g, b, c, e, f])
  })

  const order = await namesOnPage(uploader)
  await page.getByRole('button', { name: '全部继续' }).click()
  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(order)
})
