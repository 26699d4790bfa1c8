import { useRef } from 'react'
import { cellName, type Cell } from '../../../contract/feishu/sheet/cell.ts'
import { cellsBehind } from '../../../engine/targets/sheet/sheet-cells.ts'
import type { SheetTarget } from '../../../engine/targets/target.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { OccupiedCells } from './OccupiedCells.tsx'
import { useDoors } from './options-context.ts'
import { useUploads } from './use-uploads.ts'
import styles from './options.module.css'

/** Number of upcoming cells to show. */
const cellsShown = 4

interface NextCellsProps {
  readonly series: SheetTarget
  /** Called with the cell to start at instead. */
  readonly onStart: (cell: Cell) => void
}

/**
 * Shows the cells that the next files go into, behind those already queued from the same start, and which of them are
 * filled.
 */
export function NextCells({ series, onStart }: NextCellsProps) {
  const { uploads } = useDoors()
  const { messages } = useI18n()
  const line = useRef<HTMLParagraphElement>(null)
  const ahead = useUploads(uploads, () => uploads.cellsAhead(series))
  const cells = cellsBehind(series, ahead, cellsShown).map(cellName)
  if (cells.length === 0) return <p className={styles['problem']}>{messages.options.noCellsLeft}</p>
  return (
    <>
      <p ref={line} tabIndex={-1}>
        {ahead === 0 ? messages.options.nextCells(cells) : messages.options.furtherCells(cells)}
      </p>
      <OccupiedCells
        series={series}
        ahead={ahead}
        onStart={(cell) => {
          onStart(cell)
          // The button disappears when pressed; the line above, which shows the result, takes the focus.
          line.current?.focus()
        }}
      />
    </>
  )
}
