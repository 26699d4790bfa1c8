import { expect, test } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import { tabTo } from './wcag.ts'

test('a file that has arrived leads to its block, and gives its link and token, by the keyboard alone', async ({
  uploader,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  const files = mixedFiles(2)
  const name = files[0]?.name ?? ''
  await uploader.begin('empty')
  await uploader.choose(files)
  await uploader.expectAllDone(2)

  const link = uploader.row(name).getByRole('link', { name: `在文档中查看：${name}` })
  const address = (await link.getAttribute('href')) ?? ''
  expect(address.replace(/#\w+$/, '')).toBe(uploader.linkOf('empty'))
  expect(address).toContain('#')
  const before = await uploader.row(name).boundingBox()

  await tabTo(page, new RegExp(`^在文档中查看：${name}$`))
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: '复制链接' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(uploader.row(name).getByRole('status')).toHaveText('已复制')
  expect(await clipboard()).toBe(address)
  expect((await uploader.row(name).boundingBox())?.height).toBe(before?.height)

  await page.getByRole('button', { name: `复制、移除：${name}` }).click()
  await page.getByRole('button', { name: '复制为 Markdown' }).click()
  await expect.poll(clipboard).toBe(`[${name}](${address})`)
  await page.getByRole('button', { name: `复制、移除：${name}` }).click()
  await page.getByRole('button', { name: '从列表移除' }).click()
  await expect(uploader.row(name)).toBeHidden()
})
