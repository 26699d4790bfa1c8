import { useQuery } from '@tanstack/react-query'
import { cellName, type Cell } from '../../../contract/cell.ts'
import { readCellsRequest, readTakenCells } from '../../../contract/sheets.ts'
import type { Wire } from '../../../engine/doors.ts'
import { cellsBehind } from '../../../engine/sheets/sheet-cells.ts'
import type { SheetTarget } from '../../../engine/target.ts'
import { askFeishu } from '../../wire/ask-feishu.ts'
import { retryOfCalls } from '../../wire/call-failed.ts'
import { useSpeech } from '../../words/speech.ts'
import styles from './options.module.css'

/** So many cells are looked at ahead of a drop. */
const cellsRead = 100
/** So many of the taken ones are named. */
const cellsNamed = 3

interface TakenCellsProps {
  readonly run: SheetTarget
  /** Cells of the run that earlier files have. */
  readonly ahead: number
  readonly wire: Wire
  readonly openId: string
  readonly onStart: (cell: Cell) => void
}

/** Which of the next cells hold something that a picture would replace, and the way past them; nothing when all are free. */
export function TakenCells({ onStart, ...looked }: TakenCellsProps) {
  const { words } = useSpeech()
  const { run, ahead } = looked
  const taken = useTakenCells(looked)
  const next = cellsBehind(run, ahead, cellsRead + 1)
  const lastTaken = next.map(cellName).lastIndexOf(taken.at(-1) ?? '')
  const free = next[lastTaken + 1]
  return (
    <div role="status" className={styles['taken']}>
      {taken.length > 0 && (
        <>
          <p>{words.options.takenCells(taken.slice(0, cellsNamed), taken.length > cellsNamed)}</p>
          {free && (
            <button type="button" className="button button-small" onClick={() => onStart(free)}>
              {words.options.startAt(cellName(free))}
            </button>
          )}
        </>
      )}
    </div>
  )
}

/**
 * Names of those among the next cells that hold something, in the order of the run. Looked up again when the window comes to the
 * front, since others write there too. A look that fails says nothing: it is a courtesy.
 */
function useTakenCells({ run, ahead, wire, openId }: Omit<TakenCellsProps, 'onStart'>): readonly string[] {
  const cells = cellsBehind(run, ahead, cellsRead)
  const [first = run.start] = cells
  const last = cells.at(-1) ?? first
  const { spreadsheetToken, sheetId, fill } = run
  const { data = [] } = useQuery({
    queryKey: ['taken cells', openId, spreadsheetToken, sheetId, fill, cellName(first)],
    queryFn: ({ signal }) =>
      askFeishu(
        wire,
        readCellsRequest({ spreadsheetToken, sheetId, first, last }),
        (answer) => readTakenCells(answer, first),
        signal,
      ),
    // What floats covers cells and replaces nothing.
    enabled: run.as === 'cells' && cells.length > 0,
    ...retryOfCalls,
  })
  if (run.as === 'floats') return []
  const taken = new Set(data.map(cellName))
  return cells.map(cellName).filter((name) => taken.has(name))
}
