import { wholeBrowser } from './browser.ts'
import { expect, test } from './fixtures.ts'

test(
  'C15 a page of another site that opens this one has no window left to send messages to',
  wholeBrowser,
  async ({ page, context, stack }) => {
    await page.goto(stack.simulatorUrl)
    const opening = context.waitForEvent('page')
    const opened = await page.evaluateHandle((url) => window.open(url), stack.pageUrl)
    const uploader = await opening
    await expect(uploader.getByRole('link', { name: /用飞书登录/ })).toBeVisible()
    expect(await uploader.evaluate(() => window.opener as unknown)).toBeNull()
    expect(await opened.evaluate((window) => window?.closed)).toBe(true)
  },
)
