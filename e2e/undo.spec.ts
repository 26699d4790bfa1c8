import { expect, test } from './fixtures.ts'
import { mixedFiles } from './files.ts'

const files = mixedFiles(24)
const last = files.at(-1)?.name ?? ''

/** Two files arrive, and no more until the faults end. */
const afterTheSecond = { route: 'uploadAll', skip: 2, times: 'always', fault: { kind: 'hold' } } as const

test('what is cancelled or removed comes back by one button, by the keyboard, or becomes final', async ({
  uploader,
  page,
  simulator,
}) => {
  const token = uploader.tokenOf('empty')
  const undo = page.getByRole('button', { name: '撤销' })
  await uploader.begin('empty')
  await simulator.faults([afterTheSecond])
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')

  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '全部取消' }).click()
  await expect(page.getByRole('status').filter({ hasText: /个上传已取消/ })).toHaveCount(1)
  await expect(undo).not.toBeFocused()
  await expect(uploader.row(last)).toContainText('已取消')
  await expect(page).toHaveTitle(new RegExp(`^\\d+/${files.length}，\\d+ 个已取消`))
  await expect(page.getByText('可以放心关闭这一页了。')).toHaveCount(0)
  const before = (await simulator.counters())['uploadAll']?.calls ?? 0
  await expect(uploader.queue.getByText(/上传中|等待/)).toHaveCount(0)
  expect((await simulator.counters())['uploadAll']?.calls).toBe(before)
  await page.keyboard.press('Control+z')
  await expect(undo).toBeHidden()
  await expect(uploader.row(last)).not.toContainText('已取消')

  await page.getByRole('button', { name: `取消 ${last}` }).click()
  await undo.click()
  await expect(page.getByRole('status').filter({ hasText: '已撤销' })).toHaveCount(1)
  await simulator.endFaults()
  await uploader.expectAllDone(files.length)
  const names = files.map((file) => file.name)
  expect(await simulator.mediaNames(token)).toEqual(names)

  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '清除已完成和已取消的' }).click()
  await expect(uploader.queue).toBeHidden()
  await undo.click()
  await expect(uploader.queue.getByRole('listitem')).toHaveCount(files.length)
})

test('a page that is reloaded while cancelling can be undone names the files, and leaves no empty block', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  await simulator.faults([afterTheSecond])
  await uploader.choose(files)
  await uploader.expectDone(files[1]?.name ?? '')
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '全部取消' }).click()
  await expect(uploader.row(last)).toContainText('已取消')
  await simulator.endFaults()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(page.getByText(/^\d+ 个已在文档中，\d+ 个已取消$/)).toBeVisible()
  await expect(page.getByRole('listitem', { name: last })).toContainText('已取消')
  const done = await uploader.doneSoFar()
  await expect
    .poll(() => simulator.mediaNames(uploader.tokenOf('empty')))
    .toEqual(files.slice(0, done).map((file) => file.name))
})
