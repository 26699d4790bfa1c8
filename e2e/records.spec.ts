import { namesIn, type BaseContent } from './contents.ts'
import { expect, test } from './fixtures.ts'
import { noise, png } from './files.ts'
import { expectOpenWay } from './wcag.ts'

test('several pictures of one record, and a file without one, are shown where they go before the first byte', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()
  await uploader.openLink('base', { rows: 'matched', match: '备注' })
  await expect(page.getByLabel('与文件名比较的列')).toHaveValue('备注')
  await uploader.choose([
    { name: '三月（2）.png', bytes: png(30, 20, 2) },
    { name: '三月.png', bytes: png(30, 20, 1) },
    { name: '别的.pdf', bytes: noise(500, 'other') },
  ])
  const dialog = page.getByRole('dialog', { name: '哪个文件放进哪条记录？' })
  await expect(dialog.getByRole('listitem')).toHaveText(['别的.pdf不上传', '三月.png三月', '三月（2）.png三月'])
  await expectOpenWay(page, [390, 1280], dialog)
  await dialog.getByRole('radio', { name: '新建一条记录' }).check()
  await expect(dialog.getByRole('listitem').first()).toHaveText('别的.pdf新建一条记录')
  expect((await simulator.counters())['uploadAll']?.calls ?? 0).toBe(0)
  await dialog.getByRole('button', { name: '上传 3 个文件' }).click()
  await uploader.expectAllDone(3)
  const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
  const records = tables.flatMap((table) => table.records)
  const filesOf = (remark: string) => namesIn(records.find(({ fields }) => fields['备注'] === remark)?.fields['附件'])
  expect(filesOf('三月')).toEqual(['三月.png', '三月（2）.png'])
  expect(filesOf('别的.pdf')).toEqual(['别的.pdf'])
})
