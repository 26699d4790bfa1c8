import { chromium } from '@playwright/test'
import { launchOptions } from '../e2e/browser.ts'
import { onDisk, type TestFile } from '../e2e/files.ts'
import { Simulator, type WorldSettings } from '../e2e/simulator.ts'
import { startStack, type Stack } from '../e2e/stack.ts'
import { UploaderPage } from '../e2e/uploader-page.ts'
import { secondsOf } from './figure.ts'

/** The demo in a fresh world, a browser on it, and a person signed in with the empty document chosen. */
export interface Bench {
  readonly stack: Stack
  readonly simulator: Simulator
  readonly uploader: UploaderPage
  /** The empty document. */
  readonly token: string
}

export async function inBrowser<T>(settings: WorldSettings, measure: (bench: Bench) => Promise<T>): Promise<T> {
  const stack = await startStack()
  const browser = await chromium.launch(launchOptions)
  try {
    const simulator = new Simulator(stack.simulatorUrl)
    const world = await simulator.freshWorld(settings)
    const page = await browser.newPage({ baseURL: stack.pageUrl, locale: 'zh-CN' })
    const uploader = new UploaderPage(page, world)
    await uploader.begin('empty')
    return await measure({ stack, simulator, uploader, token: uploader.tokenOf('empty') })
  } finally {
    await browser.close()
    await stack.close()
  }
}

/** Seconds from the drop to the last file standing in the document. */
export async function secondsToUpload(
  { uploader }: Bench,
  files: readonly TestFile[],
  limitMs: number,
): Promise<number> {
  const disk = await onDisk(files)
  try {
    return await secondsOf(async () => {
      await uploader.drop(disk.paths)
      await uploader.expectAllDone(files.length, limitMs)
    })
  } finally {
    await disk.remove()
  }
}
