import type { BaseContent, SheetContent } from '../e2e/contents.ts'
import { routes } from '../src/contract/feishu/routes.ts'
import { rounded, type Figures } from './figure.ts'
import { inBrowser, secondsToUpload, type Bench } from './in-browser.ts'
import { pictures } from './pictures.ts'
import { latencyMs, limitMs, secondsForCalls } from './quota.ts'

/**
 * As quota.ts, for targets that are no documents: from the drop to the last file in its record or cell. The simulator is asked
 * afterwards whether all of them are there.
 */

const world = { concurrentUploads: 'tolerated', latencyMs } as const

/** Pictures into new records of a base. Baseline: the uploads, at five a second; the records themselves take no time. */
export async function targetsBase(): Promise<Figures> {
  const count = 200
  return inBrowser(world, async (bench) => {
    await open(bench, 'base', '附件列')
    const before = await recordsIn(bench)
    const seconds = await secondsToUpload(bench, pictures(count), { limitMs, word: '多维表格' })
    expectAll((await recordsIn(bench)) - before, count)
    return { 'targets.base': rounded(secondsForCalls(count) / seconds), 'targets.base.seconds': rounded(seconds) }
  })
}

/**
 * Pictures into the cells of a sheet. Baseline: five a second, as for uploads. They are none, though: `values_image` takes both
 * bytes and place, a hundred times a second, but strictly one after the other in a spreadsheet (`rates.cellImage`). Hence
 * `.serial`, against the calls alone, each of which takes its latency or its turn in the rate, whichever is longer.
 */
export async function targetsCells(): Promise<Figures> {
  const count = 100
  return inBrowser(world, async (bench) => {
    await open(bench, 'sheet', '从这个单元格开始')
    const seconds = await secondsToUpload(bench, pictures(count), { limitMs, word: '表格' })
    const { cells } = await bench.simulator.inspect<SheetContent>(bench.uploader.tokenOf('sheet'))
    expectAll(cells.filter(({ kind }) => kind === 'image').length, count)
    const { calls, perMs } = routes.writeCellImage.rate
    const serialSeconds = (count * Math.max(latencyMs, perMs / calls)) / 1000
    return {
      'targets.cells': rounded(secondsForCalls(count) / seconds),
      'targets.cells.serial': rounded(serialSeconds / seconds),
      'targets.cells.seconds': rounded(seconds),
    }
  })
}

/** Opens the page with a target's link; resolves when its options are shown, so that a drop starts at once. */
async function open({ uploader }: Bench, key: string, option: string): Promise<void> {
  await uploader.openLink(key, {})
  await uploader.page.getByLabel(option).waitFor()
}

async function recordsIn({ simulator, uploader }: Bench): Promise<number> {
  const { tables } = await simulator.inspect<BaseContent>(uploader.tokenOf('base'))
  return tables.reduce((sum, { records }) => sum + records.length, 0)
}

function expectAll(standing: number, count: number): void {
  if (standing !== count) throw new Error(`${standing} of ${count} stand in the target`)
}
