import { expect, test } from './fixtures.ts'
import { png } from './files.ts'

const picture = { name: '图.png', bytes: png(30, 20, 3) }

/** Who may read each kind of target and no more. All of them are Zhang San's. */
const readOnly = [
  { reader: /李四/, keys: ['product-review', 'sheet', 'base'] },
  { reader: /王五/, keys: ['wiki'] },
]
for (const { reader, keys } of readOnly) {
  test(`what may only be read says so before the first byte, with its owner and ways out: ${keys.join(', ')}`, async ({
    uploader,
    page,
    simulator,
  }) => {
    await uploader.signIn(reader)
    for (const [at, key] of keys.entries()) {
      await test.step(key, async () => {
        if (at > 0) await uploader.change()
        await uploader.pickDocument(uploader.linkOf(key))
        const alert = page.getByRole('alert').filter({ hasText: '不能编辑' })
        await expect(alert).toContainText('张三（文档所有者）')
        await expect(alert.getByRole('button', { name: '复制权限申请' })).toBeVisible()
        await expect(alert.getByRole('link', { name: '打开文档' })).toHaveAttribute(
          'href',
          /\/(docx|wiki|sheets|base)\//,
        )
        await expect(alert.getByRole('button', { name: '重新检查' })).toBeVisible()
        await uploader.choose([{ ...picture, name: `图 ${at}.png` }])
        await expect(page.getByText(new RegExp(`已收到 ${at + 1} 个文件`))).toBeVisible()
        const calls = await simulator.counters()
        const written = ['uploadAll', 'createBlocks', 'writeCellImage', 'batchCreateRecords'] as const
        expect(written.map((route) => calls[route]?.calls ?? 0)).toEqual(written.map(() => 0))
      })
    }
  })
}

const texts = ['一', '二', '三'].map((name) => ({ name: `${name}.md`, bytes: Buffer.from(`# ${name}`) }))

test('a folder that a person may only read, it seems, says so before the first byte, and takes files anyway', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('folder-finance'))
  const alert = page.getByRole('alert').filter({ hasText: '你可能只能查看这个文件夹' })
  await expect(alert).toContainText('李四（文档所有者）')
  await expect(alert.getByRole('button', { name: '复制权限申请' })).toBeVisible()
  await uploader.choose(texts)
  await uploader.showFailed()
  await expect(uploader.cause(/3 个文件/)).toContainText('所有者')
  const imports = (await simulator.counters())['createImportTask']
  const refusals = imports?.refusals ?? {}
  // 1069904: of the calls that ask whether an import would come through.
  expect(Object.keys(refusals)).toEqual(['1069904', '1069908'])
  expect(Object.values(refusals).reduce((sum, calls) => sum + calls, 0)).toBe(imports?.calls)
})

test('a folder whose members Feishu does not return is accepted without a notice; its first refused import fails all files at once', async ({
  uploader,
  page,
  simulator,
}) => {
  await simulator.faults([{ route: 'listMembers', times: 'always', fault: { kind: 'code', code: 99992402 } }])
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('folder-finance'))
  await expect(page.getByText('导入到文件夹')).toBeVisible()
  await expect(page.getByText(/可以编辑|只读$/)).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await uploader.choose(texts)
  await uploader.showFailed()
  await expect(uploader.cause(/3 个文件/)).toContainText('所有者')
})

test('each link that leads to nothing files can go into gets its own explanation, before the first byte', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()
  const alert = page.getByRole('alert')
  const links: readonly (readonly [name: string, link: string, told: string | RegExp])[] = [
    ['Moments', 'https://applink.feishu.cn/client/moments/detail?postId=693451', '飞书还没有把公司圈和会议背景开放'],
    ['the other brand', 'https://acme.larksuite.com/docx/AbCdEfGhIjKlMnOp', '链接属于另一个平台'],
    ['a meeting', 'https://vc.feishu.cn/j/337736498', '不能从这里把文件放进会议'],
    ['private', uploader.linkOf('private'), '没有查看权限'],
    ['deleted', uploader.linkOf('deleted'), /./],
    ['legacy-doc', uploader.linkOf('legacy-doc'), /./],
    ['a mind map', 'https://acme.feishu.cn/mindnotes/bmncnAbCdEfGhIjKlMn', /./],
    ['elsewhere', 'https://example.com/docx/abc', /./],
  ]
  const seen = new Set<string>()
  let before = ''
  for (const [name, link, told] of links) {
    await test.step(name, async () => {
      await uploader.pickDocument(link)
      await expect(alert).toContainText(told)
      await expect(alert).not.toHaveText(before)
      before = (await alert.textContent()) ?? ''
      seen.add(before)
      if (name !== 'private') return
      await expect(alert.getByRole('button', { name: '复制权限申请' })).toBeVisible()
      await expect(alert.getByRole('link', { name: '打开文档' })).toHaveAttribute('href', link)
    })
  }
  expect(seen.size).toBe(links.length)

  await test.step('a document of another company', async () => {
    await simulator.faults([{ route: 'queryMetas', times: 'always', fault: { kind: 'code', code: 1064510 } }])
    await uploader.pickDocument(uploader.linkOf('product-review'))
    await expect(alert).toContainText('文档属于其他企业')
  })
})

test('files dropped before a document is chosen go as soon as it is; links of a wiki lead to the document behind them', async ({
  uploader,
  page,
  simulator,
}) => {
  const pictures = [1, 2, 3].map((seed) => ({ name: `图 ${seed}.png`, bytes: png(30, 20, seed) }))
  const [early, ...others] = pictures
  const namesIn = async (key: string) => (await simulator.media(uploader.tokenOf(key))).map(({ name }) => name)
  await uploader.signIn()
  await uploader.choose(pictures.slice(0, 1))
  await expect(page.getByText(/1 个文件/)).toBeVisible()
  await uploader.pickDocument(uploader.linkOf('empty'))
  await uploader.expectAllDone(1)
  expect(await namesIn('empty')).toEqual([early?.name])

  for (const [at, key] of ['wiki', 'wiki-shortcut'].entries()) {
    await test.step(key, async () => {
      await page.getByRole('button', { name: '更换文档' }).click()
      await uploader.pickDocument(uploader.linkOf(key))
      await expect(page.getByText('可以编辑')).toBeVisible()
      await uploader.choose(others.slice(at, at + 1))
      await uploader.expectAllDone(at + 2)
      expect(await namesIn('wiki-page')).toEqual(others.slice(0, at + 1).map(({ name }) => name))
    })
  }
})

test('a full document is reported once for all files, and they go to another one together', async ({
  uploader,
  simulator,
}) => {
  const files = Array.from({ length: 4 }, (_, index) => ({ name: `图 ${index}.png`, bytes: png(20, 20, index) }))
  await uploader.begin('full')
  await uploader.choose(files)
  await uploader.showFailed()
  const cause = uploader.cause(/4 个文件/)
  await expect(cause).toBeVisible()
  await cause.getByRole('button', { name: '换一个文档' }).click()
  await uploader.pickDocument(uploader.linkOf('empty'))
  await uploader.expectAllDone(4)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
  expect(await simulator.media(uploader.tokenOf('full')).then((all) => all.filter((block) => !block.bound))).toEqual([])
})
