import type { BrowserContext, FrameLocator, Page } from '@playwright/test'
import { wholeBrowser } from './browser.ts'
import { test as base, expect } from './fixtures.ts'
import { mixedFiles, onDisk } from './files.ts'
import { startPartitionedBrowser } from './partitioned-browser.ts'
import { startPortal, type Portal } from './portal.ts'
import { Simulator } from './simulator.ts'
import { startStack, type Stack } from './stack.ts'

interface FramedFixtures {
  readonly framedContext: BrowserContext
}

interface FramedWorkerFixtures {
  readonly portal: Portal
  readonly framedStack: Stack
}

const test = base.extend<FramedFixtures, FramedWorkerFixtures>({
  portal: [
    async ({}, use) => {
      const portal = await startPortal(
        (query) =>
          `<iframe title="uploader" src="${encodeURI(query.get('uploader') ?? '')}" width="1000" height="650"></iframe>`,
      )
      await use(portal)
      await portal.close()
    },
    { scope: 'worker' },
  ],
  framedStack: [
    async ({ portal }, use) => {
      const stack = await startStack({ EMBED_ORIGINS: portal.origin })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
  framedContext: async ({}, use) => {
    const started = await startPartitionedBrowser()
    const [context] = started.browser.contexts()
    if (!context) throw new Error('No context')
    await use(context)
    await started.close()
  },
})

async function openPortal(context: BrowserContext, portal: Portal, stack: Stack): Promise<[Page, FrameLocator]> {
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(`${portal.origin}/?uploader=${encodeURIComponent(stack.pageUrl)}`)
  return [page, page.frameLocator('iframe')]
}

const signInButton = { name: /用飞书登录|Sign in with Feishu/ }
const linkField = { name: /文档链接|Document link/ }

/** Signs in through the window that the click opens; resolves when the page in the frame is signed in. */
async function signInInWindow(
  page: Page,
  frame: FrameLocator,
  atConsent: (opened: Page) => Promise<void> = () => Promise.resolve(),
): Promise<Page> {
  const opening = page.context().waitForEvent('page')
  await frame.getByRole('link', signInButton).click()
  const opened = await opening
  await opened.getByRole('radio').first().check()
  await atConsent(opened)
  await opened.getByRole('button', { name: /同意|Agree|Allow/ }).click()
  await expect(frame.getByRole('textbox', linkField)).toBeVisible()
  return opened
}

test(
  'in a portal’s frame, a person signs in in a window, puts files into a document, and is still signed in after a reload',
  wholeBrowser,
  async ({ portal, framedStack, framedContext }) => {
    const simulator = new Simulator(framedStack.simulatorUrl)
    const world = await simulator.freshWorld()
    const [page, frame] = await openPortal(framedContext, portal, framedStack)
    const opened = await signInInWindow(page, frame)
    await expect.poll(() => opened.isClosed()).toBe(true)
    await page.reload()
    const link = frame.getByRole('textbox', linkField)
    const document = world.documents.find(({ key }) => key === 'empty')
    await link.fill(document?.url ?? '')
    await link.press('Enter')
    await expect(frame.getByText(/^(可以编辑|You can edit)$/)).toBeVisible()
    const files = mixedFiles(3)
    const chooser = page.waitForEvent('filechooser')
    await frame.getByRole('button', { name: /^(选择文件|Choose files)$/ }).click()
    await (await chooser).setFiles([...(await onDisk(files)).paths])
    await expect(frame.getByText(/^(已在文档中|In the document)$/)).toHaveCount(3)
    const names = await simulator.mediaNames(document?.token ?? '')
    expect(names.toSorted()).toEqual(files.map(({ name }) => name).toSorted())
  },
)

test(
  'signing in works where Feishu’s page cuts the window off from its opener',
  wholeBrowser,
  async ({ portal, framedStack, framedContext }) => {
    await framedContext.route(`${framedStack.simulatorUrl}/**`, async (route) => {
      const response = await route.fetch({ maxRedirects: 0 })
      await route.fulfill({ response, headers: { ...response.headers(), 'cross-origin-opener-policy': 'same-origin' } })
    })
    const [page, frame] = await openPortal(framedContext, portal, framedStack)
    const openers: unknown[] = []
    await signInInWindow(page, frame, async (opened) => {
      openers.push(await opened.evaluate(() => window.opener as unknown))
    })
    expect(openers).toEqual([null])
  },
)

test(
  'where the browser blocks windows, the link opens a tab that signs in the same way',
  wholeBrowser,
  async ({ portal, framedStack, framedContext }) => {
    await framedContext.addInitScript(() => {
      window.open = () => null
    })
    const [page, frame] = await openPortal(framedContext, portal, framedStack)
    await signInInWindow(page, frame)
  },
)

test(
  'a frame that keeps no cookies is signed in as long as it stays open',
  wholeBrowser,
  async ({ portal, framedStack, framedContext }) => {
    const simulator = new Simulator(framedStack.simulatorUrl)
    const world = await simulator.freshWorld()
    await framedContext.route(`${framedStack.pageUrl}/auth/redeem`, async (route) => {
      // By Node: what Playwright fetches puts its cookies into the browser.
      const request = route.request()
      const headers = { ...(await request.allHeaders()), cookie: '' }
      const answer = await fetch(request.url(), { method: 'POST', headers, body: request.postData() })
      await route.fulfill({ status: answer.status, contentType: 'application/json', body: await answer.text() })
    })
    const [page, frame] = await openPortal(framedContext, portal, framedStack)
    await signInInWindow(page, frame)
    const link = frame.getByRole('textbox', linkField)
    await link.fill(world.documents.find(({ key }) => key === 'empty')?.url ?? '')
    await link.press('Enter')
    await expect(frame.getByText(/^(可以编辑|You can edit)$/)).toBeVisible()
    await page.reload()
    await expect(frame.getByRole('link', signInButton)).toBeVisible()
  },
)

test(
  'a page of another site cannot have a sign-in done for itself',
  wholeBrowser,
  async ({ portal, framedStack, framedContext }) => {
    const requests: string[] = []
    framedContext.on('request', (request) => requests.push(new URL(request.url()).pathname))
    const page = framedContext.pages()[0] ?? (await framedContext.newPage())
    await page.goto(portal.origin)
    const opening = framedContext.waitForEvent('page')
    await page.evaluate((address) => {
      const opened = window.open(address)
      const request = { redeemKey: 'a'.repeat(64), scopes: [] }
      setInterval(() => opened?.postMessage({ type: 'feishu-uploader.sign-in.answer', request }, '*'), 100)
    }, `${framedStack.pageUrl}/?framed_sign_in=begin`)
    const opened = await opening
    const lost = opened.getByText(/这个窗口要从嵌有上传页的网页里打开|opens from a page that embeds the uploader/)
    await expect(lost).toBeVisible()
    // Nor does a link that somebody sends.
    await opened.goto('about:blank')
    await opened.goto(`${framedStack.pageUrl}/?framed_sign_in=begin`)
    await expect(lost).toBeVisible()
    expect(requests).not.toContain('/auth/framed')
  },
)
