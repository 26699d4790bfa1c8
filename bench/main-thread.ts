import type { Page } from '@playwright/test'

/** What the main thread of a page did while some work went on. */
export interface MainThread {
  /** All its tasks together: time in which no click would have been answered. */
  readonly busyMs: number
  readonly longestTaskMs: number
}

interface TraceEvent {
  readonly name: string
  readonly cat: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
}

const markName = 'measured'

/** Watches the main thread by Chromium's own trace, from the beginning of `work` to half a second after its end. */
export async function mainThreadDuring(page: Page, work: () => Promise<unknown>): Promise<MainThread> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser of its own')
  const mark = () => page.evaluate((name) => void performance.mark(name), markName)
  await browser.startTracing(page, {
    categories: ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
  })
  await mark()
  await work()
  await untilQuiet(page)
  await mark()
  const trace = JSON.parse(String(await browser.stopTracing())) as { traceEvents: readonly TraceEvent[] }
  return read(trace.traceEvents)
}

/** Two frames, for what was drawn, and half a second, for what follows from it. */
async function untilQuiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
    await new Promise((resolve) => setTimeout(resolve, 500))
  })
}

function read(events: readonly TraceEvent[]): MainThread {
  const [begin, end] = events.filter(({ cat, name }) => cat === 'blink.user_timing' && name === markName)
  if (!begin || !end) throw new Error('The trace lacks its marks')
  const tasksMs = events
    .filter(({ name, pid, tid, ts }) => name === 'RunTask' && pid === begin.pid && tid === begin.tid && ts >= begin.ts)
    .filter(({ ts }) => ts < end.ts)
    .map(({ dur = 0 }) => dur / 1000)
  return { busyMs: tasksMs.reduce((sum, ms) => sum + ms, 0), longestTaskMs: Math.max(0, ...tasksMs) }
}
