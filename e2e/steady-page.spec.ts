import { expect, test } from './fixtures.ts'
import { mixedFiles } from './files.ts'

const files = mixedFiles(8)

test('the button that files are chosen with stays in its place once a document is chosen', async ({
  uploader,
  page,
}) => {
  await uploader.signIn()
  const choose = page.getByRole('button', { name: '选择文件', exact: true })
  let before: Awaited<ReturnType<typeof choose.boundingBox>> = null
  await page.route(/TargetOptions/, async (route) => {
    await expect(page.getByText('可以编辑')).toBeVisible()
    before = await choose.boundingBox()
    await route.continue()
  })
  await uploader.pickDocument(uploader.linkOf('empty'))
  await expect(page.getByText('放在哪里、怎么放')).toBeVisible()
  expect(before).not.toBeNull()
  expect(await choose.boundingBox()).toEqual(before)
})

test('what can be pressed at the queue stays in its place when the last file has arrived', async ({
  uploader,
  page,
}) => {
  await uploader.begin('empty')
  await uploader.choose(files)
  const more = page.getByRole('button', { name: '更多操作' })
  await expect(page.getByText(/^已完成 [1-7] \/ 8$/)).toBeVisible()
  const before = await more.boundingBox()

  await uploader.expectAllDone(files.length)
  await expect(page.getByText('可以放心关闭这一页了。')).toBeVisible()
  expect(await more.boundingBox()).toEqual(before)
})
