import { expect, test } from './fixtures.ts'
import { mixedFiles, onDisk, png } from './files.ts'
import { expectNoSidewaysScroll, expectOpenWay, tabTo } from './wcag.ts'

test('nothing bars the way in light and dark, on a phone and at a desk: sign-in, document, uploads, guidance', async ({
  uploader,
  page,
  simulator,
}) => {
  const widths = [390, 1280]
  await uploader.open()
  await page.getByRole('link', { name: /用飞书登录/ }).waitFor()
  await expectOpenWay(page, widths)

  await uploader.begin('empty')
  await expectOpenWay(page, widths)
  await simulator.faults([
    { route: 'uploadAll', fileName: 'scan-2.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
    { route: 'uploadAll', fileName: 'scan-8.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
    { route: 'uploadAll', fileName: '现场照片 1.png', times: 'always', fault: { kind: 'code', code: 1061109 } },
  ])
  const disk = await onDisk([...mixedFiles(8), { name: `${'很长的名字'.repeat(12)}.png`, bytes: png(9, 9, 9) }])
  await uploader.drop(disk.paths)
  await expect(page.getByRole('alert').filter({ hasText: '2 个文件' })).toBeVisible()
  await expect(uploader.row('现场照片 1.png').getByRole('heading')).toBeVisible()
  await expectOpenWay(page, widths)
  await disk.remove()
})

test('the whole way by keyboard alone', async ({ uploader, page, simulator }) => {
  await uploader.open()
  await page.getByRole('link', { name: /用飞书登录/ }).waitFor()
  await tabTo(page, /用飞书登录/)
  await page.keyboard.press('Enter')
  await page.getByRole('radio').first().waitFor()
  await tabTo(page, /同意/)
  await page.keyboard.press('Enter')

  await page.getByRole('textbox', { name: '文档链接或名称' }).waitFor()
  await tabTo(page, /文档链接/)
  await page.keyboard.type(uploader.linkOf('empty'))
  await page.keyboard.press('Enter')
  await page.getByText('可以编辑', { exact: true }).waitFor()

  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, /^选择文件$/)
  await page.keyboard.press('Enter')
  await (await chooser).setFiles({ name: '键盘.png', mimeType: 'image/png', buffer: png(20, 20, 1) })
  await uploader.expectAllDone(1)
  await tabTo(page, /打开文档/, 'Shift+Tab')
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(['键盘.png'])
})

test('at 200 % zoom the page keeps to its width', async ({ uploader, page }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  await uploader.begin('empty')
  await uploader.choose(mixedFiles(3))
  await uploader.expectAllDone(3)
  await expectNoSidewaysScroll(page)
})

test('the page speaks the language of the browser, and the one a person chose after a reload', async ({
  uploader,
  page,
}) => {
  await uploader.open()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await uploader.speak('en')
  await expect(page.getByRole('link', { name: 'Sign in with Feishu' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('link', { name: 'Sign in with Feishu' })).toBeVisible()
  await expect(page.locator('body')).not.toContainText(/登录|文档/)
})
