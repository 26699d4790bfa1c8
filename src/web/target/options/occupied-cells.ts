import { useQuery } from '@tanstack/react-query'
import { cellName, type Cell } from '../../../contract/feishu/sheet/cell.ts'
import { readCellsRequest, readOccupiedCells } from '../../../contract/feishu/sheet/sheets.ts'
import { cellsBehind } from '../../../engine/targets/sheet/sheet-cells.ts'
import type { SheetTarget } from '../../../engine/targets/target.ts'
import { askFeishu } from '../../gateway/ask-feishu.ts'
import { retryOfCalls } from '../../gateway/call-failed.ts'
import { useDoors } from './options-context.ts'

/** Number of upcoming cells to check. */
const cellsRead = 100

export interface LookedAt {
  readonly series: SheetTarget
  /** Number of cells in the series used by earlier files. */
  readonly ahead: number
}

interface Found {
  /** Names of the filled ones among the upcoming cells, in the order of the series. */
  readonly occupied: readonly string[]
  /** The first cell after them; undefined at the end of the sheet. */
  readonly free: Cell | undefined
  /** Whether the first check is under way; false after a failure, so that nobody waits for another one. */
  readonly isLooking: boolean
}

/**
 * Checks which upcoming cells hold something, again when the window regains the focus, since others edit the sheet. A
 * failed check is ignored: it is only a warning.
 */
export function useOccupiedCells({ series, ahead }: LookedAt, isWanted = true): Found {
  const { wire, openId } = useDoors()
  const cells = cellsBehind(series, ahead, cellsRead)
  const [first = series.start] = cells
  const last = cells.at(-1) ?? first
  const { spreadsheetToken, sheetId, fill } = series
  // Floating pictures replace nothing.
  const isAsked = isWanted && series.as === 'cells' && cells.length > 0
  const {
    data = [],
    isLoading,
    errorUpdateCount,
  } = useQuery({
    queryKey: ['occupied cells', openId, spreadsheetToken, sheetId, fill, cellName(first)],
    queryFn: ({ signal }) =>
      askFeishu(
        wire,
        readCellsRequest({ spreadsheetToken, sheetId, first, last }),
        (answer) => readOccupiedCells(answer, first),
        signal,
      ),
    enabled: isAsked,
    ...retryOfCalls,
  })
  const found = new Set(isAsked ? data.map(cellName) : [])
  const names = cells.map(cellName)
  const occupied = names.filter((name) => found.has(name))
  const lastOccupied = names.lastIndexOf(occupied.at(-1) ?? '')
  return {
    occupied,
    free: cellsBehind(series, ahead + lastOccupied + 1, 1)[0],
    isLooking: isLoading && errorUpdateCount === 0,
  }
}
