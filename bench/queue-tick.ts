import type { CDPSession, Page } from '@playwright/test'
import { rounded, type Figures } from './figure.ts'
import { inBrowser } from './in-browser.ts'
import { onUppyPage } from './uppy-page.ts'
import { makeFiles } from './queued-rows.ts'

const count = 10_000
/** Accepted uploads after which the page's upload window has its full width. */
const small = 6
const large = 16
const largeBytes = 20_000_000
/** At this pace a large file takes ten seconds, and Chromium reports its progress ten times a second. */
const uploadBytesPerSecond = 8_000_000
const watchMs = 8000
/** For about ten seconds after the drop the page copies small files, in case it is reloaded. */
const keepingWatchMs = 4000
const clicks = 10

/**
 * Ten thousand rows of which five are active (four bodies in flight, one file made ready), each with ten progress ticks a
 * second: script time a second, and how long clicks on rows, and on "pause all", wait for their next frame. Baseline: Uppy's
 * Dashboard, given as many progress events of as many files.
 */
export async function queueTick(): Promise<Figures> {
  const uppyMs = await uppyTicking()
  const ours = await oursTicking()
  return {
    'queue.tick': rounded(ours.scriptMs),
    'queue.tick.whileCopying': rounded(ours.keepingMs),
    'queue.tick.perSecond': rounded(ours.ticks),
    'queue.tick.inpMs': ours.rowInpMs,
    'queue.tick.pauseAllInpMs': ours.allInpMs,
    'queue.tick.uppy': rounded(uppyMs),
  }
}

function oursTicking() {
  return inBrowser({ concurrentUploads: 'tolerated' }, async ({ uploader: { page } }) => {
    const client = await page.context().newCDPSession(page)
    await client.send('Network.enable')
    await client.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: uploadBytesPerSecond,
    })
    await page.evaluate(pasteMixed, { small, large, largeBytes, count })
    await page.waitForTimeout(4000)
    const keepingMs = await scriptMsPerSecond(client, keepingWatchMs)
    await page.waitForTimeout(4000)
    // Scrolls to the rows in flight.
    await page.mouse.move(600, 500)
    await page.mouse.wheel(0, 800)
    await page.evaluate(countTicks)
    const scriptMs = await scriptMsPerSecond(client, watchMs)
    const ticks = (await page.evaluate(() => (window as unknown as Counting).ticks)) / (watchMs / 1000)
    const rowInpMs = await longestInteraction(page, async () => {
      const row = page.getByRole('listitem', { name: nameOf(small + 10), exact: true })
      for (let click = 0; click < clicks; click += 1) {
        await row.getByRole('button', { name: click % 2 === 0 ? /^暂停 / : /^继续 / }).click()
      }
    })
    const allInpMs = await longestInteraction(page, async () => {
      await page.getByRole('button', { name: '全部暂停', exact: true }).click()
      await page.getByRole('button', { name: '全部继续', exact: true }).click()
    })
    return { scriptMs, keepingMs, ticks, rowInpMs, allInpMs }
  })
}

const nameOf = (number: number) => `file-${number}.txt`

interface Mixture {
  readonly small: number
  readonly large: number
  readonly largeBytes: number
  readonly count: number
}

function pasteMixed(mixture: Mixture): void {
  const clipboardData = new DataTransfer()
  for (let number = 0; number < mixture.count; number += 1) {
    const isLarge = number >= mixture.small && number < mixture.small + mixture.large
    const bytes = isLarge ? new Uint8Array(mixture.largeBytes).fill(number) : 'x'
    clipboardData.items.add(new File([bytes], `file-${number}.txt`, { type: 'text/plain' }))
  }
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
}

interface Counting {
  readonly ticks: number
}

/** Counts changes of the rows' progress bars, so that an idle page does not pass for a fast one. */
function countTicks(): void {
  let ticks = 0
  const observer = new MutationObserver((changes) => {
    ticks += changes.filter(({ target }) => target instanceof Element && target.closest('li') !== null).length
    Object.assign(window, { ticks })
  })
  Object.assign(window, { ticks })
  observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['value'] })
}

async function scriptMsPerSecond(client: CDPSession, forMs: number): Promise<number> {
  await client.send('Performance.enable')
  const before = await scriptSeconds(client)
  await new Promise((resolve) => setTimeout(resolve, forMs))
  const after = await scriptSeconds(client)
  return ((after.script - before.script) / (after.atSeconds - before.atSeconds)) * 1000
}

async function scriptSeconds(client: CDPSession): Promise<{ script: number; atSeconds: number }> {
  const { metrics } = await client.send('Performance.getMetrics')
  const valueOf = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return { script: valueOf('ScriptDuration'), atSeconds: valueOf('Timestamp') }
}

/** Milliseconds from a click to the next frame, the longest of several; Event Timing reports none below 16. */
async function longestInteraction(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        const { longestMs } = window as unknown as Longest
        Object.assign(window, { longestMs: Math.max(longestMs, duration) })
      }
    })
    Object.assign(window, { longestMs: 16 })
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  await work()
  await page.waitForTimeout(500)
  return page.evaluate(() => (window as unknown as Longest).longestMs)
}

interface Longest {
  readonly longestMs: number
}

function uppyTicking(): Promise<number> {
  return onUppyPage(async (page) => {
    await makeFiles(page, count)
    await page.evaluate(tickUppy)
    return scriptMsPerSecond(await page.context().newCDPSession(page), watchMs)
  })
}

interface UppyPage {
  readonly uppy: {
    addFiles(files: readonly { name: string; type: string; data: File }[]): void
    getFiles(): readonly object[]
    emit(event: string, ...facts: unknown[]): void
  }
  readonly madeFiles: DataTransfer
}

function tickUppy(): void {
  const { uppy, madeFiles } = window as unknown as UppyPage
  uppy.addFiles([...madeFiles.files].map((data) => ({ name: data.name, type: data.type, data })))
  const active = uppy.getFiles().slice(0, 5)
  const bytesTotal = 20_000_000
  let bytesUploaded = 0
  uppy.emit('upload-start', active)
  setInterval(() => {
    bytesUploaded = (bytesUploaded + 200_000) % bytesTotal
    for (const file of active)
      uppy.emit('upload-progress', file, { uploadStarted: Date.now(), bytesUploaded, bytesTotal })
  }, 100)
}
