import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { onDisk, png, type TestFile } from './files.ts'
import { expectOpenWay } from './wcag.ts'

const picture = (name: string, seed: number): TestFile => ({ name, bytes: png(20, 20 + seed, seed) })

const listOf = (page: Page) => page.getByRole('region', { name: /^(等待放入的文件|Files waiting)$/ })

const namesIn = (page: Page) =>
  listOf(page)
    .getByRole('listitem')
    .evaluateAll((rows) =>
      rows.map((row) => document.getElementById(row.getAttribute('aria-labelledby') ?? '')?.textContent ?? ''),
    )

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

test('before a document is chosen, files are removed, renamed and put in order by mouse and keys: the document has them so', async ({
  uploader,
  page,
  simulator,
}) => {
  const disk = await onDisk(['a.png', 'b.png', 'c.png', 'd.png', '相册/e.png', '相册/f.png'].map(picture))
  await uploader.signIn()
  await uploader.drop(disk.paths.slice(0, 4))
  await expect.poll(() => namesIn(page)).toEqual(['a.png', 'b.png', 'c.png', 'd.png'])

  await test.step('a file is removed, and brought back by Ctrl+Z; another one stays away', async () => {
    await button(page, '从列表移除 b.png').click()
    await expect.poll(() => namesIn(page)).toEqual(['a.png', 'c.png', 'd.png'])
    await page.keyboard.press('Control+z')
    await expect.poll(() => namesIn(page)).toEqual(['a.png', 'b.png', 'c.png', 'd.png'])
    await button(page, '从列表移除 c.png').click()
    await expect(page.getByText('已收到 3 个文件')).toBeVisible()
  })
  await test.step('one is renamed from its row', async () => {
    await button(page, '重命名 d.png').click()
    await page.getByRole('dialog').getByLabel('新名称').fill('封面')
    await page.keyboard.press('Enter')
    await expect.poll(() => namesIn(page)).toEqual(['a.png', 'b.png', '封面.png'])
    await expect(button(page, '重命名 封面.png')).toBeFocused()
  })
  await test.step('files of a folder come behind, with their sizes', async () => {
    await uploader.drop([disk.paths[4]?.replace(/.e\.png$/, '') ?? ''])
    await expect.poll(() => namesIn(page)).toEqual(['a.png', 'b.png', '封面.png', 'e.png', 'f.png'])
    await expect(listOf(page).getByRole('listitem', { name: 'f.png' })).toContainText(/来自 相册/)
    await expect(listOf(page).getByRole('listitem', { name: 'f.png' })).toContainText(/\d (B|字节)/)
  })
  await button(page, '调整顺序').click()
  await test.step('nothing bars the way, and fingers find every button', async () => {
    await expectOpenWay(page, [320, 390, 820, 1280], listOf(page))
  })
  await test.step('several are ticked and moved by keys', async () => {
    await page.getByRole('checkbox', { name: '选择 e.png' }).check()
    await page.getByRole('checkbox', { name: '选择 封面.png' }).check()
    await page.keyboard.press('Alt+Home')
    await expect.poll(() => namesIn(page)).toEqual(['封面.png', 'e.png', 'a.png', 'b.png', 'f.png'])
    await expect(page.getByText('2 个文件移到第 1 位，共 5 个')).toBeVisible()
  })
  await test.step('several are renamed by one pattern, the others not', async () => {
    await button(page, '重命名…').first().click()
    const dialog = page.getByRole('dialog', { name: '重命名 2 个文件' })
    await dialog.getByLabel('新名称').fill('第')
    await dialog.getByRole('button', { name: '序号' }).click()
    await page.keyboard.press('Enter')
    await expect.poll(() => namesIn(page)).toEqual(['第1.png', '第2.png', 'a.png', 'b.png', 'f.png'])
    await button(page, '清空所选').click()
  })
  await test.step('one is carried by the mouse', async () => {
    await carry(page, 'f.png', 'a.png')
    await expect.poll(() => namesIn(page)).toEqual(['第1.png', '第2.png', 'f.png', 'a.png', 'b.png'])
  })
  await test.step('what is ticked is removed', async () => {
    await page.getByRole('checkbox', { name: '选择 b.png' }).check()
    await button(page, '移除所选').click()
    await expect.poll(() => namesIn(page)).toEqual(['第1.png', '第2.png', 'f.png', 'a.png'])
  })

  await uploader.pickDocument(uploader.linkOf('empty'))
  await uploader.expectAllDone(4)
  await expect(listOf(page)).toHaveCount(0)
  const standing = (await simulator.media(uploader.tokenOf('empty'))).map(({ name }) => name)
  expect(standing).toEqual(['第1.png', '第2.png', 'f.png', 'a.png'])
  await disk.remove()
})

/** Carries a row with the mouse to right above another. */
async function carry(page: Page, name: string, above: string): Promise<void> {
  const boxOf = (each: string) => listOf(page).getByRole('listitem', { name: each, exact: true }).boundingBox()
  await listOf(page).getByRole('listitem', { name, exact: true }).scrollIntoViewIfNeeded()
  const [from, to] = [await boxOf(name), await boxOf(above)]
  if (!from || !to) throw new Error('one of the rows is not in view')
  await page.mouse.move(from.x + 300, from.y + from.height / 2)
  await page.mouse.down()
  // The page scrolls while the pointer is near its edges, and the slower it goes the further.
  for (let [seen, now] = [NaN, to.y]; seen !== now; now = (await boxOf(above))?.y ?? now) {
    await page.mouse.move(to.x + 300, now + 4, { steps: 4 })
    seen = now
  }
  await page.mouse.up()
}

test('in English too; all of a long list are removed at once, and searched', async ({ uploader, page }) => {
  await uploader.signIn()
  await uploader.speak('en')
  const names = Array.from({ length: 120 }, (_, at) => `note ${at + 1}.txt`)
  await uploader.chooseInMemory(names.map((name) => ({ name, bytes: Buffer.from(name) })))
  await expect(page.getByText('120 files ready.')).toBeVisible()
  await listOf(page).getByRole('searchbox', { name: 'Find by name' }).fill('119')
  await expect.poll(() => namesIn(page)).toEqual(['note 119.txt'])
  await page.keyboard.press('Escape')
  await button(page, 'Change order').click()
  await expectOpenWay(page, [320, 1280])
  await button(page, 'Remove all').click()
  await expect(listOf(page)).toHaveCount(0)
  await expect(page.getByText(/ready\. They start/)).toHaveCount(0)
  await button(page, 'Undo').click()
  await expect(page.getByText('120 files ready.')).toBeVisible()
})
