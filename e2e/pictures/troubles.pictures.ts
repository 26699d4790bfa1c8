import type { Page } from '@playwright/test'
import { mixedFiles, noise, onDisk, png } from '../files.ts'
import { ownContext } from '../fixtures.ts'
import { Simulator, type FaultOrder } from '../simulator.ts'
import { UploaderPage } from '../uploader-page.ts'
import { expect, startPicturedStack, test } from './fixtures.ts'
import { speak } from './looks.ts'

const pictures8 = Array.from({ length: 8 }, (_, at) => ({ name: `照片 ${at + 1}.png`, bytes: png(20 + at, 20, at) }))

const refused = (fileName: string, code: number): FaultOrder => ({
  route: 'uploadAll',
  fileName,
  times: 'always',
  fault: { kind: 'code', code },
})

test('failures', async ({ uploader, page, simulator, pictures }) => {
  await simulator.faults([
    ...['照片 1.png', '照片 4.png'].map((name) => refused(name, 1061109)),
    refused('照片 2.png', 1061043),
    refused('照片 7.png', 1061113),
  ])
  const disk = await onDisk(pictures8)
  await uploader.begin('empty')
  await uploader.drop(disk.paths)
  expect(await uploader.expectEnded(120_000)).toBe('some-failed')
  await pictures('some-failed')
  await uploader.why('照片 2.png')
  // When it happened, and Feishu's log id.
  await pictures('why-one-failed', { mask: [page.locator('dd')] })
  await page.getByRole('button', { name: '去处理' }).click()
  await page.getByRole('heading', { level: 3 }).first().waitFor()
  await pictures('failures-by-cause', { mask: [page.locator('dd')] })
  await page.getByRole('button', { name: '逐个处理' }).click()
  await page.getByRole('textbox', { name: '新文件名' }).waitFor()
  await pictures('failures-one-by-one', { mask: [page.locator('dd')] })
  await disk.remove()
})

test('a right that is lost', async ({ uploader, page, simulator, pictures }) => {
  await uploader.begin('empty')
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'code', code: 1770032 } }])
  await uploader.chooseInMemory(pictures8.slice(0, 3))
  await page.getByText('请向文档所有者申请编辑权限，或换一篇你能编辑的文档。', { exact: true }).waitFor()
  await pictures('right-lost')
  await simulator.endFaults()
  await uploader.change('full')
  await uploader.chooseInMemory(pictures8.slice(3, 6))
  await expect(page.getByRole('radio', { name: '失败 6' })).toBeVisible()
  await uploader.showFailed()
  await pictures('two-documents-failed')
})

const six = mixedFiles(6)
const [firstName = ''] = six.map(({ name }) => name)
const notice = (page: Page, text: RegExp) => page.getByRole('alert').filter({ hasText: text }).waitFor()

test('a storage that is full', async ({ uploader, page, simulator, pictures }) => {
  await uploader.begin('empty')
  await simulator.faults(six.slice(1).map(({ name }) => refused(name, 1061061)))
  await uploader.chooseInMemory(six)
  await uploader.expectDone(firstName)
  await notice(page, /个人存储空间已满/)
  await pictures('hold-storage-full')
})

test('no connection', async ({ uploader, page, context, simulator, pictures }) => {
  const [, second = ''] = six.map(({ name }) => name)
  await uploader.begin('empty')
  await simulator.faults([
    refused(second, 1061113),
    ...six.slice(2).map(({ name }) => ({ ...refused(name, 0), fault: { kind: 'hold' } }) as const),
  ])
  await uploader.chooseInMemory(six)
  await uploader.expectDone(firstName)
  await uploader.expectFailed(second)
  // All words have to be there before the connection ends: those of the queue, and those of what can go wrong.
  await speak(page, 'en')
  await speak(page, 'zh-CN')
  await context.setOffline(true)
  await notice(page, /网络断开了/)
  await pictures('hold-offline')
  await context.setOffline(false)
})

test('a session that has ended', async ({ uploader, page, simulator, pictures }) => {
  await uploader.begin('empty')
  await uploader.chooseInMemory(six.slice(0, 1))
  await uploader.expectAllDone(1)
  await simulator.expireTokens('all')
  await uploader.chooseInMemory(six.slice(1))
  await notice(page, /需要重新登录飞书/)
  await pictures('hold-signed-out')
})

test('the quota of the day', ownContext, async ({ page, pictures }) => {
  // After this its gateway lets no upload pass for a day.
  const stack = await startPicturedStack()
  const world = await new Simulator(stack.simulatorUrl).freshWorld({ uploadsPerDay: 2, concurrentUploads: 'tolerated' })
  const uploader = new UploaderPage(page, world)
  await page.goto(stack.pageUrl)
  await page.getByRole('link', { name: '用飞书登录' }).click()
  await uploader.consent()
  await uploader.pickDocument(uploader.linkOf('empty'))
  await page.getByText('可以编辑', { exact: true }).waitFor()
  await uploader.chooseInMemory(six)
  await notice(page, /今天全公司的上传次数已用完/)
  await pictures('hold-quota-of-the-day')
  await stack.close()
})

test('restored', async ({ uploader, page, simulator, pictures }) => {
  const files = mixedFiles(2)
  const large = { name: '年会录像.mp4', bytes: noise(25_000_000, 'large') }
  const disk = await onDisk([...files, large])
  await simulator.faults([
    ...files
      .slice(1)
      .map((file) => ({ route: 'uploadAll', fileName: file.name, times: 'always', fault: { kind: 'hold' } }) as const),
    { route: 'uploadPrepare', times: 'always', fault: { kind: 'hold' } },
  ])
  await uploader.begin('empty')
  await uploader.chooseOnDisk(disk.paths)
  await uploader.expectDone(files[0]?.name ?? '')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(page.getByRole('heading', { name: /上次没传完的 \d+ 个文件都在/ })).toBeVisible()
  await expect(uploader.row(large.name)).toContainText('需要重新选择这个文件')
  await pictures('restored')

  const second = await page.context().newPage()
  await second.goto('/')
  await second.getByRole('region', { name: /^另一个标签页/ }).waitFor()
  await second.close()
  await disk.remove()
})

test('a newer version', async ({ uploader, page, pictures }) => {
  await uploader.begin('empty')
  await page.route('/', async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text())
      .replace(/(?<before><meta name="built" content=")[^"]*/, '$<before>2099-12-31T00:00:00Z')
      .replace(/(<script\b[^>]*\bsrc="[^"]+)\.js"/, '$1-newer.js"')
    await route.fulfill({ response: answer, body })
  })
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await page.getByText(/这个页面有新版本/).waitFor()
  await pictures('newer-version')
})
