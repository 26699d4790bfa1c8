import type { Job } from '../../job/job.ts'
import type { SheetTarget, Target } from '../target.ts'
import { seriesKeyOf, type SheetCells } from './sheet-cells.ts'

/** As `Uploads.cellsAhead`. */
export function cellsAhead(series: SheetTarget, jobs: Iterable<Job>, cells: SheetCells): number {
  const key = seriesKeyOf(series)
  // Files of one drop share their target object, so it is compared once and not for each of ten thousand files in every frame.
  const ofSeries = new Map<Target, boolean>()
  let waiting = 0
  for (const { stage, target } of jobs) {
    if (stage.at !== 'waiting' || target.is !== 'sheet') continue
    const isOfSeries = ofSeries.get(target) ?? seriesKeyOf(target) === key
    ofSeries.set(target, isOfSeries)
    if (isOfSeries) waiting += 1
  }
  return cells.handedOut(series) + waiting
}

/** As `Uploads.lastSeriesLike`. */
export function lastSeriesLike(
  { spreadsheetToken, sheetId, as, fill }: SheetTarget,
  jobs: Iterable<Job>,
): SheetTarget | null {
  let last: SheetTarget | null = null
  for (const { target } of jobs) {
    if (target.is !== 'sheet' || target === last) continue
    const isInSheet = target.spreadsheetToken === spreadsheetToken && target.sheetId === sheetId
    if (isInSheet && target.as === as && target.fill === fill) last = target
  }
  return last
}
