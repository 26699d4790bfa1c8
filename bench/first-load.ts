import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'
import { Simulator } from '../e2e/simulator.ts'
import { startStack } from '../e2e/stack.ts'
import { UploaderPage } from '../e2e/uploader-page.ts'
import { rounded, type Figures } from './figure.ts'
import { withBrowser } from './in-browser.ts'

/**
 * JavaScript that a browser with an empty cache asks for, gzipped, in units of 1000 bytes: by a signed-in person until files
 * can be dropped, with everything that follows by itself after that, and by somebody else until there is a way to sign in.
 */
export async function firstLoad(): Promise<Figures> {
  const stack = await startStack()
  try {
    const world = await new Simulator(stack.simulatorUrl).freshWorld()
    return await withBrowser(async (browser) => {
      const stranger = await browser.newPage({ baseURL: stack.pageUrl, locale: 'zh-CN' })
      const signIn = await loadOf(stranger, () => stranger.getByRole('link', { name: '用飞书登录' }).waitFor())
      await new UploaderPage(stranger, world).signIn()
      // The same person in a browser that has never been here, so that nothing comes from its cache.
      const storageState = await stranger.context().storageState()
      const page = await browser.newPage({ baseURL: stack.pageUrl, locale: 'zh-CN', storageState })
      const signedIn = await loadOf(page, () => page.getByRole('button', { name: '选择文件', exact: true }).waitFor())
      return {
        'load.firstJs': signedIn.untilUsable,
        'load.firstJs.settled': signedIn.inAll,
        'load.firstJs.signIn': signIn.untilUsable,
      }
    })
  } finally {
    await stack.close()
  }
}

interface Load {
  readonly untilUsable: number
  readonly inAll: number
}

async function loadOf(page: Page, untilUsable: () => Promise<void>): Promise<Load> {
  const scripts: Promise<number>[] = []
  const note = (response: Response) => {
    if (response.request().resourceType() === 'script') scripts.push(gzippedBytes(response))
  }
  page.on('response', note)
  await page.goto('/')
  await untilUsable()
  const usable = scripts.length
  await page.waitForLoadState('networkidle')
  page.off('response', note)
  const bytes = await Promise.all(scripts)
  return { untilUsable: kilobytes(bytes.slice(0, usable)), inAll: kilobytes(bytes) }
}

async function gzippedBytes(response: Response): Promise<number> {
  return gzipSync(await response.body()).length
}

function kilobytes(bytes: readonly number[]): number {
  return rounded(bytes.reduce((sum, each) => sum + each, 0) / 1000)
}
