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
      const signIn = await loadOf(stranger, '用飞书登录')
      await new UploaderPage(stranger, world).signIn()
      // The same person in a new browser, so that nothing comes from a cache.
      const storageState = await stranger.context().storageState()
      const page = await browser.newPage({ baseURL: stack.pageUrl, locale: 'zh-CN', storageState })
      const signedIn = await loadOf(page, '选择文件')
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

/** Loads the page; it counts as usable in the frame that shows a link or a button of this name. */
async function loadOf(page: Page, name: string): Promise<Load> {
  const scripts = new Map<string, Promise<number>>()
  const note = (response: Response) => {
    if (response.request().resourceType() === 'script') scripts.set(response.url(), gzippedBytes(response))
  }
  page.on('response', note)
  await page.addInitScript(noteFirstFrameWith, name)
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  page.off('response', note)
  const { before, shownMs } = await page.evaluate(scriptsBeforeThatFrame)
  console.error(`${name}: shown after ${Math.round(shownMs)} ms, with ${before.length} of ${scripts.size} scripts`)
  return {
    untilUsable: kilobytes(await Promise.all(before.flatMap((url) => scripts.get(url) ?? []))),
    inAll: kilobytes(await Promise.all(scripts.values())),
  }
}

interface Shown {
  readonly shownMs: number
}

function noteFirstFrameWith(name: string): void {
  requestAnimationFrame(function look() {
    const named = [...document.querySelectorAll('a, button')].some((element) => element.textContent.trim() === name)
    if (named) Object.assign(window, { shownMs: performance.now() })
    else requestAnimationFrame(look)
  })
}

/** URLs of the scripts loaded by then. */
function scriptsBeforeThatFrame() {
  const { shownMs } = window as unknown as Shown
  const before = performance
    .getEntriesByType('resource')
    .filter((entry) => /\.js(\?|$)/.test(entry.name) && (entry as PerformanceResourceTiming).responseEnd <= shownMs)
    .map((entry) => entry.name)
  return { shownMs, before }
}

async function gzippedBytes(response: Response): Promise<number> {
  return gzipSync(await response.body()).length
}

function kilobytes(bytes: readonly number[]): number {
  return rounded(bytes.reduce((sum, each) => sum + each, 0) / 1000)
}
