import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { mixedFiles, png } from './files.ts'
import type { FaultOrder } from './simulator.ts'
import { tabTo } from './wcag.ts'

const refused = (fileName: string, code: number, times: number | 'always'): FaultOrder => ({
  route: 'uploadAll',
  fileName,
  times,
  fault: { kind: 'code', code },
})

const pictures = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `照片 ${at + 1}.png`, bytes: png(60 + at, 40, at) }))

test('failed files are looked at by themselves, and only those of one cause are tried again', async ({
  uploader,
  page,
  simulator,
}) => {
  const once = ['照片 2.png', '照片 4.png']
  await simulator.faults([
    ...once.map((name) => refused(name, 1061002, 1)),
    ...['照片 1.png', '照片 5.png'].map((name) => refused(name, 1061113, 'always')),
  ])
  await uploader.begin('empty')
  await uploader.choose(pictures(6))
  await expect(page.getByRole('radio', { name: '失败 4' })).toBeVisible()
  await page.getByRole('radio', { name: '失败 4' }).check()
  await expect(uploader.rows).toHaveCount(4)

  const cause = uploader.cause('飞书不接受这次请求')
  await expect(cause.getByRole('listitem')).toHaveCount(2)
  for (const name of once) await expect(cause.getByRole('listitem', { name })).toBeVisible()

  await cause.getByRole('button', { name: '全部重试' }).click()
  await expect(page.getByRole('radio', { name: '失败 2' })).toBeVisible()
  await expect(page.getByRole('radio', { name: '已完成 4' })).toBeVisible()
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual([
    '照片 2.png',
    '照片 3.png',
    '照片 4.png',
    '照片 6.png',
  ])
})

test('filters go by the arrow keys; one whose files have gone says so and leads back', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'code', code: 1061001 } }])
  await uploader.choose(mixedFiles(3))
  await expect(page.getByRole('radio', { name: '进行中 3' })).toBeVisible()
  await tabTo(page, /^全部 3$/)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: '进行中 3' })).toBeFocused()
  await simulator.endFaults()
  await expect(page.getByRole('radio', { name: '已完成 3' })).toBeVisible()
  await expect(page.getByText('现在没有正在上传的文件。')).toBeVisible()
  await tabTo(page, /^显示全部文件$/)
  await page.keyboard.press('Enter')
  await expect(uploader.queue.getByRole('listitem')).toHaveCount(3)
  await expect(page.getByRole('heading', { name: '上传队列' })).toBeFocused()
})

test('what failed goes into a table that spreadsheets can read and that runs nothing', async ({ uploader, page }) => {
  await uploader.begin('empty')
  await uploader.chooseInMemory([
    { name: '=HYPERLINK("http://evil").txt', bytes: Buffer.alloc(0) },
    { name: '空.txt', bytes: Buffer.alloc(0) },
  ])
  await page.getByRole('button', { name: '更多操作' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: '导出失败清单' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^上传失败的文件 \d{4}-\d\d-\d\d\.csv$/)
  const [head, first, second] = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect(head).toMatch(/^\uFEFF"文件","路径"/)
  expect(first).toMatch(/^"'=HYPERLINK\(""http:..evil""\)\.txt",/)
  expect(second).toMatch(/^"空\.txt",/)
})

test('everything cancelled by mistake goes on after an undo', async ({ uploader, page, simulator }) => {
  const files = mixedFiles(12)
  await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'hold' } }])
  await uploader.begin('empty')
  await uploader.choose(files)
  await expect(page.getByRole('radio', { name: /^进行中 [1-9]/ })).toBeVisible()
  const menu = page.getByRole('button', { name: '更多操作' })
  await menu.click()
  await page.getByRole('menuitem', { name: '全部取消' }).click()
  await expect(menu).toBeFocused()
  await expect(page.getByRole('radio', { name: /^已取消 1/ })).toBeVisible()
  await expect(page.getByRole('radio', { name: /^进行中/ })).toHaveCount(0)
  await simulator.endFaults()
  await menu.click()
  await page.getByRole('menuitem', { name: '重新上传已取消的' }).click()
  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
})
