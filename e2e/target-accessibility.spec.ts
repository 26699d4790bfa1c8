import { expect, test } from './fixtures.ts'
import { expectOpenWay } from './wcag.ts'

const widths = [320, 390, 1280]

test.describe('nothing bars the way in light and dark, from the smallest phone to a desk', () => {
  test('to a document: lately opened, pinned, folders, a new one, wikis, search', async ({ uploader, page }) => {
    await uploader.begin('empty')
    await page.getByRole('button', { name: '更换文档' }).click()
    await page.getByRole('button', { name: '固定“空白文档”' }).click()
    await expect(page.getByRole('list', { name: '最近在飞书打开的' })).toBeVisible()
    await expectOpenWay(page, widths, page.getByRole('main'))

    await page.getByRole('radio', { name: '我的空间' }).check()
    await page.getByRole('button', { name: /^产品 ?文件夹/ }).click()
    await expect(page.getByRole('button', { name: /^产品路线图/ })).toBeVisible()
    await page.getByRole('button', { name: '新建文档' }).click()
    await expectOpenWay(page, widths, page.getByRole('main'))

    await page.getByRole('radio', { name: '知识库' }).check()
    await page.getByRole('button', { name: '团队知识库' }).click()
    await expect(page.getByRole('button', { name: /^新人手册/ })).toBeVisible()
    await expectOpenWay(page, widths, page.getByRole('main'))

    await page.getByRole('textbox', { name: '文档链接或名称' }).fill('评审')
    await expect(page.getByRole('list', { name: '搜索结果' }).getByRole('button').first()).toBeVisible()
    await expectOpenWay(page, widths, page.getByRole('main'))
  })

  test('to a place in a document or a sheet', async ({ uploader, page }) => {
    await uploader.begin()
    await page.getByText('插入位置和样式').click()
    await expect(page.getByLabel('插入位置').locator('option')).toHaveCount(4)
    await expectOpenWay(page, widths, page.getByRole('main'))

    await page.getByRole('button', { name: '更换文档' }).click()
    await uploader.pickDocument(uploader.linkOf('sheet'))
    await expect(page.getByText(/^依次放进 A5/)).toBeVisible()
    await expectOpenWay(page, widths, page.getByRole('main'))
    await page.getByLabel('从这个单元格开始').fill('ZZ9')
    await expect(page.getByText(/^请填写工作表范围内的单元格/)).toBeVisible()
    await expectOpenWay(page, widths, page.getByRole('main'))
  })

  test('to the records of a base, or an import', async ({ uploader, page }) => {
    await uploader.signIn()
    await uploader.pickDocument(uploader.linkOf('base-advanced'))
    await expect(page.getByText(/^这个多维表格开启了高级权限/)).toBeVisible()
    await page.getByRole('button', { name: '更换多维表格' }).click()
    await uploader.pickDocument(uploader.linkOf('base'))
    await expect(page.getByLabel('文件名写入')).toBeVisible()
    await expectOpenWay(page, widths, page.getByRole('main'))
    await page.getByRole('radio', { name: '按文件名匹配已有记录' }).check()
    await expectOpenWay(page, widths, page.getByRole('main'))
    await page.getByRole('radio', { name: '同一条记录' }).check()
    await expect(page.getByLabel('记录', { exact: true }).locator('option')).toHaveCount(7)
    await expectOpenWay(page, widths, page.getByRole('main'))

    await page.getByRole('button', { name: '更换多维表格' }).click()
    await uploader.pickDocument(uploader.linkOf('folder-meetings'))
    await expect(page.getByText('表格文件导入为')).toBeVisible()
    await expectOpenWay(page, widths, page.getByRole('main'))
  })
})
