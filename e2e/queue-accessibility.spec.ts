import { expect, test } from './fixtures.ts'
import { mixedFiles, onDisk, png } from './files.ts'
import { breaches, expectNoSidewaysScroll, tooSmallToTouch } from './wcag.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 390, 1280]) {
    test(`nothing bars the way in ${colorScheme} at ${width} pixels: filters, order, menu, duplicates`, async ({
      uploader,
      page,
      simulator,
    }) => {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const expectOpenWay = async () => {
        expect(await breaches(page)).toEqual([])
        await expectNoSidewaysScroll(page)
      }
      await simulator.troubles([
        { route: 'uploadAll', fileName: 'scan-2.png', times: 'always', trouble: { kind: 'code', code: 1061113 } },
        { route: 'uploadAll', fileName: 'scan-8.png', times: 'always', trouble: { kind: 'code', code: 1061113 } },
      ])
      await uploader.begin('empty')
      const disk = await onDisk([...mixedFiles(40), { name: `${'很长的名字'.repeat(12)}.png`, bytes: png(9, 9, 9) }])
      await uploader.drop(disk.paths)
      await expect(page.getByRole('radio', { name: '失败 2' })).toBeVisible({ timeout: 30_000 })
      await page.getByRole('button', { name: '全部暂停' }).click()
      await page.getByRole('button', { name: '调整顺序' }).click()
      await expectOpenWay()
      if (width < 560) {
        expect(await tooSmallToTouch(page.getByRole('region', { name: '上传队列' }))).toEqual([])
      }
      await page.getByRole('button', { name: '调整顺序' }).click()
      await page.getByRole('radio', { name: '失败 2' }).check()
      await page.getByRole('button', { name: '更多操作' }).click()
      await expectOpenWay()
      await page.keyboard.press('Escape')
      await page.getByRole('radio', { name: /^进行中/ }).check()
      await expectOpenWay()

      await uploader.drop(disk.paths.slice(2))
      await expect(page.getByRole('dialog').getByRole('checkbox').nth(2)).toBeVisible()
      await expectOpenWay()
      if (width < 560) {
        expect(await tooSmallToTouch(page.getByRole('dialog'))).toEqual([])
      }
      await disk.remove()
    })
  }
}
