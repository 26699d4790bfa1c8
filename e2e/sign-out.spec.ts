import { expect, test } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import { kept, nothing } from './kept.ts'
import { expectOpenWay } from './wcag.ts'

// A file that is held back keeps its queue from being done.
test.use({ worldSettings: { concurrentUploads: 'tolerated' } })

const held = { route: 'uploadAll', times: 'always', skip: 2, fault: { kind: 'hold' } } as const

test('on a shared computer nothing is left, in this tab or another, and the next sign-in finds nothing', async ({
  uploader,
  page,
  context,
  simulator,
}) => {
  const files = mixedFiles(10)
  await uploader.begin('empty')
  await simulator.faults([held])
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  const second = uploader.on(await context.newPage())
  await second.open()
  await expect(second.page.getByRole('region', { name: /^另一个标签页/ })).toBeVisible()
  expect((await kept(page)).records).toBeGreaterThan(0)

  // The tab that signs out and deletes everything is not the one with the queue.
  await second.signOut()
  const dialog = second.page.getByRole('dialog', { name: '退出登录' })
  await expectOpenWay(second.page, [320, 1280], dialog)
  await dialog.getByRole('button', { name: '共用的，全部清除' }).click()
  for (const tab of [second.page, page]) {
    await expect(tab.getByRole('link', { name: '用飞书登录' })).toBeVisible()
    expect(await kept(tab)).toEqual(nothing)
  }

  await simulator.endFaults()
  await page.getByRole('link', { name: '用飞书登录' }).click()
  await uploader.consent()
  await uploader.expectSignedIn()
  await expect(page.getByRole('textbox', { name: '文档链接' })).toHaveValue('')
  await expect(uploader.queue).toBeHidden()
})

test('on one’s own computer queue and documents stay, and the choice is offered first the next time', async ({
  uploader,
  page,
  simulator,
}) => {
  const files = mixedFiles(10)
  await uploader.begin('empty')
  await simulator.faults([held])
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  await uploader.signOut()
  const dialog = page.getByRole('dialog', { name: '退出登录' })
  await expect(dialog.getByRole('button', { name: '我自己的，保留队列' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: /的菜单$/ })).toBeFocused()
  await uploader.signOut()
  await dialog.getByRole('button', { name: '我自己的，保留队列' }).click()
  await expect(page.getByRole('link', { name: '用飞书登录' })).toBeVisible()
  const stays = await kept(page)
  expect(stays.records).toBeGreaterThan(0)
  expect(stays.local.some((key) => key.startsWith('feishu-uploader.sign-out.'))).toBe(true)

  await simulator.endFaults()
  await page.getByRole('link', { name: '用飞书登录' }).click()
  await uploader.consent()
  await uploader.expectAllDone(files.length)
})
