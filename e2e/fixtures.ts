import { test as base, type BrowserContext, type ConsoleMessage, type WebError } from '@playwright/test'
import { KeptContext } from './kept-context.ts'
import { Simulator, type World, type WorldSettings } from './simulator.ts'
import { startStack, type Stack } from './stack.ts'
import { UploaderPage } from './uploader-page.ts'

export interface WorkerFixtures {
  readonly stack: Stack
  readonly keptContext: KeptContext
}

export interface Fixtures {
  /** Settings of the fresh world each story starts in: `test.use({ worldSettings: … })`. */
  readonly worldSettings: WorldSettings
  readonly simulator: Simulator
  readonly world: World
  readonly uploader: UploaderPage
  /** Console errors a story provokes on purpose (a refused call shows as one): matched by text. */
  readonly expectedErrors: readonly RegExp[]
}

/** For stories that change their context irreversibly, or its options: `test('…', ownContext, …)`. */
export const ownContext = { tag: '@own-context' } as const

/** Chromium reports each failed request on the console; stories that provoke refusals check the page's own text instead. */
const failedRequest = /Failed to load resource/

/**
 * One demo for each worker, one fresh simulated world for each story. An error on a page or on its console fails the
 * story: a violated content security policy shows only there.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack()
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
  keptContext: [
    async ({}, use) => {
      const kept = new KeptContext()
      await use(kept)
      await kept.close()
    },
    { scope: 'worker' },
  ],
  worldSettings: [{}, { option: true }],
  expectedErrors: [[], { option: true }],
  simulator: async ({ stack }, use) => {
    await use(new Simulator(stack.simulatorUrl))
  },
  world: async ({ simulator, worldSettings }, use) => {
    await use(await simulator.freshWorld(worldSettings))
  },
  baseURL: async ({ stack }, use) => {
    await use(stack.pageUrl)
  },
  context: async ({ browser, keptContext, stack, expectedErrors }, use, { tags }) => {
    const isOwn = tags.includes(ownContext.tag)
    const context = isOwn ? await browser.newContext() : await keptContext.take(browser, stack.pageUrl)
    const { errors, stop } = collectErrors(context, [failedRequest, ...expectedErrors])
    await use(context)
    stop()
    if (isOwn) await context.close()
    else await keptContext.clear(stack.pageUrl)
    base.expect(errors, 'errors on the page or its console').toEqual([])
  },
  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()))
  },
  uploader: async ({ page, world }, use) => {
    await use(new UploaderPage(page, world))
  },
})

export { expect } from '@playwright/test'

function collectErrors(context: BrowserContext, expected: readonly RegExp[]) {
  const errors: string[] = []
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(text)
  }
  const noteThrown = (error: WebError) => note(error.error().message)
  const notePrinted = (message: ConsoleMessage) => {
    if (message.type() === 'error') note(message.text())
  }
  context.on('weberror', noteThrown)
  context.on('console', notePrinted)
  return {
    errors,
    stop: () => {
      context.off('weberror', noteThrown)
      context.off('console', notePrinted)
    },
  }
}
