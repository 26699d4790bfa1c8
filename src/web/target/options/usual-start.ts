import type { Cell } from '../../../contract/feishu/sheet/cell.ts'
import type { SheetTarget } from '../../../engine/targets/target.ts'
import { useOccupiedCells } from './occupied-cells.ts'
import { useDoors } from './options-context.ts'
import { useUploads } from './use-uploads.ts'

interface UsualStart {
  /** Null while the free cells are unknown. */
  readonly start: Cell | null
  /** Whether it comes after content of the sheet. */
  readonly isBehind: boolean
}

/**
 * Default first cell, chosen so that no content is overwritten: where the queue's last series in the sheet began, or else
 * after the sheet's content.
 *
 * @param series From A1 on.
 * @param isWanted Whether the person has named no cell.
 */
export function useUsualStart(series: SheetTarget, isWanted: boolean): UsualStart {
  const { uploads } = useDoors()
  const earlier = useUploads(uploads, () => (isWanted ? uploads.lastSeriesLike(series) : null))
  const { free, occupied, isLooking } = useOccupiedCells({ series, ahead: 0 }, isWanted && earlier === null)
  if (earlier) return { start: earlier.start, isBehind: false }
  return { start: isLooking ? null : (free ?? series.start), isBehind: occupied.length > 0 && free !== undefined }
}
