import { dropOnPage } from '../uploader-page.ts'
import { onDisk, png } from '../files.ts'
import { expect, test } from './fixtures.ts'

const files = ['封面.png', '正文.docx', '附录.xlsx'].map((name, at) => ({ name, bytes: png(40 + at, 30, at) }))

test('chosen documents', async ({ uploader, page, pictures }) => {
  await uploader.begin()
  await pictures('document')
  await page.getByText('插入位置和样式').click()
  await expect(page.getByLabel('插入位置').locator('option')).toHaveCount(4)
  await pictures('document-options')

  await uploader.change()
  await page.getByRole('list', { name: '在这里用过的' }).getByRole('button').first().waitFor()
  await pictures('change-document')
  await uploader.pickDocument(uploader.linkOf('read-only'))
  await page.getByRole('alert').filter({ hasText: '不能编辑' }).waitFor()
  await pictures('document-read-only')
  await uploader.change('wiki')
  await page.getByText('可以编辑', { exact: true }).waitFor()
  await pictures('wiki-page')
})

test('chosen sheets, bases and folders', async ({ uploader, page, pictures }) => {
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('sheet'))
  await page.getByText(/^依次放进 A5/).waitFor()
  await pictures('sheet')
  await page.getByLabel('从这个单元格开始').fill('ZZ9')
  await page.getByText(/^请填写工作表范围内的单元格/).waitFor()
  await pictures('sheet-cell-outside')

  await uploader.change('base-advanced')
  await page.getByText(/^这个多维表格开启了高级权限/).waitFor()
  await pictures('base-with-advanced-permissions')
  await uploader.change('base')
  await page.getByLabel('文件名写入').waitFor()
  await pictures('base')
  await page.getByRole('radio', { name: '按文件名匹配已有记录' }).check()
  await pictures('base-matching-records')
  await page.getByRole('radio', { name: '同一条记录' }).check()
  await expect(page.getByLabel('记录', { exact: true }).locator('option')).toHaveCount(7)
  await pictures('base-one-record')

  await uploader.change('folder-meetings')
  await page.getByText('表格文件导入为').waitFor()
  await pictures('folder')
})

test('files before a document', async ({ uploader, page, pictures }) => {
  const disk = await onDisk(files)
  await uploader.signIn()
  await page.getByRole('list', { name: '最近在飞书打开的' }).getByRole('button').first().waitFor()
  await dropOnPage(page, disk.paths)
  await page.getByText(/已收到 3 个文件/).waitFor()
  await pictures('files-wait-for-a-document')
  await disk.remove()
})

test('a drag', async ({ uploader, page, pictures }) => {
  const disk = await onDisk(files)
  const client = await page.context().newCDPSession(page)
  const drag = async () => {
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
    const data = { items: [], files: [...disk.paths], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver'] as const) {
      await client.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data })
    }
  }
  const shown = page.getByText(/松开|Drop/)
  await uploader.begin()
  await drag()
  await pictures('drag-over-a-document', { tells: shown, reopen: drag })
  await uploader.change('sheet')
  await drag()
  await pictures('drag-over-a-sheet', { tells: shown, reopen: drag })
  await client.send('Input.dispatchDragEvent', {
    type: 'dragCancel',
    x: 0,
    y: 0,
    data: { items: [], dragOperationsMask: 1 },
  })
  await client.detach()
  await disk.remove()
})
