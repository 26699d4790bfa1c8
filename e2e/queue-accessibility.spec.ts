import { expect, test } from './fixtures.ts'
import { mixedFiles, onDisk, png } from './files.ts'
import { expectOpenWay } from './wcag.ts'

test('nothing bars the way in light and dark, from the smallest phone to a desk: filters, order, menu, duplicates', async ({
  uploader,
  page,
  simulator,
}) => {
  const widths = [320, 390, 1280]
  await simulator.faults([
    { route: 'uploadAll', fileName: 'scan-2.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
    { route: 'uploadAll', fileName: 'scan-8.png', times: 'always', fault: { kind: 'code', code: 1061113 } },
    // No more arrive until the queue is paused, however slow the machine.
    { route: 'uploadAll', skip: 9, times: 'always', fault: { kind: 'hold' } },
  ])
  await uploader.begin('empty')
  const disk = await onDisk([...mixedFiles(16), { name: `${'很长的名字'.repeat(12)}.png`, bytes: png(9, 9, 9) }])
  await uploader.drop(disk.paths)
  await expect(page.getByRole('radio', { name: '失败 2' })).toBeVisible()
  await page.getByRole('button', { name: '全部暂停' }).click()
  await simulator.endFaults()
  await expect(page.getByRole('radio', { name: /^进行中/ })).toHaveCount(0)
  await page.getByRole('button', { name: '调整顺序' }).click()
  await expectOpenWay(page, widths, page.getByRole('region', { name: '上传队列' }))
  await page.getByRole('button', { name: '调整顺序' }).click()
  await page.getByRole('radio', { name: '失败 2' }).check()
  await page.getByRole('button', { name: '更多操作' }).click()
  await expectOpenWay(page, widths)
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: /^已完成/ }).check()
  await expectOpenWay(page, widths)

  await uploader.drop(disk.paths.slice(2))
  await expect(page.getByRole('dialog').getByRole('checkbox').nth(2)).toBeVisible()
  await expectOpenWay(page, widths, page.getByRole('dialog'))
  await disk.remove()
})
