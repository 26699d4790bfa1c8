import { mixedFiles, onDisk, png, type TestFile } from '../files.ts'
import { countStored } from '../kept.ts'
import type { FaultOrder, Simulator } from '../simulator.ts'
import type { UploaderPage } from '../uploader-page.ts'
import { orderedWalk } from './comparison.ts'
import { expect, test } from './fixtures.ts'

const files: readonly TestFile[] = [
  ...mixedFiles(7),
  { name: `${'关于二〇二六年第四季度产品需求评审的'.repeat(3)}会议照片-定稿.png`, bytes: png(90, 60, 9) },
  {
    name: 'a rather long name of a file in English words, as people write them (final version).png',
    bytes: png(60, 90, 8),
  },
]
const [first, second] = files.map(({ name }) => name) as [string, string]

/** Two files arrive; two stay on their way, by their names: whichever comes first. */
const held: readonly FaultOrder[] = files
  .slice(2, 4)
  .map(({ name }) => ({ route: 'uploadAll', fileName: name, times: 'always', fault: { kind: 'hold' } }))
const noMoreBlocks: FaultOrder = { route: 'createBlocks', times: 'always', fault: { kind: 'hold' } }

/** A queue in which nothing changes by itself: two files have arrived, two are on their way, the others wait for their places. */
async function beginStanding(
  { uploader, simulator }: { uploader: UploaderPage; simulator: Simulator },
  paths: readonly string[],
) {
  await simulator.faults(held)
  await uploader.begin('empty')
  await uploader.drop(paths.slice(0, 4))
  await uploader.expectDone(first)
  await uploader.expectDone(second)
  await expect(uploader.queue.getByText(/^上传中\s100%$/)).toHaveCount(2)
  await simulator.faults([noMoreBlocks])
  const before = (await simulator.counters())['createBlocks']?.calls ?? 0
  await uploader.drop(paths.slice(4))
  await expect.poll(async () => (await simulator.counters())['createBlocks']?.calls).toBe(before + 1)
}

test('a queue on its way', async ({ uploader, page, simulator, pictures }) => {
  const more = page.getByRole('button', { name: /^(更多操作|More actions)$/ })
  const disk = await onDisk(files)
  await beginStanding({ uploader, simulator }, disk.paths)
  await pictures('uploading')
  await more.click()
  await pictures('queue-menu', { tells: page.getByRole('menuitem'), reopen: () => more.click() })
  await page.keyboard.press('Escape')
  await uploader
    .row(files[7]?.name ?? '')
    .getByRole('button', { name: /^暂停/ })
    .click()
  await pictures('one-paused')
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '全部取消' }).click()
  // It is offered for some seconds, and longer while it has the focus.
  await page.getByRole('button', { name: '撤销' }).focus()
  await pictures('undo-offered')
  await disk.remove()
})

test('a paused queue', async ({ uploader, page, simulator, pictures }) => {
  const disk = await onDisk(files)
  await beginStanding({ uploader, simulator }, disk.paths)
  await page.getByRole('button', { name: '全部暂停' }).click()
  await simulator.endFaults()
  await expect(page.getByText(/正在暂停|准备中/)).toHaveCount(0)
  await expect(uploader.queue.getByText('已在文档中')).toHaveCount(4)
  await pictures('paused')
  await disk.remove()
})

test('what waits: order, names, pictures', async ({ uploader, page, simulator, pictures }) => {
  const disk = await onDisk(files)
  // A document takes one edit after the other: while the first file waits for its block, the others can still be changed.
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'hold' } }])
  await uploader.begin('empty')
  await uploader.chooseInMemory([{ name: '先到的.txt', bytes: Buffer.from('x') }])
  await expect.poll(async () => (await simulator.counters())['createBlocks']?.calls).toBe(1)
  await uploader.drop(disk.paths)
  await expect(uploader.row(first)).toBeVisible()
  await page.getByRole('button', { name: '全部暂停' }).click()
  await page.getByRole('button', { name: '调整顺序' }).click()
  await expect(page.getByRole('button', { name: /^重命名 / })).toHaveCount(files.length)
  await pictures('order')
  await page.getByRole('checkbox', { name: new RegExp(`^选择 ${first}`) }).check()
  await pictures('order-one-ticked')
  await page.getByRole('checkbox', { name: new RegExp(`^选择 ${first}`) }).uncheck()

  await page.getByRole('button', { name: `重命名 ${first}` }).click()
  await page.getByRole('dialog').waitFor()
  await pictures('rename')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '重命名…', exact: true }).last().click()
  await page.getByRole('dialog').getByLabel('新名称').fill('现场-')
  await page.getByRole('dialog').getByRole('button', { name: '序号' }).click()
  await pictures('rename-by-pattern')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '调整顺序' }).click()

  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '图片选项…' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/缩小大图片/)
    .check()
  await pictures('image-options')
  await disk.remove()
})

test('what was uploaded', async ({ uploader, page, pictures }) => {
  const disk = await onDisk(files.slice(0, 4))
  const history = page.getByRole('button', { name: /^(上传记录|History|Uploads)/ })
  await uploader.begin('empty')
  await history.click()
  await expect(page.getByRole('dialog')).toContainText('还没有记录')
  await pictures('history-empty')
  await page.keyboard.press('Escape')

  // Each at a time of its own, which their order goes by.
  for (const [at, path] of disk.paths.entries()) {
    await page.clock.setFixedTime(orderedWalk().atMs + at * 60_000)
    await uploader.drop([path])
    await uploader.expectAllDone(at + 1)
    await expect.poll(() => countStored(page, 'arrivals')).toBe(at + 1)
  }
  await history.click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(disk.paths.length)
  await pictures('history')
  await disk.remove()
})

test('a queue that has arrived', async ({ uploader, page, pictures }) => {
  const disk = await onDisk(files.slice(0, 4))
  await uploader.begin('empty')
  await uploader.drop(disk.paths)
  await uploader.expectAllDone(4)
  await pictures('done')
  const more = uploader.row(first).getByRole('button', { name: /^(复制、移除|Copy, remove)/ })
  await more.click()
  await pictures('row-menu', { tells: page.getByRole('menuitem'), reopen: () => more.click() })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '取出这一批…' }).click()
  await page.getByRole('dialog').waitFor()
  await pictures('take-out')
  await page.keyboard.press('Escape')

  await uploader.drop(disk.paths)
  await page.getByRole('dialog', { name: '4 个文件重复了' }).waitFor()
  await pictures('duplicates')
  await page.keyboard.press('Escape')
  const newer = await onDisk(files.slice(0, 2).map((file, at) => ({ ...file, bytes: png(50 + at, 44, at) })))
  await uploader.drop(newer.paths)
  await page.getByRole('button', { name: '替换原来的 2 个' }).waitFor()
  await pictures('replace-offered')
  await page.keyboard.press('Escape')

  await uploader.change('product-review')
  await page.getByText('可以编辑', { exact: true }).waitFor()
  await pictures('queue-of-another-document')
  await uploader.change('empty')
  await page.getByRole('button', { name: '取出这一批…' }).click()
  await page.getByRole('button', { name: '取出 4 个文件' }).click()
  await page.getByText('4 个文件已取出').first().waitFor()
  await pictures('taken-out')
  await Promise.all([disk.remove(), newer.remove()])
})

test('the menu of a person', async ({ uploader, page, pictures }) => {
  await uploader.begin('empty')
  const avatar = page.getByRole('button', { name: /的菜单$|’s menu$/ })
  await avatar.click()
  await pictures('person-menu', { tells: page.getByRole('menuitem'), reopen: () => avatar.click() })
  await page.getByRole('menuitem', { name: '键盘快捷键' }).click()
  await page.getByRole('dialog').waitFor()
  await pictures('shortcuts')
  await page.keyboard.press('Escape')
  await uploader.signOut()
  await page.getByRole('dialog', { name: '退出登录' }).waitFor()
  await pictures('sign-out')
})

test('matching records', async ({ uploader, page, pictures }) => {
  await uploader.signIn()
  await uploader.openLink('base', { rows: 'matched', match: '备注' })
  await expect(page.getByLabel('与文件名比较的列')).toHaveValue('备注')
  await uploader.chooseInMemory(
    ['三月（2）.png', '三月.png', '别的.png'].map((name, at) => ({ name, bytes: png(30, 20, at) })),
  )
  await page.getByRole('dialog', { name: '哪个文件放进哪条记录？' }).getByRole('listitem').nth(2).waitFor()
  await pictures('records-matched')
})
