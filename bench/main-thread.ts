import type { Page } from '@playwright/test'

/** Tasks of a page's main thread during some work, and in the second after it. */
export interface MainThread {
  /** Total of its tasks until the work was done and drawn: time in which clicks would have waited. */
  readonly busyMs: number
  /** The same for the second after, in which the work continues in the background. */
  readonly afterMs: number
  /** The longest of all these tasks. */
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

/** Watches the main thread by Chromium's own trace. */
export async function mainThreadDuring(page: Page, work: () => Promise<unknown>): Promise<MainThread> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser of its own')
  const mark = () => page.evaluate((name) => void performance.mark(name), markName)
  await browser.startTracing(page, {
    categories: ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
  })
  await mark()
  await work()
  await page.evaluate(untilDrawn)
  await mark()
  await page.waitForTimeout(1000)
  await mark()
  const trace = JSON.parse(String(await browser.stopTracing())) as { traceEvents: readonly TraceEvent[] }
  return read(trace.traceEvents)
}

async function untilDrawn(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}

function read(events: readonly TraceEvent[]): MainThread {
  const [begin, drawn, end] = events.filter(({ cat, name }) => cat === 'blink.user_timing' && name === markName)
  if (!begin || !drawn || !end) throw new Error('The trace lacks its marks')
  const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && pid === begin.pid && tid === begin.tid)
  const during = tasksMs(tasks, begin, drawn)
  const after = tasksMs(tasks, drawn, end)
  return { busyMs: sum(during), afterMs: sum(after), longestTaskMs: Math.max(0, ...during, ...after) }
}

function tasksMs(tasks: readonly TraceEvent[], from: TraceEvent, to: TraceEvent): readonly number[] {
  return tasks.filter(({ ts }) => ts >= from.ts && ts < to.ts).map(({ dur = 0 }) => dur / 1000)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
