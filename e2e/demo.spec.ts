import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test as base } from '@playwright/test'
import { startStage } from './stack.ts'

/** A generous limit: files arrive as fast as the machine and the simulated quota allow. */
const arrival = { timeout: 120_000 }

const test = base.extend<{ stageUrl: string }>({
  stageUrl: async ({}, use) => {
    const stage = await startStage()
    await use(stage.stageUrl)
    await stage.close()
  },
})

test('from the stage: sign in with one click, samples arrive, full storage stops the queue, and ended it goes on', async ({
  page,
  stageUrl,
}) => {
  await page.goto(stageUrl)
  const product = page.getByRole('main', { name: '上传页面' })
  const uploads = page.frameLocator('feishu-uploader iframe')
  const document = page.frameLocator('iframe[title="文档（实时）"]')
  await product.getByRole('link', { name: '开始' }).click()
  await page.getByRole('button', { name: '同意' }).click()
  await page.getByRole('button', { name: '退出导览' }).click()
  await page.getByRole('button', { name: '放入样例文件' }).click()
  await expect(document.getByRole('img', { name: '05-poster.png' })).toBeVisible(arrival)
  await expect(document.getByRole('article', { name: '10-sunrise.mp4' })).toBeVisible(arrival)

  await page.getByRole('searchbox').fill('1061101')
  await page.getByRole('button', { name: /1061101/ }).click()
  await expect(uploads.getByText('企业存储空间已满').first()).toBeVisible()
  await expect(document.getByRole('img', { name: '03-growth-chart-2.png' })).toBeHidden()
  await page.getByRole('button', { name: '结束状况' }).click()
  await uploads.getByRole('button', { name: '继续上传' }).click()
  await expect(document.getByRole('img', { name: '03-growth-chart-2.png' })).toBeVisible(arrival)

  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Make trouble' })).toBeVisible()
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(page.getByRole('link', { name: 'Start' })).toBeVisible()
  const anew = page.frameLocator('iframe[title="The document, live"]')
  await expect(anew.getByRole('heading', { name: 'Launch day: material' })).toBeVisible()
  await expect(anew.getByRole('img', { name: '05-poster.png' })).toBeHidden()
})

test('nothing of the demo is in what production serves', () => {
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(js|css|html|json)$/.test(entry.name))
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
  const signs = [
    '_simulator/',
    '/_demo/',
    'demo-visitor',
    '/api/trouble',
    '/api/colleagues',
    '出点状况',
    'Make trouble',
  ]
  const found = (folder: string) => signs.filter((sign) => files(folder).some((text) => text.includes(sign)))
  expect([found('dist/page'), found('dist/gateway')]).toEqual([[], []])
  // The test looks for the right signs.
  expect(found('dist/stage')).toEqual(['/api/trouble', '/api/colleagues', '出点状况', 'Make trouble'])
  const copied = readFileSync('Dockerfile', 'utf8').match(/dist\/\w+/g)
  expect(new Set(copied)).toEqual(new Set(['dist/contract', 'dist/gateway', 'dist/page']))
})
