import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { mixedFiles, onDisk, png } from './files.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Breaches of WCAG 2.2 AA that axe can see on the page as it stands. */
async function breaches(page: Page): Promise<string[]> {
  // Evaluated from outside, because the page's own policy rightly forbids a script it did not bring.
  await page.evaluate(axeSource)
  const results = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })`,
  )
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(beyond).toBeLessThanOrEqual(0)
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`nothing bars the way in ${colorScheme} at ${width} pixels: sign-in, document, uploads, guidance`, async ({
      uploader,
      page,
      simulator,
    }) => {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await uploader.open()
      await page.getByRole('link', { name: /用飞书登录/ }).waitFor()
      expect(await breaches(page)).toEqual([])
      await expectNoSidewaysScroll(page)

      await uploader.begin('empty')
      expect(await breaches(page)).toEqual([])
      await simulator.troubles([
        { route: 'uploadAll', fileName: 'scan-2.png', times: 'always', trouble: { kind: 'code', code: 1061113 } },
        { route: 'uploadAll', fileName: 'scan-8.png', times: 'always', trouble: { kind: 'code', code: 1061113 } },
        { route: 'uploadAll', fileName: '现场照片 1.png', times: 'always', trouble: { kind: 'code', code: 1061109 } },
      ])
      const disk = await onDisk([...mixedFiles(8), { name: `${'很长的名字'.repeat(12)}.png`, bytes: png(9, 9, 9) }])
      await uploader.drop(disk.paths)
      await expect(page.getByRole('alert').filter({ hasText: '2 个文件' })).toBeVisible({ timeout: 30_000 })
      await expect(uploader.row('现场照片 1.png').getByRole('heading')).toBeVisible()
      expect(await breaches(page)).toEqual([])
      await expectNoSidewaysScroll(page)
      await disk.remove()
    })
  }
}

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
  await tabTo(page, /打开文档/)
  expect((await simulator.media(uploader.tokenOf('empty'))).map((block) => block.name)).toEqual(['键盘.png'])
})

/** Presses Tab until the element that has the focus is named so, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    const label = await focused.evaluate((element) => {
      const labelled = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
      return labelled ?? element.getAttribute('aria-label') ?? element.textContent
    })
    if (name.test(label.trim())) return
  }
  throw new Error(`Tab never reached ${name.source}`)
}

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
