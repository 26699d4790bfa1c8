import type { SheetContent } from './contents.ts'
import { expect, test } from './fixtures.ts'
import { png } from './files.ts'

const picture = { name: '图.png', bytes: png(30, 20, 3) }

test('a sheet is found by typing its name, by the keyboard alone', async ({ uploader, page, simulator }) => {
  await uploader.signIn()
  const field = page.getByRole('textbox', { name: '文档链接或名称' })
  await field.fill('年度预算')
  const result = page.getByRole('list', { name: '搜索结果' }).getByRole('button', { name: /^年度预算/ })
  await expect(result).toBeVisible()
  await field.press('ArrowDown')
  await expect(result).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('目标表格')).toBeVisible()
  await uploader.choose([picture])
  await uploader.expectAllDone(1)
  const { cells } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
  expect(cells.filter(({ kind }) => kind === 'image').map(({ name }) => name)).toEqual([picture.name])
})

test('a name that nothing has says what else to do', async ({ uploader, page }) => {
  await uploader.signIn()
  await page.getByRole('textbox', { name: '文档链接或名称' }).fill('没有这样一篇')
  await expect(page.getByText('没有找到与“没有这样一篇”有关的文档。换个词试试，或直接粘贴链接。')).toBeVisible()
})

test('a page of a wiki is found by looking through its space', async ({ uploader, page, simulator }) => {
  await uploader.signIn()
  await page.getByRole('radio', { name: '知识库' }).check()
  await page.getByRole('button', { name: '团队知识库' }).click()
  await page.getByRole('button', { name: '查看“新人手册”下的页面' }).click()
  await page.getByRole('button', { name: /^入职清单/ }).click()
  await expect(page.getByText('目标文档 · 知识库')).toBeVisible()
  await uploader.choose([picture])
  await uploader.expectAllDone(1)
  const standing = await simulator.media(uploader.tokenOf('wiki-checklist-document'))
  expect(standing.map(({ name }) => name)).toEqual([picture.name])
})

test('a document used before is pinned, and found on top the next time', async ({ uploader, page, simulator }) => {
  await uploader.begin('empty')
  await page.getByRole('button', { name: '更换文档' }).click()
  const used = page.getByRole('list', { name: '在这里用过的' })
  await used.getByRole('button', { name: '固定“空白文档”' }).click()
  await uploader.pickDocument(uploader.linkOf('sheet'))
  await page.getByRole('button', { name: '更换表格' }).click()
  await expect(used.getByRole('listitem')).toHaveText([/^空白文档文档/, /^年度预算电子表格/])
  await page.reload()
  await page.getByRole('button', { name: '更换表格' }).click()
  await used
    .getByRole('listitem')
    .first()
    .getByRole('button', { name: /^空白文档/ })
    .click()
  await uploader.choose([picture])
  await uploader.expectAllDone(1)
  expect((await simulator.media(uploader.tokenOf('empty'))).map(({ name }) => name)).toEqual([picture.name])
})

test.describe('where Feishu tells what was opened last', () => {
  test.use({ worldSettings: { emptySearch: 'answered' } })

  test('a document is taken from there', async ({ uploader, page, simulator }) => {
    await uploader.signIn()
    await page
      .getByRole('list', { name: '最近在飞书打开的' })
      .getByRole('button', { name: /^产品需求评审/ })
      .click()
    await uploader.choose([picture])
    await uploader.expectAllDone(1)
    expect((await simulator.media(uploader.tokenOf('product-review'))).map(({ name }) => name)).toEqual([picture.name])
  })
})

test('a new document is made where one is looking, and takes the files', async ({ uploader, page }) => {
  await uploader.signIn()
  await page.getByRole('radio', { name: '我的空间' }).check()
  await page.getByRole('button', { name: '会议纪要', exact: true }).click()
  await page.getByRole('button', { name: '新建文档' }).click()
  await page.getByRole('textbox', { name: '在“会议纪要”新建文档，标题：' }).fill('现场照片')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '现场照片' })).toBeVisible()
  await uploader.choose([picture])
  await uploader.expectAllDone(1)
  const opening = page.context().waitForEvent('page')
  await page.getByRole('link', { name: '打开文档' }).first().click()
  const made = await opening
  await expect(made.getByRole('heading', { name: '现场照片' })).toBeVisible()
  await expect(made.getByRole('img', { name: picture.name })).toBeVisible()
})
