import { existsSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { placeBlocks, postBare } from './bare-uploads.ts'
import { medianOf, rounded, secondsOf, type Figures } from './figure.ts'
import { withoutQuota, type Bench } from './in-browser.ts'
import { allDone, untilText } from './until-text.ts'

const count = 64
const fileBytes = 8_000_000
/** As many bodies as our page has in flight at most. */
const parallel = 4
const rounds = 3
const limitMs = 120_000

/**
 * The page's own cost without a quota: files out of memory into the document, against a bare loop of XMLHttpRequest
 * in the same page that posts the same forms to the same route of the gateway, with blocks made beforehand, no checksum,
 * nothing bound and nothing drawn. The rounds of the two take turns; the ratio is that of their medians.
 */
export function rawThroughput(): Promise<Figures> {
  // Memory in the place of the simulator's disk, which would be slower than everything else.
  const folder: Record<string, string> = existsSync('/dev/shm') ? { TMPDIR: '/dev/shm' } : {}
  return withoutQuota(async (bench) => {
    const { page } = bench.uploader
    await page.evaluate(makeContents, { count, sizeBytes: fileBytes })
    const bare: number[] = []
    const ours: number[] = []
    for (let round = 1; round <= rounds; round += 1) {
      await page.evaluate(makeFiles, round)
      bare.push(await secondsOfBareLoop(bench))
      ours.push(await secondsOfOurs(page, count * round))
    }
    const megabytesPerSecond = (seconds: readonly number[]) => (count * fileBytes) / 1e6 / medianOf(seconds)
    return {
      'raw.throughput': rounded(medianOf(bare) / medianOf(ours)),
      'raw.throughput.MBps': rounded(megabytesPerSecond(ours)),
      'raw.throughput.bareMBps': rounded(megabytesPerSecond(bare)),
    }
  }, folder)
}

interface InPage {
  readonly contents: readonly Blob[]
  readonly files: DataTransfer
}

interface Wanted {
  readonly count: number
  readonly sizeBytes: number
}

function makeContents({ count: contents, sizeBytes }: Wanted): void {
  const make = (number: number) => new Blob([new Uint8Array(sizeBytes).fill(number)])
  Object.assign(window, { contents: Array.from({ length: contents }, (_, index) => make(index + 1)) })
}

/** Names of their own in each round, because the page would ask about files that were added before; the same bytes in memory. */
function makeFiles(round: number): void {
  const made = new DataTransfer()
  for (const [index, content] of (window as unknown as InPage).contents.entries()) {
    made.items.add(new File([content], `file-${round}-${index + 1}.bin`))
  }
  Object.assign(window, { files: made })
}

function paste(): void {
  const { files } = window as unknown as InPage
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: files, bubbles: true }))
}

function secondsOfOurs(page: Page, doneThen: number): Promise<number> {
  return secondsOf(async () => {
    await page.evaluate(paste)
    await untilText(page, allDone(doneThen), limitMs)
  })
}

async function secondsOfBareLoop({ uploader: { page }, token }: Bench): Promise<number> {
  const blocks = await placeBlocks(page, token, count)
  return secondsOf(() => postBare(page, { documentId: token, blocks, parallel }))
}
