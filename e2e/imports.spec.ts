import { expect, test } from './fixtures.ts'
import { noise } from './files.ts'

test.use({ worldSettings: { importTaskMs: 300 } })

const people = Buffer.from('姓名,部门\n张三,产品\n李四,设计\n')

test('files become documents of their own: in a folder as sheets, and in one’s own space', async ({
  uploader,
  page,
}) => {
  await uploader.signIn()

  await test.step('tables imported into a folder become sheets, and open as such', async () => {
    await uploader.pickDocument(uploader.linkOf('folder-meetings'))
    await expect(page.getByText('导入到文件夹')).toBeVisible()
    await uploader.choose([
      { name: '名单.csv', bytes: people },
      { name: '预算.xlsx', bytes: noise(4000, 'xlsx') },
    ])
    await uploader.expectAllDone(2)
    await expect(uploader.headline('2 个文件都已导入为在线文档')).toBeVisible()
    const opening = page.context().waitForEvent('page')
    await uploader.row('名单.csv').getByRole('link', { name: '打开文档' }).click()
    const made = await opening
    expect(made.url()).toContain('/sheets/')
    await expect(made.getByRole('cell', { name: '李四' })).toBeVisible()

    const opened = page.context().waitForEvent('page')
    await page.getByRole('link', { name: '打开文件夹' }).first().click()
    await expect((await opened).getByRole('link', { name: '预算', exact: true })).toBeVisible()
  })

  await test.step('files are imported into one’s own space', async () => {
    await uploader.change()
    await page.getByRole('radio', { name: '我的空间' }).check()
    await page.getByRole('button', { name: '把文件导入到这里' }).click()
    await expect(page.getByRole('heading', { name: '我的空间' })).toBeVisible()
    await uploader.choose([{ name: '放假通知.txt', bytes: Buffer.from('十月一日至七日放假。') }])
    await uploader.expectDone('放假通知.txt')
    const opening = page.context().waitForEvent('page')
    await page.getByRole('link', { name: '打开文件夹' }).first().click()
    const space = await opening
    await space.getByRole('link', { name: '放假通知' }).click()
    await expect(space.getByText('十月一日至七日放假。')).toBeVisible()
  })
})

test('an import that fails says why, and the others go on; one that lost something says what', async ({
  uploader,
  simulator,
  page,
}) => {
  await simulator.nextImport({ fileName: '加密.docx', jobStatus: 100 })
  await simulator.nextImport({ fileName: '长文.docx', extra: ['1000', '2004'] })
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('folder-meetings'))
  await uploader.choose([
    { name: '加密.docx', bytes: noise(2000, 'a') },
    { name: '长文.docx', bytes: noise(2000, 'b') },
  ])
  await uploader.expectDone('长文.docx')
  await expect(uploader.row('长文.docx')).toContainText('部分内容没有导入')
  await expect(uploader.row('长文.docx')).toContainText('部分图片没有导入')
  const failed = uploader.row('加密.docx')
  await expect(failed).toContainText('文件已加密')
  await uploader.why('加密.docx')
  await expect(failed).toContainText('请取消文件的密码后再导入，或作为附件上传。')
  await expect(uploader.headline('1 个已导入为在线文档，1 个需要处理')).toBeVisible()

  await page.goto(uploader.linkOf('folder-meetings'))
  await expect(page.getByRole('link', { name: '长文', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: '加密' })).toHaveCount(0)
})
