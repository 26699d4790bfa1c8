import { join } from 'node:path'
import type { BrowserContext, FrameLocator, Page } from '@playwright/test'
import { wholeBrowser } from './browser.ts'
import { onDisk } from './files.ts'
import { test as base, expect } from './fixtures.ts'
import { startPartitionedBrowser } from './partitioned-browser.ts'
import { signInFromFrame, startPortal, type Portal } from './portal.ts'
import { Simulator, type World } from './simulator.ts'
import { startStack, type Stack } from './stack.ts'
import { dropOnPage } from './uploader-page.ts'

interface EmbedFixtures {
  readonly portalContext: BrowserContext
}

interface EmbedWorkerFixtures {
  readonly portal: Portal
  readonly embedStack: Stack
}

interface Told {
  readonly type: string
  readonly detail: unknown
}

/** What the stories' scripts use of the element. */
interface Uploader extends HTMLElement {
  addFiles(files: readonly File[]): void
  pause(): void
  resume(): void
  setTarget(link: string): void
  acceptDrops(element: HTMLElement): () => void
}

declare global {
  interface Window {
    told: Told[]
    heard: unknown[]
  }
}

const attributes = ['target', 'lang', 'theme', 'accent', 'radius', 'sandbox']
const events = ['ready', 'signedin', 'queued', 'progress', 'filedone', 'filefailed', 'alldone']

/** The page of a portal: one line embeds the uploader; the rest notes what the story looks at. */
function portalBody(query: URLSearchParams): string {
  const given = attributes.flatMap((name) => (query.has(name) ? [`${name}="${encodeURI(query.get(name) ?? '')}"`] : []))
  const note = `window.told = []
    window.heard = []
    addEventListener('message', ({ data }) => heard.push(data))
    const uploader = document.querySelector('feishu-uploader')
    for (const type of ${JSON.stringify(events)})
      uploader?.addEventListener(type, ({ detail }) => told.push({ type, detail }))`
  const uploader = query.get('uploader') ?? ''
  return `<h1>企业门户</h1><div id="shelf" style="position: fixed; bottom: 0; left: 0">把文件拖到这里</div>
    <feishu-uploader ${given.join(' ').replaceAll('%20', ' ')}></feishu-uploader><script>${note}</script>
    <script type="module" src="${encodeURI(uploader)}/embed.js"></script>`
}

const test = base.extend<EmbedFixtures, EmbedWorkerFixtures>({
  portal: [
    async ({}, use) => {
      const portal = await startPortal(portalBody)
      await use(portal)
      await portal.close()
    },
    { scope: 'worker' },
  ],
  embedStack: [
    async ({ portal }, use) => {
      const stack = await startStack({ EMBED_ORIGINS: portal.origin })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
  portalContext: async ({}, use) => {
    const { browser, close } = await startPartitionedBrowser()
    const [context] = browser.contexts()
    if (!context) throw new Error('No context')
    await use(context)
    await close()
  },
})

async function open(
  context: BrowserContext,
  origin: string,
  given: Readonly<Record<string, string>>,
): Promise<[Page, FrameLocator]> {
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(`${origin}/?${new URLSearchParams(given).toString()}`)
  return [page, page.frameLocator('feishu-uploader iframe')]
}

/** Events of one type, in their order. */
async function told(page: Page, type: string): Promise<readonly unknown[]> {
  return page.evaluate((of) => window.told.filter((each) => each.type === of).map(({ detail }) => detail), type)
}

async function addFiles(page: Page, ...names: readonly string[]): Promise<void> {
  await page.evaluate((all) => {
    const files = all.map((name) => new File([`of ${name}`], name, { type: 'text/plain' }))
    document.querySelector<Uploader>('feishu-uploader')?.addFiles(files)
  }, names)
}

function documentIn(world: World, key: string) {
  const found = world.documents.find((document) => document.key === key)
  if (!found) throw new Error(`No document ${key}`)
  return found
}

test(
  'one line embeds the uploader: the portal hears of it, puts files in, and they stand in the document',
  wholeBrowser,
  async ({ portal, embedStack, portalContext }) => {
    const simulator = new Simulator(embedStack.simulatorUrl)
    const { url, token } = documentIn(await simulator.freshWorld(), 'empty')
    const given = {
      uploader: embedStack.pageUrl,
      target: url,
      lang: 'en',
      theme: 'dark',
      accent: '#c2185b',
      radius: '4',
    }
    const [page, frame] = await open(portalContext, portal.origin, given)
    await expect.poll(() => told(page, 'ready')).toEqual([{ isSignedIn: false }])
    // The portal's looks are there from the first paint.
    const root = frame.locator('html')
    await expect(root).toHaveAttribute('lang', 'en')
    await expect(root).toHaveAttribute('data-theme', 'dark')
    expect(await root.evaluate((element) => element.style.getPropertyValue('--radius'))).toBe('4px')
    await addFiles(page, 'before.txt')
    await signInFromFrame(page, frame)
    await expect.poll(() => told(page, 'signedin')).toEqual([null])
    await addFiles(page, 'one.txt', 'two.txt')
    await expect.poll(() => told(page, 'alldone').then((all) => all.length)).toBeGreaterThan(0)
    await expect.poll(() => told(page, 'filedone').then((all) => all.length)).toBe(3)
    const done = (await told(page, 'filedone')) as readonly { name: string; fileToken: string; link: string }[]
    expect(done.map(({ name }) => name).toSorted()).toEqual(['before.txt', 'one.txt', 'two.txt'])
    for (const { fileToken, link } of done) expect([typeof fileToken, link.startsWith(url)]).toEqual(['string', true])
    expect((await told(page, 'progress')).at(-1)).toMatchObject({ files: { total: 3, done: 3, failed: 0 } })
    expect(await simulator.mediaNames(token)).toEqual(['before.txt', 'one.txt', 'two.txt'])
    // The frame is as high as what it shows, and follows what the portal changes.
    const height = await frame.locator('#root').evaluate((element) => element.getBoundingClientRect().height)
    const frameHeight = () => page.locator('feishu-uploader iframe').evaluate((element) => element.clientHeight)
    await expect
      .poll(async () => Math.abs((await frameHeight()) - Math.min(800, Math.max(320, height))))
      .toBeLessThan(3)
    await page.evaluate(() => {
      document.querySelector('feishu-uploader')?.setAttribute('lang', 'zh-CN')
      document.querySelector('feishu-uploader')?.setAttribute('theme', 'light')
    })
    await expect(root).toHaveAttribute('lang', 'zh-CN')
    await expect(root).toHaveAttribute('data-theme', 'light')
    const messages = JSON.stringify(await page.evaluate(() => window.heard))
    for (const secret of ['open_id', 'openId', 'ou_', 'bearer', 'secret', 'redeem', 'sid='])
      expect(messages).not.toContain(secret)
  },
)

test(
  'a portal changes the document, hands in what is dropped on it, pauses and goes on',
  wholeBrowser,
  async ({ portal, embedStack, portalContext }) => {
    const simulator = new Simulator(embedStack.simulatorUrl)
    const world = await simulator.freshWorld()
    const [first, second] = [documentIn(world, 'empty'), documentIn(world, 'product-review')]
    const before = await simulator.mediaNames(second.token)
    const [page, frame] = await open(portalContext, portal.origin, { uploader: embedStack.pageUrl, target: first.url })
    await signInFromFrame(page, frame)
    await expect.poll(() => told(page, 'signedin')).toEqual([null])
    await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'hold' } }])
    // The files go to the document named right before them, although the page has not asked Feishu about it yet.
    await page.evaluate((link) => {
      const uploader = document.querySelector<Uploader>('feishu-uploader')
      const shelf = document.querySelector<HTMLElement>('#shelf')
      if (!uploader || !shelf) return
      uploader.setTarget(link)
      uploader.acceptDrops(shelf)
    }, second.url)
    const disk = await onDisk(['资料/附件/a.txt', '资料/b.txt'].map((name) => ({ name, bytes: Buffer.from(name) })))
    await dropOnPage(page, [join(disk.folder, '资料')], page.locator('#shelf'))
    const queued = async () => (await told(page, 'queued')) as readonly { files: readonly { name: string }[] }[]
    await expect.poll(async () => (await queued()).flatMap(({ files }) => files)).toHaveLength(2)
    // Read by the portal's page, and still in its folder.
    await expect(frame.getByText('资料/附件')).toBeVisible()
    await page.evaluate(() => document.querySelector<Uploader>('feishu-uploader')?.pause())
    await expect(frame.getByRole('button', { name: /^(全部继续|Resume all)$/ })).toBeVisible()
    await simulator.endFaults()
    expect(await told(page, 'alldone')).toEqual([])
    await page.evaluate(() => document.querySelector<Uploader>('feishu-uploader')?.resume())
    await expect.poll(() => told(page, 'alldone')).toEqual([{ done: 2, failed: 0, cancelled: 0 }])
    expect(await simulator.mediaNames(first.token)).toEqual([])
    expect(await simulator.mediaNames(second.token)).toEqual([...before, 'a.txt', 'b.txt'])
    await disk.remove()
  },
)

test('a file that fails tells its code and what to do', wholeBrowser, async ({ portal, embedStack, portalContext }) => {
  const simulator = new Simulator(embedStack.simulatorUrl)
  const { url } = documentIn(await simulator.freshWorld(), 'empty')
  await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'code', code: 1061113 } }])
  const [page, frame] = await open(portalContext, portal.origin, { uploader: embedStack.pageUrl, target: url })
  await signInFromFrame(page, frame)
  await addFiles(page, 'fails.txt')
  await expect.poll(() => told(page, 'filefailed').then((all) => all.length)).toBe(1)
  const [failed] = (await told(page, 'filefailed')) as readonly { name: string; code: number; guidance: string }[]
  expect([failed?.name, failed?.code]).toEqual(['fails.txt', 1061113])
  expect(failed?.guidance).toMatch(/。/)
})

test(
  'a portal that speaks another version is told which one is understood',
  wholeBrowser,
  async ({ portal, embedStack, portalContext }) => {
    const [page] = await open(portalContext, portal.origin, { uploader: embedStack.pageUrl })
    await expect.poll(() => told(page, 'ready').then((all) => all.length)).toBe(1)
    await page.evaluate((origin) => {
      const frame = document.querySelector('feishu-uploader')?.shadowRoot?.querySelector('iframe')
      const message = { protocol: 'feishu-uploader.embed', version: 99, type: 'hello' }
      frame?.contentWindow?.postMessage(message, origin)
    }, embedStack.pageUrl)
    const answer = { protocol: 'feishu-uploader.embed', version: 1, type: 'unsupported-version', versions: [1] }
    await expect.poll(() => page.evaluate(() => window.heard)).toContainEqual(answer)
  },
)

test(
  'a page of a site that may not embed gets nothing and can do nothing, in a frame or in a window',
  wholeBrowser,
  async ({ portal, embedStack, portalContext }) => {
    const page = portalContext.pages()[0] ?? (await portalContext.newPage())
    await page.clock.install()
    const [, frame] = await open(portalContext, portal.foreignOrigin, { uploader: embedStack.pageUrl, lang: 'zh-CN' })
    await expect(frame.getByRole('link', { name: /用飞书登录/ })).toBeHidden()
    await page.clock.fastForward(11_000)
    const note = page.getByRole('alert')
    await expect(note).toContainText('没有允许这个网站嵌入它')
    await expect(note.getByRole('link', { name: '在新标签页中打开上传页' })).toHaveAttribute(
      'href',
      `${embedStack.pageUrl}/`,
    )
    const opening = portalContext.waitForEvent('page')
    await page.evaluate((address) => {
      const opened = window.open(`${address}/?lang=en`)
      const said = { protocol: 'feishu-uploader.embed', version: 1 }
      for (const type of ['hello', 'pause', 'set-theme']) opened?.postMessage({ ...said, type, theme: 'dark' }, '*')
      document.addEventListener('again', () => {
        for (const type of ['hello', 'set-theme']) opened?.postMessage({ ...said, type, theme: 'dark' }, '*')
      })
    }, embedStack.pageUrl)
    const opened = await opening
    await expect(opened.getByRole('link', { name: /用飞书登录|Sign in with Feishu/ })).toBeVisible()
    await page.evaluate(() => document.dispatchEvent(new Event('again')))
    await expect(opened.locator('html')).not.toHaveAttribute('data-theme')
    expect(await page.evaluate(() => [window.heard, window.told])).toEqual([[], []])
  },
)

test(
  'a sandboxed frame says what its sandbox lacks, and comes when it has it',
  wholeBrowser,
  async ({ portal, embedStack, portalContext }) => {
    const given = { uploader: embedStack.pageUrl, lang: 'en', sandbox: 'allow-scripts allow-forms' }
    const [page, frame] = await open(portalContext, portal.origin, given)
    const note = page.getByRole('alert')
    await expect(note).toContainText('allow-scripts and allow-same-origin')
    await expect(note.getByRole('link', { name: 'Open the uploader in a new tab' })).toBeVisible()
    await page.evaluate(() =>
      document
        .querySelector('feishu-uploader')
        ?.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-forms allow-downloads'),
    )
    await expect(frame.getByRole('link', { name: /Sign in with Feishu/ })).toBeVisible()
    await expect(note).toBeHidden()
    await expect.poll(() => told(page, 'ready').then((all) => all.length)).toBe(1)
  },
)
