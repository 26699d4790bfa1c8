import { namesIn, type BaseContent, type SheetContent } from './contents.ts'
import { expect, test } from './fixtures.ts'
import { noise, png } from './files.ts'

test.use({ worldSettings: { importTaskMs: 300 } })

const pictures = [1, 2].map((index) => ({ name: `图 ${index}.png`, bytes: png(40, 30, index) }))

test('a link brings the options of its target along', async ({ uploader, page, simulator }) => {
  await uploader.signIn()

  await test.step('the top of a document: a file that comes before its options goes there too', async () => {
    let letOptionsCome: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      letOptionsCome = resolve
    })
    await page.route(/TargetOptions/, async (route) => {
      await held
      await route.continue()
    })
    await uploader.openLink('product-review', { at: 'top', view: 'preview' })
    await uploader.choose([{ name: '说明.txt', bytes: Buffer.from('说明') }, ...pictures])
    await uploader.expectAllDone(3)
    letOptionsCome()
    await page.getByText('插入位置和样式').click()
    await expect(page.getByLabel('插入位置')).toHaveValue('top')
    await expect(page.getByRole('radio', { name: '预览' })).toBeChecked()
    const [file, ...others] = await simulator.blocks(uploader.tokenOf('product-review'))
    expect(file).toMatchObject({ name: '说明.txt', viewType: 2 })
    expect(others.slice(0, 2).map(({ name }) => name)).toEqual(pictures.map(({ name }) => name))
  })

  await test.step('the way pictures go into a sheet', async () => {
    await uploader.openLink('sheet', { as: 'floats', fill: 'across', cell: 'B2' })
    await expect(page.getByText('依次放进 B2、C2、D2、E2…')).toBeVisible()
    await uploader.choose(pictures)
    await uploader.expectAllDone(2)
    const { floats } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
    expect(floats.map(({ cell, name }) => [cell, name])).toEqual([
      ['B2', '图 1.png'],
      ['C2', '图 2.png'],
    ])
  })

  await test.step('table, column and name for new records', async () => {
    const options = { field: '预览图', rows: 'new', name: '名称' }
    await uploader.openLink(`${uploader.linkOf('base')}?table=tblSimAssets0001`, options)
    await expect(page.getByLabel('附件列')).toHaveValue('预览图')
    await uploader.choose(pictures)
    await uploader.expectAllDone(2)
    const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
    const assets = tables.find(({ name }) => name === '素材库')?.records ?? []
    expect(assets.map(({ fields }) => [fields['名称'], namesIn(fields['预览图'])])).toEqual([
      ['图 1.png', ['图 1.png']],
      ['图 2.png', ['图 2.png']],
    ])
  })

  await test.step('the column that records are matched by', async () => {
    await uploader.openLink('base', { rows: 'matched', match: '备注' })
    await expect(page.getByLabel('与文件名比较的列')).toHaveValue('备注')
    await uploader.choose([{ name: '三月.pdf', bytes: noise(500, 'march') }])
    await uploader.expectAllDone(1)
    const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
    const invoice = tables.flatMap(({ records }) => records).find(({ fields }) => fields['备注'] === '三月')
    expect(namesIn(invoice?.fields['附件'])).toEqual(['三月.pdf'])
  })

  await test.step('what tables become when they are imported', async () => {
    await uploader.openLink('folder-meetings', { tables: 'bitable' })
    await expect(page.getByRole('radio', { name: '多维表格' })).toBeChecked()
    await uploader.choose([{ name: '名单.csv', bytes: Buffer.from('姓名,部门\n张三,产品\n') }])
    await uploader.expectAllDone(1)
    const opening = page.context().waitForEvent('page')
    await uploader.row('名单.csv').getByRole('link', { name: '打开文档' }).click()
    const made = await opening
    expect(made.url()).toContain('/base/')
    await expect(made.getByRole('rowheader', { name: '张三' })).toBeVisible()
  })
})
