import { expect, test } from './fixtures.ts'
import { noise, png, sha256 } from './files.ts'

interface StandingFile {
  readonly name: string
  readonly sha256: string
}
interface SheetContent {
  readonly cells: readonly (StandingFile & { readonly sheetId: string; readonly cell: string; readonly kind: string })[]
  readonly floats: readonly (StandingFile & { readonly sheetId: string; readonly cell: string })[]
}
interface BaseContent {
  readonly tables: readonly {
    readonly name: string
    readonly records: readonly {
      readonly recordId: string
      readonly fields: Readonly<Record<string, string | number | readonly StandingFile[]>>
    }[]
  }[]
}

const pictures = Array.from({ length: 4 }, (_, index) => ({ name: `图 ${index + 1}.png`, bytes: png(40, 30, index) }))
const papers = Array.from({ length: 3 }, (_, index) => ({
  name: `合同 ${index + 1}.pdf`,
  bytes: noise(3000 + index, `pdf${index}`),
}))

test('pictures fill the cells of a sheet in order; a file that is no picture says so', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('sheet'))
  await page.getByLabel('工作表').selectOption({ label: '照片' })
  await page.getByLabel('从这个单元格开始').fill('B2')
  await expect(page.getByText('依次放进 B2、B3、B4、B5…')).toBeVisible()
  await uploader.choose([...pictures, ...papers.slice(0, 1)])
  for (const { name } of pictures) await uploader.expectDone(name)
  await expect(uploader.row('合同 1.pdf')).toContainText('电子表格只能放图片')
  const { cells } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
  const placed = cells.filter(({ kind, sheetId }) => kind === 'image' && sheetId === 'a1B2c3')
  expect(placed.map((each) => [each.cell, each.sha256])).toEqual(
    pictures.map(({ bytes }, index) => [`B${index + 2}`, sha256(bytes)]),
  )
})

test('pictures float over the cells of a sheet', async ({ uploader, page, simulator }) => {
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('sheet'))
  await page.getByRole('radio', { name: '浮在单元格上' }).check()
  await page.getByRole('radio', { name: '右', exact: true }).check()
  await uploader.choose(pictures)
  await uploader.expectAllDone(pictures.length)
  const { floats } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
  expect(floats.map((each) => [each.cell, each.name])).toEqual(
    pictures.map(({ name }, index) => [`${'ABCD'[index] ?? ''}1`, name]),
  )
})

test('each file becomes a record of a base, with its name', async ({ uploader, page, simulator }) => {
  const files = [...pictures, ...papers]
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('base'))
  await expect(page.getByLabel('附件列')).toBeVisible()
  await uploader.choose(files)
  await uploader.expectAllDone(files.length)
  const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
  const records = tables.find(({ name }) => name === '任务')?.records ?? []
  const added = records.slice(-files.length)
  expect(added.map(({ fields }) => fields['任务名称'])).toEqual(files.map(({ name }) => name))
  expect(added.map(({ fields }) => (fields['附件'] as readonly StandingFile[]).map((each) => each.sha256))).toEqual(
    files.map(({ bytes }) => [sha256(bytes)]),
  )
})

test('files are added to one record of a base, and what it held stays', async ({ uploader, page, simulator }) => {
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('base'))
  await page.getByRole('radio', { name: '同一条记录' }).check()
  const records = page.getByLabel('记录', { exact: true })
  await expect(records.locator('option').nth(1)).toBeAttached()
  await records.selectOption('recSimTask00001')
  await uploader.choose(papers)
  await uploader.expectAllDone(papers.length)
  const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
  const record = tables.flatMap((table) => table.records).find(({ recordId }) => recordId === 'recSimTask00001')
  const names = (record?.fields['附件'] as readonly StandingFile[]).map(({ name }) => name)
  expect(names).toHaveLength(papers.length + 1)
  expect(names.slice(1)).toEqual(papers.map(({ name }) => name))
})

test('a document is found in a folder; files imported into the folder become documents of their own', async ({
  uploader,
  page,
}) => {
  await uploader.signIn()
  await page.getByRole('radio', { name: '我的空间' }).check()
  await page.getByRole('button', { name: '会议纪要', exact: true }).click()
  await page.getByRole('button', { name: '把文件导入到这里' }).click()
  await expect(page.getByText('文件会在这个文件夹里导入为在线文档，每个文件一篇。')).toBeVisible()
  await uploader.choose([{ name: '周会记录.md', bytes: Buffer.from('# 周会\n\n一、进展') }])
  await uploader.expectDone('周会记录.md')
  const opening = page.context().waitForEvent('page')
  await uploader.row('周会记录.md').getByRole('link', { name: '打开文档' }).click()
  await expect((await opening).getByText('周会').first()).toBeVisible()
})

test('files go under the heading that was picked, behind what stands there', async ({ uploader, page, simulator }) => {
  await uploader.begin('product-review')
  await page.getByText('放在哪里、怎么放').click()
  const where = page.getByLabel('插入位置')
  await expect(where.locator('option').nth(2)).toBeAttached()
  const [, , first] = await where.locator('option').allTextContents()
  await where.selectOption({ index: 2 })
  await uploader.choose(pictures.slice(0, 2))
  await uploader.expectAllDone(2)
  const blocks = await simulator.blocks(uploader.tokenOf('product-review'))
  const kinds = blocks.map(({ kind }) => kind)
  const images = kinds.flatMap((kind, at) => (kind === 'image' ? [at] : []))
  expect(first).toBeTruthy()
  expect(images).toHaveLength(2)
  // Before the next heading, so not at the end of the document.
  expect(kinds.slice((images.at(-1) ?? 0) + 1).some((kind) => kind.startsWith('heading'))).toBe(true)
})
