import { namesIn, type BaseContent, type SheetContent } from './contents.ts'
import { expect, test } from './fixtures.ts'
import { noise, png } from './files.ts'
import type { UploaderPage } from './uploader-page.ts'

const pictures = Array.from({ length: 3 }, (_, index) => ({ name: `图 ${index + 1}.png`, bytes: png(40, 30, index) }))
const papers = Array.from({ length: 3 }, (_, index) => ({
  name: `合同 ${index + 1}.pdf`,
  bytes: noise(3000 + index, `pdf${index}`),
}))

/** Answers the dialog by keyboard: its first button, which has the focus, cancels. */
async function takeOut({ page }: UploaderPage, question: string, files: number): Promise<void> {
  const offer = page.getByRole('button', { name: '取出这一批…' })
  const dialog = page.getByRole('dialog', { name: '取出这一批文件？' })
  await offer.click()
  await expect(dialog).toContainText(question)
  await expect(dialog.getByRole('button', { name: '不取出' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(offer).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: `取出 ${files} 个文件` })).toBeFocused()
  await page.keyboard.press('Enter')
}

test('a drop is taken out of a document: what others wrote between its files stays, and one file is put in again', async ({
  uploader,
  page,
  simulator,
}) => {
  const token = uploader.tokenOf('product-review')
  const shown = async () => (await simulator.blocks(token)).map(({ text, name }) => text ?? name)
  const before = await shown()
  await uploader.begin('product-review')
  await uploader.choose([...pictures, ...papers.slice(0, 1)])
  await uploader.expectAllDone(4)
  await simulator.edit(token, [
    { kind: 'insert-paragraph', index: before.length + 1, text: '同事写的' },
    { kind: 'remove-block', block: before.length + 2 },
  ])
  await takeOut(uploader, '4 个文件会从《产品需求评审》里删除；别人的内容不动。', 4)
  await expect(page.getByText('4 个文件已取出').first()).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: '4 个文件已取出' })).toHaveCount(1)
  for (const { name } of pictures) await expect(uploader.row(name)).toContainText('已取出')
  expect(await shown()).toEqual([...before, '同事写的'])

  await page.getByRole('button', { name: '再放进去：图 2.png' }).click()
  await uploader.expectDone('图 2.png')
  expect(await shown()).toEqual([...before, '同事写的', '图 2.png'])
})

test('a drop is taken out of a sheet: a cell that somebody else has filled since stays, and its row says so', async ({
  uploader,
  page,
  simulator,
}) => {
  const token = uploader.tokenOf('sheet')
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('sheet'))
  await page.getByLabel('工作表').selectOption({ label: '照片' })
  await uploader.choose(pictures)
  await uploader.expectAllDone(3)
  const { title } = await simulator.inspect<SheetContent>(token)
  await simulator.edit(token, [{ kind: 'fill-cell', sheetId: 'a1B2c3', cell: 'A2', text: '同事填的' }])
  await takeOut(uploader, `3 个文件会从《${title}》里删除`, 3)
  await expect(uploader.row('图 2.png')).toContainText('那里已经是别人的内容，没有动')
  await expect(page.getByText('3 个文件已取出').first()).toBeVisible()
  const { cells } = await simulator.inspect<SheetContent>(token)
  const inPhotos = cells.filter(({ sheetId }) => sheetId === 'a1B2c3')
  expect(inPhotos.map(({ cell, text }) => [cell, text])).toEqual([['A2', '同事填的']])
})

test('a drop is taken out of a base: attachments of others stay, and so do records that may not be deleted', async ({
  uploader,
  page,
  simulator,
}) => {
  const token = uploader.tokenOf('base')
  const records = async () => {
    const { tables } = await simulator.inspect<BaseContent>(token)
    return tables.find(({ name }) => name === '任务')?.records ?? []
  }
  const before = await records()
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('base'))
  await expect(page.getByLabel('附件列')).toBeVisible()
  await uploader.choose(papers)
  await uploader.expectAllDone(3)
  const added = (await records()).slice(before.length)
  const recordId = added[1]?.recordId ?? ''
  const tableId = 'tblSimTasks00001'
  await simulator.edit(token, [{ kind: 'attach', tableId, recordId, field: '附件', fileName: '同事的附件.pdf' }])
  await takeOut(uploader, '3 个文件会从', 3)
  await expect(page.getByText('3 个文件已取出').first()).toBeVisible()
  // The app has no scope to delete records: they stay without their attachments, and their rows say so.
  for (const { name } of papers) await expect(uploader.row(name)).toContainText('为它新建的记录还在')
  const after = await records()
  expect(after.slice(0, before.length)).toEqual(before)
  expect(after.slice(before.length).map(({ fields }) => [fields['任务名称'], ...namesIn(fields['附件'])])).toEqual([
    ['合同 1.pdf'],
    ['合同 2.pdf', '同事的附件.pdf'],
    ['合同 3.pdf'],
  ])
})

test('a page that is reloaded while a drop is taken out goes on with it', async ({ uploader, page, simulator }) => {
  const token = uploader.tokenOf('empty')
  await uploader.begin('empty')
  await uploader.choose(pictures)
  await uploader.expectAllDone(3)
  await simulator.faults([{ route: 'updateDocument', fault: { kind: 'hold' } }])
  await page.getByRole('button', { name: '取出这一批…' }).click()
  await page.getByRole('button', { name: '取出 3 个文件' }).click()
  await expect(uploader.row('图 1.png')).toContainText('正在取出')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await simulator.endFaults()
  await expect(page.getByText('3 个文件已取出').first()).toBeVisible()
  expect(await simulator.media(token)).toEqual([])
})
