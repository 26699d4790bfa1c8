import { expect, test } from './fixtures.ts'
import { noise, png } from './files.ts'

/** Feishu creates no file blocks (docs/feishu.md, U58). */
const settings = { emptySearch: 'answered', fileBlocks: 'refused' } as const
test.use({ worldSettings: settings })

const pictures = ['图 1.png', '图 2.png', '图 3.png'].map((name, at) => ({ name, bytes: png(40 + at, 30, at) }))
const tables = ['报价.csv', '名单.csv'].map((name) => ({ name, bytes: Buffer.from('名称,数量\n苹果,1\n') }))
const archive = { name: '素材.zip', bytes: noise(4000, 'archive') }

test('where a document takes no file blocks, its pictures arrive in order, the others share one cause, and go where they are taken', async ({
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
  await cause.getByRole('button', { name: '换一个文档' }).click()
  await uploader.pickDocument(uploader.linkOf('base'))
  await uploader.expectAllDone(6)

  expect(await simulator.mediaNames(document)).toEqual(['图 1.png', '图 2.png', '图 3.png'])
  const base = await simulator.inspect<unknown>(uploader.tokenOf('base'))
  for (const { name } of [archive, ...tables]) expect(JSON.stringify(base)).toContain(name)
})
