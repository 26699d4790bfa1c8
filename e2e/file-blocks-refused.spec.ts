import { expect, test } from './fixtures.ts'
import { noise, png } from './files.ts'

/** Feishu creates no file blocks (docs/feishu.md, U58). */
const settings = { emptySearch: 'answered', fileBlocks: 'refused', importTaskMs: 300 } as const
test.use({ worldSettings: settings })

const pictures = ['图 1.png', '图 2.png', '图 3.png'].map((name, at) => ({ name, bytes: png(40 + at, 30, at) }))
const tables = ['报价.csv', '名单.csv'].map((name) => ({ name, bytes: Buffer.from('名称,数量\n苹果,1\n') }))
const archive = { name: '素材.zip', bytes: noise(4000, 'archive') }

test('where a document takes no file blocks, its pictures arrive in order, and the others share one cause: tables are imported, the rest goes into a base', async ({
  uploader,
  simulator,
  page,
}) => {
  const document = uploader.tokenOf('empty')
  await uploader.begin('empty')
  const [one, two, three] = pictures
  await uploader.choose([archive, one, tables[0], two, tables[1], three].flatMap((file) => file ?? []))
  expect(await uploader.expectEnded(60_000)).toBe('some-failed')
  expect(await simulator.mediaNames(document)).toEqual(['图 1.png', '图 2.png', '图 3.png'])
  expect((await simulator.counters())['createBlocks']?.refusals).toEqual({ 1770029: 2 })

  await uploader.showFailed()
  const cause = uploader.cause(/这篇文档只能放图片/)
  await expect(cause).toContainText('3 个文件')
  await expect(cause).toContainText('多维表格')
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(1)
  await test.step('tables are imported into a folder', async () => {
    await cause.getByRole('button', { name: '把其中 2 个导入到文件夹' }).click()
    await expect(page.getByText('请选一个文件夹，2 个文件会在那里导入成在线文档。')).toBeVisible()
    await page.getByRole('button', { name: /^会议纪要 ?文件夹/ }).click()
    await page.getByRole('button', { name: '把文件导入到这里' }).click()
    await expect(cause).toContainText('1 个文件')
    expect(await uploader.expectEnded(60_000)).toBe('some-failed')
    await page.getByRole('radio', { name: /^全部/ }).check()
    for (const { name } of tables) await uploader.expectDone(name)
  })

  await test.step('what is left goes into a base', async () => {
    await uploader.showFailed()
    await cause.getByRole('button', { name: '换一个文档' }).click()
    await uploader.pickDocument(uploader.linkOf('base'))
    await uploader.expectAllDone(6)
  })

  expect(await simulator.mediaNames(document)).toEqual(['图 1.png', '图 2.png', '图 3.png'])
  const base = JSON.stringify(await simulator.inspect<unknown>(uploader.tokenOf('base')))
  expect(base).toContain(archive.name)
  for (const { name } of tables) expect(base).not.toContain(name)
  await page.goto(uploader.linkOf('folder-meetings'))
  for (const title of ['报价', '名单']) await expect(page.getByRole('link', { name: title, exact: true })).toBeVisible()
})
