import { namesIn, type BaseContent, type SheetContent, type StandingFile } from './contents.ts'
import { expect, test } from './fixtures.ts'
import { noise, png, sha256 } from './files.ts'

test.use({ worldSettings: { importTaskMs: 300 } })

/** Of a word of their own where a target has had some already: of known names the page asks. */
const picturesOf = (word: string) =>
  Array.from({ length: 4 }, (_, index) => ({ name: `${word} ${index + 1}.png`, bytes: png(40, 30, index) }))
const pictures = picturesOf('图')
const papers = Array.from({ length: 3 }, (_, index) => ({
  name: `合同 ${index + 1}.pdf`,
  bytes: noise(3000 + index, `pdf${index}`),
}))

test('pictures go into a sheet: in its cells in order, over them, behind what it holds and behind each other, also on a page that knows nothing of those', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()

  await test.step('when nobody names a cell, pictures go behind what the sheet holds and behind each other, also after a reload', async () => {
    await uploader.openLink('sheet', {})
    const before = (await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))).cells
    await expect(page.getByText('前面的单元格已有内容，从后面空着的开始放。')).toBeVisible()
    await uploader.choose(pictures.slice(0, 2))
    await expect(page.getByText(/^接着前面的图片，放进 A7/)).toBeVisible()
    await uploader.expectAllDone(2)
    await page.reload()
    await expect(page.getByText(/^依次放进 A7/)).toBeVisible()
    await uploader.choose(pictures.slice(2))
    await uploader.expectAllDone(2)
    const { cells } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
    expect(cells).toEqual(expect.arrayContaining([...before]))
    const placed = cells.filter(({ kind }) => kind === 'image')
    expect(placed.map(({ cell, name }) => [cell, name])).toEqual(pictures.map(({ name }, at) => [`A${at + 5}`, name]))
  })

  await test.step('the next pictures go behind the first ones, also on a page that knows nothing of those', async () => {
    const pictures = picturesOf('续')
    await uploader.openLink('sheet', { cell: 'F2' })
    await expect(page.getByText('依次放进 F2、F3、F4、F5…')).toBeVisible()
    await uploader.choose(pictures.slice(0, 1))
    await expect(page.getByText('接着前面的图片，放进 F3、F4、F5、F6…')).toBeVisible()
    await uploader.expectAllDone(1)
    await uploader.choose(pictures.slice(1, 2))
    await uploader.expectAllDone(2)
    await expect(page.getByText('里已有内容')).toHaveCount(0)
    // A finished queue is not restored: the page starts at the first cell again, and looks which cells are occupied.
    await page.reload()
    await expect(page.getByText('依次放进 F2、F3、F4、F5…')).toBeVisible()
    await expect(
      page.getByRole('status').filter({ hasText: 'F2、F3 里已有内容，放到那里会把它替换掉。' }),
    ).toBeVisible()
    await page.getByRole('button', { name: '从 F4 开始' }).click()
    await expect(page.getByText('依次放进 F4、F5、F6、F7…')).toBeFocused()
    await expect(page.getByText('里已有内容')).toHaveCount(0)
    await uploader.choose(pictures.slice(2))
    await uploader.expectAllDone(2)
    const { cells } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
    const placed = cells.filter(({ kind, cell }) => kind === 'image' && cell.startsWith('F'))
    expect(placed.map(({ cell, name }) => [cell, name])).toEqual(pictures.map(({ name }, at) => [`F${at + 2}`, name]))
  })

  await test.step('pictures float over the cells of a sheet', async () => {
    const pictures = picturesOf('浮')
    await uploader.openLink('sheet', {})
    await page.getByRole('radio', { name: '浮在单元格上' }).check()
    await page.getByRole('radio', { name: '右', exact: true }).check()
    await uploader.choose(pictures)
    await uploader.expectAllDone(pictures.length)
    const { floats } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
    // Floating pictures are created as their uploads end; each has its own cell.
    expect(floats.map((each) => [each.cell, each.name]).toSorted()).toEqual(
      pictures.map(({ name }, index) => [`${'ABCD'[index] ?? ''}1`, name]),
    )
  })

  await test.step('pictures fill the cells of a sheet in order; a file that is no picture says so', async () => {
    const pictures = picturesOf('格')
    await uploader.openLink('sheet', {})
    await page.getByRole('radio', { name: '填入单元格' }).check()
    await page.getByRole('radio', { name: '下', exact: true }).check()
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
})

test('a document is found in a folder; files imported into the folder become documents of their own', async ({
  uploader,
  page,
}) => {
  await uploader.signIn()
  await page.getByRole('radio', { name: '我的空间' }).check()
  await page.getByRole('button', { name: /^会议纪要 ?文件夹/ }).click()
  await page.getByRole('button', { name: '把文件导入到这里' }).click()
  await expect(page.getByText('文件会在这个文件夹里导入为在线文档，每个文件一篇。')).toBeVisible()
  await uploader.choose([{ name: '周会记录.md', bytes: Buffer.from('# 周会\n\n一、进展') }])
  await uploader.expectDone('周会记录.md')
  const opening = page.context().waitForEvent('page')
  await uploader.row('周会记录.md').getByRole('link', { name: '打开文档' }).click()
  await expect((await opening).getByText('周会').first()).toBeVisible()
})

test('files go into a base: each becomes a record in the order of the drop, goes to the record of its name, or into one record', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()

  await test.step('files go to the records that have their names; one that no record has is asked about first', async () => {
    const files = ['合同扫描件.pdf', '首页截图.png', '没有这条.pdf'].map((name) => ({ name, bytes: noise(700, name) }))
    await uploader.pickDocument(uploader.linkOf('base'))
    await page.getByRole('radio', { name: '按文件名匹配已有记录' }).check()
    await expect(page.getByLabel('与文件名比较的列')).toHaveValue('任务名称')
    await uploader.choose(files)
    const dialog = page.getByRole('dialog', { name: '哪个文件放进哪条记录？' })
    await expect(dialog.getByRole('listitem').first()).toHaveText('没有这条.pdf不上传')
    await dialog.getByRole('button', { name: '上传 2 个文件' }).click()
    await uploader.expectAllDone(2)
    const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
    const tasks = tables.find(({ name }) => name === '任务')?.records ?? []
    const attached = Object.fromEntries(
      tasks.map(({ fields }) => [fields['任务名称'] as string, namesIn(fields['附件'])]),
    )
    expect(tasks).toHaveLength(6)
    expect(attached).toMatchObject({ 合同扫描件: ['合同扫描件.pdf'], 首页截图: ['需求说明.txt', '首页截图.png'] })
  })

  await test.step('each file becomes a record of a base, with its name, in the order of the drop', async () => {
    const files = [...papers, ...pictures]
    await uploader.openLink('base', {})
    await expect(page.getByLabel('附件列')).toBeVisible()
    await uploader.choose(files)
    await uploader.expectAllDone(files.length)
    const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
    const records = tables.find(({ name }) => name === '任务')?.records ?? []
    const added = records.slice(-files.length).map(({ fields }) => ({
      name: fields['任务名称'],
      contents: (fields['附件'] as readonly StandingFile[]).map((each) => each.sha256),
    }))
    expect(added).toEqual(files.map(({ name, bytes }) => ({ name, contents: [sha256(bytes)] })))
  })

  await test.step('a small file waits for the large one before it, says so, and gets the record behind', async () => {
    const smaller = papers.map(({ name, bytes }) => ({ name: name.replace(' ', ' 附 '), bytes }))
    const large = { name: '合同 0.mp4', bytes: noise(21_000_000, 'video') }
    await uploader.openLink('base', {})
    await simulator.faults([{ route: 'uploadPrepare', times: 'always', fault: { kind: 'code', code: 1061001 } }])
    await uploader.choose([large, ...smaller])
    for (const { name } of smaller) await expect(uploader.row(name)).toContainText('按先后顺序等着放入')
    await simulator.endFaults()
    await uploader.expectAllDone(smaller.length + 1)
    const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
    const records = tables.find(({ name }) => name === '任务')?.records ?? []
    const names = records.slice(-smaller.length - 1).map(({ fields }) => fields['任务名称'])
    expect(names).toEqual([large, ...smaller].map(({ name }) => name))
  })

  await test.step('files are added to one record of a base, and what it held stays', async () => {
    const attachments = async () => {
      const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
      const record = tables.flatMap((table) => table.records).find(({ recordId }) => recordId === 'recSimTask00001')
      return namesIn(record?.fields['附件'])
    }
    const held = await attachments()
    await uploader.openLink('base', {})
    await page.getByRole('radio', { name: '同一条记录' }).check()
    const records = page.getByLabel('记录', { exact: true })
    await expect(records.locator('option').nth(1)).toBeAttached()
    await records.selectOption('recSimTask00001')
    await uploader.choose(papers)
    await uploader.expectAllDone(papers.length)
    expect(held).not.toEqual([])
    expect(await attachments()).toEqual([...held, ...papers.map(({ name }) => name)])
  })
})

test('files go where a document is pointed at: at its top, under a heading, shown in the page; one queue serves several places', async ({
  uploader,
  page,
  simulator,
}) => {
  await test.step('one queue serves several places: each file goes where the page pointed when it was dropped', async () => {
    await uploader.begin('empty')
    await uploader.choose(papers)
    await page.getByRole('button', { name: '更换文档' }).click()
    await uploader.pickDocument(uploader.linkOf('sheet'))
    await expect(page.getByText('依次放进 A5、A6、A7、A8…')).toBeVisible()
    await uploader.choose(pictures)
    await uploader.expectAllDone(papers.length + pictures.length)
    await expect(uploader.headline('7 个文件都已放好')).toBeVisible()
    await expect(uploader.row('合同 1.pdf')).toContainText('放进“空白文档”')
    await expect(uploader.row('图 1.png')).not.toContainText('放进')
    const standing = await simulator.media(uploader.tokenOf('empty'))
    expect(standing.map(({ name }) => name)).toEqual(papers.map(({ name }) => name))
    const { cells } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
    expect(cells.filter(({ kind }) => kind === 'image').map(({ name }) => name)).toEqual(
      pictures.map(({ name }) => name),
    )
  })

  await test.step('files can be shown in the page instead of as cards', async () => {
    await uploader.openLink('wiki', {})
    await page.getByText('插入位置和样式').click()
    await uploader.choose(papers.slice(0, 1))
    await uploader.expectAllDone(1)
    await page.getByRole('radio', { name: '预览' }).check()
    await uploader.choose(papers.slice(1, 2))
    await uploader.expectAllDone(2)
    const standing = await simulator.media(uploader.tokenOf('wiki-page'))
    expect(standing.map(({ name, viewType }) => [name, viewType])).toEqual([
      ['合同 1.pdf', 1],
      ['合同 2.pdf', 2],
    ])
  })

  await test.step('files go under the heading that was picked, behind what is there', async () => {
    await uploader.openLink('product-review', {})
    await page.getByText('插入位置和样式').click()
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

  await test.step('pictures are at the top of a document, in order, before what was there', async () => {
    const pictures = picturesOf('顶')
    await page.getByLabel('插入位置').selectOption({ label: '文档开头' })
    await uploader.choose(pictures)
    await uploader.expectAllDone(2 + pictures.length)
    const blocks = await simulator.blocks(uploader.tokenOf('product-review'))
    expect(blocks.map(({ kind, name }) => (kind === 'image' ? name : kind))).toEqual([
      ...pictures.map(({ name }) => name),
      'heading2',
      'text',
      '图 1.png',
      '图 2.png',
      'heading2',
    ])
  })
})

test('what cannot go where it was meant says so before the first byte, with the way out: an old document, a file that no sheet takes', async ({
  uploader,
  page,
  simulator,
}) => {
  await test.step('an old document is refused before the first byte, with the way out', async () => {
    await uploader.signIn()
    await uploader.pickDocument(uploader.linkOf('legacy-doc'))
    const alert = page.getByRole('alert').filter({ hasText: '这是旧版文档' })
    await expect(alert).toContainText('请打开它并转换为新版文档，或换一篇新版文档。')
    await expect(alert.getByRole('link', { name: '打开文档' })).toHaveAttribute('href', uploader.linkOf('legacy-doc'))
    await uploader.choose(pictures.slice(0, 1))
    await expect(page.getByText(/已收到 1 个文件/)).toBeVisible()
    expect((await simulator.counters())['uploadAll']?.calls ?? 0).toBe(0)
    await uploader.pickDocument(uploader.linkOf('empty'))
    await uploader.expectAllDone(1)
    expect((await simulator.media(uploader.tokenOf('empty'))).map(({ name }) => name)).toEqual(['图 1.png'])
  })

  await test.step('a file that a sheet cannot take goes into a document from its row', async () => {
    await uploader.change('sheet')
    await expect(page.getByText(/^依次放进 A5/)).toBeVisible()
    await uploader.choose(papers.slice(0, 1))
    const row = await uploader.why('合同 1.pdf')
    await expect(row).toContainText('请把它放进文档或多维表格。')
    await row.getByRole('button', { name: '换一个文档' }).click()
    await uploader.pickDocument(uploader.linkOf('empty'))
    await uploader.expectAllDone(2)
    expect((await simulator.media(uploader.tokenOf('empty'))).map(({ name }) => name)).toEqual([
      '图 1.png',
      '合同 1.pdf',
    ])
  })
})
