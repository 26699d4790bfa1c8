import { cellName, type Cell } from '../../../contract/feishu/sheet/cell.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { useOccupiedCells, type LookedAt } from './occupied-cells.ts'
import styles from './options.module.css'

/** Number of filled cells to name. */
const cellsNamed = 3

interface OccupiedCellsProps extends LookedAt {
  readonly onStart: (cell: Cell) => void
}

/**
 * Warns about upcoming cells whose content a picture would replace, and offers to start behind them; renders nothing when
 * all are free.
 */
export function OccupiedCells({ onStart, ...looked }: OccupiedCellsProps) {
  const { messages } = useI18n()
  const { occupied, free } = useOccupiedCells(looked)
  return (
    <div role="status" className={styles['occupied']}>
      {occupied.length > 0 && (
        <>
          <p>{messages.options.occupiedCells(occupied.slice(0, cellsNamed), occupied.length > cellsNamed)}</p>
          {free && (
            <button type="button" className="button button-small" onClick={() => onStart(free)}>
              {messages.options.startAt(cellName(free))}
            </button>
          )}
        </>
      )}
    </div>
  )
}
