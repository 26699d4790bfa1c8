import { chromium, type Browser } from '@playwright/test'
import { launchOptions } from '../e2e/browser.ts'
import { onDisk, type TestFile } from '../e2e/files.ts'
import { Simulator, type WorldSettings } from '../e2e/simulator.ts'
import { startStack, type DemoStack } from '../e2e/stack.ts'
import { UploaderPage } from '../e2e/uploader-page.ts'
import { secondsOf } from './figure.ts'
import { allDone, untilText, type TargetWord } from './until-text.ts'

/** The demo in a fresh world, a browser on it, and a person signed in with the empty document chosen. */
export interface Bench {
  readonly stack: DemoStack
  readonly simulator: Simulator
  readonly uploader: UploaderPage
  /** The empty document. */
  readonly token: string
}

export async function inBrowser<T>(
  settings: WorldSettings,
  measure: (bench: Bench) => Promise<T>,
  variables: Readonly<Record<string, string>> = {},
): Promise<T> {
  const stack = await startStack(variables)
  try {
    const simulator = new Simulator(stack.simulatorUrl)
    const world = await simulator.freshWorld(settings)
    return await withBrowser(async (browser) => {
      const page = await browser.newPage({ baseURL: stack.pageUrl, locale: 'zh-CN' })
      const uploader = new UploaderPage(page, world)
      await uploader.begin('empty')
      return await measure({ stack, simulator, uploader, token: uploader.tokenOf('empty') })
    })
  } finally {
    await stack.close()
  }
}

/** As `inBrowser`, without any quota: the gateway does not pace calls, and the simulator refuses none. */
export function withoutQuota<T>(
  measure: (bench: Bench) => Promise<T>,
  variables: Readonly<Record<string, string>> = {},
): Promise<T> {
  const hastyClock = new URL('./hasty-clock.js', import.meta.url).href
  return inBrowser({ concurrentUploads: 'tolerated', rateLimits: 'off' }, measure, {
    NODE_OPTIONS: `--import=${hastyClock}`,
    ...variables,
  })
}

export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(launchOptions)
  try {
    return await use(browser)
  } finally {
    await browser.close()
  }
}

/** Seconds from the drop to the last arrived file; `place` is the page's word for the target. */
export async function secondsToUpload(
  { uploader }: Bench,
  files: readonly TestFile[],
  { limitMs, word }: { readonly limitMs: number; readonly word?: TargetWord },
): Promise<number> {
  const disk = await onDisk(files)
  try {
    return await secondsOf(async () => {
      await uploader.drop(disk.paths)
      await untilText(uploader.page, allDone(files.length, word), limitMs)
    })
  } finally {
    await disk.remove()
  }
}
