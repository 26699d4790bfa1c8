import { expect, test } from './fixtures.ts'
import { png } from './files.ts'

const picture = { name: '图.png', bytes: png(30, 20, 3) }

test('a read-only document is told before the first byte, with who can help', async ({ uploader, page, simulator }) => {
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('read-only'))
  await expect(page.getByRole('alert')).toContainText(/只读|只能查看|不能编辑|编辑权限/)
  await expect(page.getByRole('alert')).toContainText(/文档所有者|所有者/)
  expect((await simulator.counters())['createBlocks']?.calls ?? 0).toBe(0)
})

test('a deleted document, an old document and a mind map each get their own explanation', async ({
  uploader,
  page,
}) => {
  await uploader.signIn()
  const seen = new Set<string>()
  for (const key of ['deleted', 'legacy-doc']) {
    await uploader.pickDocument(uploader.linkOf(key))
    const alert = page.getByRole('alert')
    await expect(alert).toBeVisible()
    await expect.poll(async () => seen.has((await alert.textContent()) ?? '')).toBe(false)
    seen.add((await alert.textContent()) ?? '')
  }
  for (const link of ['https://acme.feishu.cn/mindnotes/bmncnAbCdEfGhIjKlMn', 'https://example.com/docx/abc']) {
    await uploader.pickDocument(link)
    const alert = page.getByRole('alert')
    await expect(alert).toBeVisible()
    await expect.poll(async () => seen.has((await alert.textContent()) ?? '')).toBe(false)
    seen.add((await alert.textContent()) ?? '')
  }
  expect(seen.size).toBe(4)
})

for (const key of ['wiki', 'wiki-shortcut']) {
  test(`a link of a ${key} leads to the document behind it`, async ({ uploader, page, simulator }) => {
    await uploader.signIn()
    await uploader.pickDocument(uploader.linkOf(key))
    await expect(page.getByText('可以编辑')).toBeVisible()
    await uploader.choose([picture])
    await uploader.expectAllDone(1)
    const standing = await simulator.media(uploader.tokenOf('wiki-page'))
    expect(standing.map((block) => block.name)).toEqual([picture.name])
  })
}

test('files dropped before a document is chosen are kept and go as soon as it is', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()
  await uploader.choose([picture])
  await expect(page.getByText(/1 个文件/)).toBeVisible()
  await uploader.pickDocument(uploader.linkOf('empty'))
  await uploader.expectAllDone(1)
  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing.map((block) => block.name)).toEqual([picture.name])
})

test('a full document is told once for all files, and they go to another one together', async ({
  uploader,
  page,
  simulator,
}) => {
  const files = Array.from({ length: 4 }, (_, index) => ({ name: `图 ${index}.png`, bytes: png(20, 20, index) }))
  await uploader.begin('full')
  await uploader.choose(files)
  const cause = page.getByRole('alert').filter({ hasText: '4 个文件' })
  await expect(cause).toBeVisible({ timeout: 20_000 })
  await cause.getByRole('button', { name: /换一个文档|选择其他文档/ }).click()
  await uploader.pickDocument(uploader.linkOf('empty'))
  await uploader.expectAllDone(4)
  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing.map((block) => block.name)).toEqual(files.map((file) => file.name))
  expect(await simulator.media(uploader.tokenOf('full')).then((all) => all.filter((block) => !block.bound))).toEqual([])
})
