import { expect, test } from './fixtures.ts'
import { mixedFiles } from './files.ts'

const files = mixedFiles(4)

test('files stopped by a missing scope go on by themselves once it is granted, in order, in the same queue', async ({
  uploader,
  simulator,
  context,
}) => {
  await uploader.begin('empty')
  // The scope of a sheet's pictures would suffice for an upload too.
  await simulator.withdrawScopes('docs:document.media:upload', 'sheets:spreadsheet')
  await uploader.choose(files)

  await uploader.showFailed()
  const cause = uploader.cause('需要你补充授权')
  await expect(cause).toContainText(`${files.length} 个文件`)
  const opening = context.waitForEvent('page')
  await cause.getByRole('button', { name: '去飞书授权' }).click()
  const consent = await opening
  await expect(consent.getByText('docs:document.media:upload')).toBeVisible()
  await expect(consent.getByText(/docx:document|sheets:spreadsheet/)).toHaveCount(0)
  await uploader.consent(undefined, consent)

  await uploader.expectAllDone(files.length)
  await expect(cause).toHaveCount(0)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
})

test('a person who declines keeps their session, and can still agree', async ({
  uploader,
  page,
  simulator,
  context,
}) => {
  await uploader.signIn()
  await simulator.withdrawScopes('wiki:node:read')
  await uploader.pickDocument(uploader.linkOf('wiki'))
  const grant = page.getByRole('alert').getByRole('button', { name: '去飞书授权' })

  const first = context.waitForEvent('page')
  await grant.click()
  const declined = await first
  const closed = declined.waitForEvent('close')
  await declined.getByRole('button', { name: '拒绝' }).click()
  await closed
  await expect(grant).toBeVisible()

  const second = context.waitForEvent('page')
  await grant.click()
  await uploader.consent(undefined, await second)
  await expect(page.getByText('可以编辑')).toBeVisible()
})

test('an app that lost a scope: its developer is led to the console, enables it, and the files go through', async ({
  uploader,
  simulator,
  context,
}) => {
  await uploader.begin('empty')
  await simulator.disableScopes(
    'docs:document.media:upload',
    'drive:drive',
    'docs:doc',
    'sheets:spreadsheet',
    'bitable:app',
  )
  await uploader.choose(files)

  await uploader.showFailed()
  const cause = uploader.cause('应用未开通所需权限')
  await expect(cause).toContainText('应用开发者')
  // A file counts as failed once its empty block is cleared, and only failed files are retried.
  await expect(cause).toContainText(`${files.length} 个文件`)
  const opening = context.waitForEvent('page')
  await cause.getByRole('link', { name: '打开开发者后台' }).click()
  const console = await opening
  await console.getByRole('button', { name: '开通 docs:document.media:upload' }).click()
  await expect(console.getByText('已开通')).toBeVisible()
  await console.close()

  await cause.getByRole('button', { name: '全部重试' }).click()
  await uploader.expectAllDone(files.length)
})
