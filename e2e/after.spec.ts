import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import { expectOpenWay, tabTo } from './wcag.ts'

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
  await expect(page.getByRole('menuitem', { name: '复制链接' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(uploader.row(name).getByRole('status')).toHaveText('已复制')
  expect(await clipboard()).toBe(address)
  expect((await uploader.row(name).boundingBox())?.height).toBe(before?.height)

  await page.getByRole('button', { name: `复制、移除：${name}` }).click()
  await page.getByRole('menuitem', { name: '复制为 Markdown' }).click()
  await expect.poll(clipboard).toBe(`[${name}](${address})`)
  await page.getByRole('button', { name: `复制、移除：${name}` }).click()
  await page.getByRole('menuitem', { name: '从列表移除' }).click()
  await expect(uploader.row(name)).toBeHidden()
})

test('what was uploaded is found again after a reload, goes into a report, and is cleared for good; nothing bars the way', async ({
  uploader,
  page,
}) => {
  const files = mixedFiles(3)
  const [first, second] = files.map(({ name }) => name)
  await uploader.begin('empty')
  await uploader.choose(files)
  await uploader.expectAllDone(3)
  const rows = page.getByRole('dialog', { name: '上传记录' }).getByRole('listitem')
  // The record is written although the page closes right away.
  await page.reload()
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: '上传记录' }).click()
      await expect(page.getByRole('dialog').getByRole('status')).not.toHaveText('正在读取…')
      const count = await rows.count()
      if (count < 3) await page.keyboard.press('Escape')
      return count
    })
    .toBe(3)

  const dialog = page.getByRole('dialog', { name: '上传记录' })
  await dialog.getByRole('searchbox', { name: '按文件名或文档查找' }).fill(first ?? '')
  await expect(rows).toHaveCount(1)
  await expect(dialog.getByRole('link', { name: first ?? '' })).toHaveAttribute('href', /#\w+$/)
  await dialog.getByRole('searchbox').fill('')
  await expectOpenWay(page, [320, 390, 1280], dialog)

  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '导出 JSON' }).click()
  const report = JSON.parse(await readFile(await (await download).path(), 'utf8')) as { name: string; url: string }[]
  expect(report.map(({ name }) => name).toSorted()).toEqual(files.map(({ name }) => name).toSorted())
  expect(report.find(({ name }) => name === second)?.url).toContain(uploader.linkOf('empty'))

  await dialog.getByRole('button', { name: '清除记录' }).click()
  await dialog.getByRole('button', { name: '清除', exact: true }).click()
  await expect(dialog).toContainText('还没有记录')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '上传记录' })).toBeFocused()
  await page.reload()
  await page.getByRole('button', { name: '上传记录' }).click()
  await expect(dialog).toContainText('还没有记录')
})
