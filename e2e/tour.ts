import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { wholeBrowser } from './browser.ts'
import { startRecording } from './recording.ts'
import { startStage } from './stack.ts'

/** Files arrive as fast as the machine and the simulated quota allow. */
const arrival = { timeout: 120_000 }
/** As long as a viewer needs for a sentence. */
const readingMs = 2500

test.use({ viewport: { width: 1360, height: 850 }, deviceScaleFactor: 1 })

test('the tour of the demo is recorded as somebody takes it', wholeBrowser, async ({ page }) => {
  test.setTimeout(600_000)
  const stage = await startStage()
  await page.goto(stage.stageUrl)
  const next = () => page.getByRole('button', { name: '下一步' }).click()
  const uploads = page.frameLocator('feishu-uploader iframe')
  const document = page.frameLocator('iframe[title="文档（实时）"]')

  const recording = await startRecording(page)
  await sleep(readingMs)
  await page.getByRole('link', { name: '开始' }).click()
  await sleep(readingMs / 2)
  await page.getByRole('button', { name: '同意' }).click()
  await expect(page.getByRole('button', { name: '下一步' })).toBeVisible(arrival)
  await sleep(readingMs)
  await next()
  await sleep(readingMs)
  await page.getByRole('button', { name: '放入样例文件' }).click()
  await next()
  await expect(document.getByRole('article', { name: '10-sunrise.mp4' })).toBeVisible(arrival)
  await sleep(readingMs)
  await next()
  await page.getByRole('button', { name: '让两位同事开始上传' }).click()
  await page.getByRole('button', { name: '放入样例文件' }).click()
  await sleep(readingMs * 2)
  await page.getByRole('button', { name: '让同事停下' }).click()
  await next()
  await sleep(readingMs)
  await page.getByRole('button', { name: /存储空间已满/ }).click()
  await expect(uploads.getByText('企业存储空间已满').first()).toBeVisible(arrival)
  await sleep(readingMs)
  await page.getByRole('button', { name: '结束状况' }).click()
  await uploads.getByRole('button', { name: '继续上传' }).click()
  await expect(uploads.getByRole('button', { name: '继续上传' })).toBeHidden(arrival)
  await next()
  await sleep(readingMs)
  await recording.end('docs/screenshots/tour.gif', 1000)
  await stage.close()
})
