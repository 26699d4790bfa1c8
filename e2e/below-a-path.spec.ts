import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { wholeBrowser } from './browser.ts'
import { mixedFiles } from './files.ts'
import { expect, test } from './fixtures.ts'
import { startPartitionedBrowser } from './partitioned-browser.ts'
import { signInFromFrame, startPortal } from './portal.ts'
import { Simulator } from './simulator.ts'
import { startStack } from './stack.ts'
import { UploaderPage } from './uploader-page.ts'

test(
  'below a path of a shared host the page works in a tab and in a portal: files of both stand in the document',
  wholeBrowser,
  async () => {
    const path = '/tools/uploader'
    const port = await freePort()
    const home = `http://localhost:${port}${path}/`
    const portal = await startPortal(
      (query) => `<feishu-uploader target="${encodeURI(query.get('target') ?? '')}"></feishu-uploader>
        <script type="module" src="${home}embed.js"></script>`,
    )
    const stack = await startStack({ PORT: String(port), PUBLIC_URL: home, EMBED_ORIGINS: portal.origin })
    const { browser, close } = await startPartitionedBrowser()
    try {
      const simulator = new Simulator(stack.simulatorUrl)
      const world = await simulator.freshWorld()
      const context = browser.contexts()[0] ?? (await browser.newContext())
      const page = await context.newPage()
      const elsewhere: string[] = []
      context.on('request', (request) => {
        const url = new URL(request.url())
        if (url.port === String(port) && !url.pathname.startsWith(`${path}/`)) elsewhere.push(request.url())
      })
      const uploader = new UploaderPage(page, world)
      const { url, token } = world.documents.find(({ key }) => key === 'empty') ?? { url: '', token: '' }

      await page.goto(`${home}?${new URLSearchParams({ target: url }).toString()}`)
      await page.getByRole('link', { name: /用飞书登录|Sign in with Feishu/ }).click()
      await uploader.consent()
      await expect(page.getByText(/^(可以编辑|You can edit)$/)).toBeVisible()
      expect(page.url().startsWith(home)).toBe(true)
      await uploader.chooseInMemory(mixedFiles(2))
      await uploader.expectAllDone(2)
      const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)
      expect(scope).toBe(home)

      await page.goto(`${portal.origin}/?${new URLSearchParams({ target: url }).toString()}`)
      const frame = page.frameLocator('feishu-uploader iframe')
      await signInFromFrame(page, frame)
      await page.evaluate(() => {
        const file = new File(['from the portal'], 'portal.txt', { type: 'text/plain' })
        const element = document.querySelector('feishu-uploader') as unknown as { addFiles(files: File[]): void }
        element.addFiles([file])
      })
      const names = [...mixedFiles(2).map(({ name }) => name), 'portal.txt']
      await expect.poll(async () => (await simulator.mediaNames(token)).toSorted()).toEqual(names.toSorted())
      expect(elsewhere).toEqual([])
    } finally {
      await close()
      await stack.close()
      await portal.close()
    }
  },
)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
