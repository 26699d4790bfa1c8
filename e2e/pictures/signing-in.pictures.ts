import { signInProblemQuery } from '../../src/contract/own-api/session.ts'
import { onDisk, png } from '../files.ts'
import { dropOnPage } from '../uploader-page.ts'
import { test } from './fixtures.ts'

test('signing in', async ({ uploader, page, pictures }) => {
  const signIn = page.getByRole('link', { name: /用飞书登录|Sign in with Feishu/ })
  await uploader.open()
  await signIn.waitFor()
  await pictures('signed-out')

  const disk = await onDisk([{ name: '合同.png', bytes: png(20, 20, 1) }])
  await dropOnPage(page, disk.paths)
  await page.getByText(/已收下 1 项/).waitFor()
  await pictures('signed-out-with-a-file')
  await disk.remove()

  await page.goto(`/?${signInProblemQuery}=access_denied`)
  await signIn.waitFor()
  await pictures('sign-in-refused')
})
