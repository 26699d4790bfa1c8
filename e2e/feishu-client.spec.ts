import { clientUserAgent, playFeishuClient, sdkUrl } from './feishu-client.ts'
import { png } from './files.ts'
import { test as base, expect, ownContext, type WorkerFixtures } from './fixtures.ts'
import { startStack } from './stack.ts'

const test = base.extend<object, Pick<WorkerFixtures, 'stack'>>({
  stack: [
    async ({}, use) => {
      const stack = await startStack({ CLIENT_SDK_URL: sdkUrl })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})

test.use({ userAgent: clientUserAgent })

test(
  'inside Feishu’s app, a page opened for a document signs in without being left, and a file dropped before stands in it',
  ownContext,
  async ({ uploader, page, context, simulator, world, stack }) => {
    await playFeishuClient(context, simulator)
    const { url, token, title } = world.documents.find(({ key }) => key === 'empty') ?? world.documents[0]!
    // As an AppLink's lk_target_url has it.
    await page.goto(`/?target=${encodeURIComponent(url)}`)
    await page.evaluate(() => document.documentElement.setAttribute('data-first-page', ''))
    await page.evaluate(
      (bytes) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([Uint8Array.from(bytes)], '现场照片.png'))
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      },
      [...png(20, 10, 1)],
    )
    await expect(page.getByText('已收下 1 项')).toBeVisible()
    await page.getByRole('link', { name: /用飞书登录/ }).click()
    await expect(page.getByText(title).first()).toBeVisible()
    await uploader.expectDone('现场照片.png')
    expect(await simulator.mediaNames(token)).toEqual(['现场照片.png'])
    await expect(page.locator('html')).toHaveAttribute('data-first-page', '')
    expect(context.pages()).toHaveLength(1)
    const scripts = await page.evaluate(() => [...document.scripts].map(({ src }) => src))
    expect(scripts.filter((src) => !src.startsWith(stack.pageUrl))).toEqual([sdkUrl])
  },
)
