import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import type { UploaderPage } from './uploader-page.ts'

const files = mixedFiles(4)
const uploads = '**/open-apis/drive/v1/medias/upload_all'

test('what blocks the uploads is named, one button tries at once, and the queue goes on by itself when the way is free', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')

  // A browser extension refuses one path; everything else comes through.
  await page.route(uploads, (route) => route.abort('blockedbyclient'))
  await uploader.choose(files)
  const blocked = await expectHeld(uploader, '上传请求被拦截')
  await expect(blocked).toContainText('上传服务有回应')
  await expect(blocked).toContainText('被拦的请求：/open-apis/drive/v1/medias/upload_all')
  await expect(blocked).toContainText(/谁能处理\s*你自己/)
  await expect(blocked.getByRole('button')).toHaveText(['现在就试一次'])

  // Then a proxy refuses bodies of this size.
  await answerWith(page, 413, '<html><h1>413 Request Entity Too Large</h1></html>')
  await blocked.getByRole('button', { name: '现在就试一次' }).click()
  const tooLarge = await expectHeld(uploader, '超过了途中代理的大小限制')
  await expect(tooLarge).toContainText(/被拒绝的大小：[\d.]+ (B|KB|MB|字节)/)
  await expect(tooLarge).toContainText('上传服务的运维人员')

  // And a firewall's page.
  await answerWith(page, 403, '<html><h1>Blocked by the company’s firewall</h1></html>')
  await tooLarge.getByRole('button', { name: '现在就试一次' }).click()
  const refused = await expectHeld(uploader, '回应的不是飞书')
  await expect(refused).toContainText(/谁能处理\s*网络管理员/)
  await refused.getByText('详细信息', { exact: true }).click()
  await expect(refused).toContainText('HTTP 403: Blocked by the company’s firewall')

  // Nothing is in the way any more: the queue goes on by itself.
  await page.unroute(uploads)
  await uploader.expectAllDone(files.length)
  await expect(page.getByRole('alert')).toHaveCount(0)
  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing.map(({ name, bound }) => ({ name, bound }))).toEqual(files.map(({ name }) => ({ name, bound: true })))
})

test('a network that answers nothing is named as the cause', async ({ uploader, page, simulator }) => {
  await uploader.begin('empty')
  await uploader.speak('en')
  await page.route(/\/(open-apis|api)\//, (route) => route.abort('connectionreset'))
  await uploader.choose(files)
  const silent = await expectHeld(uploader, 'Nothing answers')
  await expect(silent).toContainText('Nothing is lost')
  await expect(silent.getByRole('button')).toHaveText(['Try now'])
  await page.unroute(/\/(open-apis|api)\//)
  await uploader.expectAllDone(files.length)
  expect(await simulator.media(uploader.tokenOf('empty'))).toHaveLength(files.length)
})

async function answerWith(page: Page, status: number, body: string): Promise<void> {
  await page.unroute(uploads)
  await page.route(uploads, (route) => route.fulfill({ status, contentType: 'text/html; charset=utf-8', body }))
}

/** The queue is on hold for one cause, which is shown once, and no file has failed. */
async function expectHeld({ page }: UploaderPage, title: string) {
  const notice = page.getByRole('alert').filter({ hasText: title })
  await expect(notice).toHaveCount(1)
  await expect(page.getByRole('radio', { name: /^(失败|Failed)/ })).toHaveCount(0)
  return notice
}
