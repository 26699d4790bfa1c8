import { mixedFiles } from './files.ts'
import { expect, ownContext, test } from './fixtures.ts'
import { countCopies } from './kept.ts'

test.use({ serviceWorkers: 'allow', expectedErrors: async ({}, use) => use([/ERR_INTERNET_DISCONNECTED/]) })

/** Paths of calls to the gateway and, through it, to Feishu; every other path is a file of the page. */
const isCall = /^\/(api|auth|open-apis)\//

test(
  'without a connection the page opens with the queue, says so, and goes on once there is one; a new build is never held up',
  ownContext,
  async ({ uploader, page, context, simulator }) => {
    const files = mixedFiles(3)
    await uploader.begin('empty')
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.getByRole('button', { name: '更换文档' }).click()
    await context.setOffline(true)
    await uploader.pickDocument(uploader.linkOf('empty'))
    await uploader.chooseInMemory(files)
    await expect(uploader.queue.getByRole('listitem')).toHaveCount(3)
    await expect.poll(() => countCopies(page)).toBe(3)
    await page.reload()
    const notice = page.getByText('现在连不上服务，这是上次打开的页面。队列和文件都在，连上后自动继续。')
    await expect(notice).toBeVisible()
    await expect(uploader.row(files[0]?.name ?? '')).toBeVisible()

    await context.setOffline(false)
    await expect(notice).toBeHidden()
    await uploader.expectAllDone(3)
    const standing = await simulator.media(uploader.tokenOf('empty'))
    expect(standing.map(({ name }) => name).toSorted()).toEqual(files.map(({ name }) => name).toSorted())

    // The server's page opens, although an older one is cached.
    const kept = await page.evaluate(async () => {
      const [name = ''] = await caches.keys()
      const cache = await caches.open(name)
      await cache.put(
        '/',
        new Response('<p>yesterday’s page</p>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
      )
      return (await cache.keys()).map(({ url }) => new URL(url).pathname)
    })
    expect(kept).toEqual(expect.arrayContaining(['/', expect.stringMatching(/^\/assets\/style-.*\.css$/)]))
    expect(kept.filter((path) => isCall.test(path))).toEqual([])
    await page.reload()
    await expect(page.getByText('可以编辑')).toBeVisible()
    await expect(page.getByText('yesterday’s page')).toHaveCount(0)
    await context.setOffline(true)
    await page.reload()
    await expect(page.getByText('yesterday’s page')).toBeVisible()
  },
)

test(
  'uploads go past the service worker: their progress shows, and nothing of them is kept',
  ownContext,
  async ({ uploader, page }) => {
    await uploader.begin('empty')
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    const isControlled = await page.evaluate(() => navigator.serviceWorker.controller !== null)
    expect(isControlled).toBe(true)
    const fromWorker: string[] = []
    page.on('response', (response) => {
      if (response.fromServiceWorker()) fromWorker.push(new URL(response.url()).pathname)
    })
    await uploader.choose(mixedFiles(3))
    await uploader.expectAllDone(3)
    expect(fromWorker.filter((path) => isCall.test(path))).toEqual([])
  },
)
