import { useQuery } from '@tanstack/react-query'
import { cellName, type Cell } from '../../../contract/feishu/sheet/cell.ts'
import { readCellsRequest, readTakenCells } from '../../../contract/feishu/sheet/sheets.ts'
import type { Wire } from '../../../engine/doors.ts'
import { cellsBehind } from '../../../engine/targets/sheet/sheet-cells.ts'
import type { SheetTarget } from '../../../engine/targets/target.ts'
import { askFeishu } from '../../platform/ask-feishu.ts'
import { retryOfCalls } from '../../platform/call-failed.ts'

/** So many cells are looked at ahead of a drop. */
const cellsRead = 100

export interface LookedAt {
  readonly run: SheetTarget
  /** Cells of the run that earlier files have. */
  readonly ahead: number
  readonly wire: Wire
  readonly openId: string
}

interface Found {
  /** Names of those among the next cells that hold something, in the order of the run. */
  readonly taken: readonly string[]
  /** The first cell behind them; undefined where the sheet ends. */
  readonly free: Cell | undefined
  /** For the first time; once a look has failed, nobody waits for another. */
  readonly isLooking: boolean
}

/**
 * Which of the next cells hold something. Looked up again when the window comes to the front, since others write there too. A
 * look that fails says nothing: it is a courtesy.
 */
export function useTakenCells({ run, ahead, wire, openId }: LookedAt, isWanted = true): Found {
  const cells = cellsBehind(run, ahead, cellsRead)
  const [first = run.start] = cells
  const last = cells.at(-1) ?? first
  const { spreadsheetToken, sheetId, fill } = run
  // What floats covers cells and replaces nothing.
  const isAsked = isWanted && run.as === 'cells' && cells.length > 0
  const {
    data = [],
    isLoading,
    errorUpdateCount,
  } = useQuery({
    queryKey: ['taken cells', openId, spreadsheetToken, sheetId, fill, cellName(first)],
    queryFn: ({ signal }) =>
      askFeishu(
        wire,
        readCellsRequest({ spreadsheetToken, sheetId, first, last }),
        (answer) => readTakenCells(answer, first),
        signal,
      ),
    enabled: isAsked,
    ...retryOfCalls,
  })
  const found = new Set(isAsked ? data.map(cellName) : [])
  const names = cells.map(cellName)
  const taken = names.filter((name) => found.has(name))
  const lastTaken = names.lastIndexOf(taken.at(-1) ?? '')
  return { taken, free: cellsBehind(run, ahead + lastTaken + 1, 1)[0], isLooking: isLoading && errorUpdateCount === 0 }
}
