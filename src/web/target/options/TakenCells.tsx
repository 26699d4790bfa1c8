import { cellName, type Cell } from '../../../contract/feishu/sheet/cell.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { useTakenCells, type LookedAt } from './taken-cells.ts'
import styles from './options.module.css'

/** Number of filled cells to name. */
const cellsNamed = 3

interface TakenCellsProps extends LookedAt {
  readonly onStart: (cell: Cell) => void
}

/**
 * Warns about upcoming cells whose content a picture would replace, and offers to start behind them; renders nothing when
 * all are free.
 */
export function TakenCells({ onStart, ...looked }: TakenCellsProps) {
  const { messages } = useI18n()
  const { taken, free } = useTakenCells(looked)
  return (
    <div role="status" className={styles['taken']}>
      {taken.length > 0 && (
        <>
          <p>{messages.options.takenCells(taken.slice(0, cellsNamed), taken.length > cellsNamed)}</p>
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
