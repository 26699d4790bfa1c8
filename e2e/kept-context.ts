import type { Browser, BrowserContext, Page } from '@playwright/test'

const viewport = { width: 1280, height: 720 }

/**
 * One browser context and page for all stories of a worker, cleared between them: half of a short story's time goes into a new
 * process for its page, with its fonts, and into compiling our scripts. A page that stays at one origin keeps both. What cannot be
 * undone (scripts for every new document, service workers, a crash) needs a context of its own.
 */
export class KeptContext {
  #context: BrowserContext | undefined

  /** The context with one blank page of the origin in it. */
  async take(browser: Browser, origin: string): Promise<BrowserContext> {
    if (this.#context && hasPage(this.#context)) return this.#context
    await this.close()
    this.#context = await browser.newContext({ viewport })
    await blank(await this.#context.newPage(), origin)
    return this.#context
  }

  /** Removes what a story left: other pages, routes, the origin's storage, permissions, window settings. */
  async clear(origin: string): Promise<void> {
    const context = this.#context
    if (!context || !hasPage(context)) return
    const [page, ...others] = context.pages() as [Page, ...Page[]]
    for (const other of others) await other.close()
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await context.setOffline(false)
    await context.clearPermissions()
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: null, forcedColors: null })
    await blank(page, origin)
    await page.evaluate(() => sessionStorage.clear())
    const client = await context.newCDPSession(page)
    await client.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    await client.detach()
    await context.clearCookies()
  }

  async close(): Promise<void> {
    await this.#context?.close()
    this.#context = undefined
  }
}

/** Opens a document of the origin without scripts, so that the page keeps its process. */
async function blank(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/favicon.svg`)
}

function hasPage(context: BrowserContext): boolean {
  return context.pages().length > 0
}
