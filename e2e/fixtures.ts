import { test as base, type BrowserContext } from '@playwright/test'
import { Simulator, type World, type WorldSettings } from './simulator.ts'
import { startStack, type Stack } from './stack.ts'
import { UploaderPage } from './uploader-page.ts'

export interface WorkerFixtures {
  readonly stack: Stack
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

/** Chromium itself reports each failed request; the stories that provoke refusals look at the page's own words instead. */
const failedRequest = /Failed to load resource/

/**
 * One demo for each worker, one fresh simulated world for each story. An error on a page or on its console fails the
 * story, whatever else it saw: a broken content security policy shows there and nowhere else.
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
  page: async ({ page, expectedErrors }, use) => {
    const errors = collectErrors(page.context(), [failedRequest, ...expectedErrors])
    await use(page)
    base.expect(errors, 'errors on the page or its console').toEqual([])
  },
  uploader: async ({ page, world }, use) => {
    await use(new UploaderPage(page, world))
  },
})

export { expect } from '@playwright/test'

function collectErrors(context: BrowserContext, expected: readonly RegExp[]): string[] {
  const errors: string[] = []
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(text)
  }
  context.on('weberror', (error) => note(error.error().message))
  context.on('console', (message) => {
    if (message.type() === 'error') note(message.text())
  })
  return errors
}
