import type { Cell } from '../../../contract/feishu/sheet/cell.ts'
import type { SheetTarget } from '../../../engine/targets/target.ts'
import type { OptionsProps } from './choice.ts'
import { useTakenCells } from './taken-cells.ts'
import { useUploads } from './use-uploads.ts'

interface UsualStart {
  /** Null as long as nobody knows which cells are free. */
  readonly start: Cell | null
  /** It stands behind what the sheet holds already. */
  readonly isBehind: boolean
}

/**
 * Where pictures begin when nobody names a cell, so that none takes the place of what stands in the sheet: where the queue's last
 * ones for it began, whose cells are known here, or else behind what is found there.
 *
 * @param run From the sheet's first cell on.
 * @param isWanted Nobody named a cell.
 */
export function useUsualStart(
  run: SheetTarget,
  { uploads, wire, openId }: Pick<OptionsProps, 'uploads' | 'wire' | 'openId'>,
  isWanted: boolean,
): UsualStart {
  const earlier = useUploads(uploads, () => (isWanted ? uploads.lastRunLike(run) : null))
  const { free, taken, isLooking } = useTakenCells({ run, ahead: 0, wire, openId }, isWanted && earlier === null)
  if (earlier) return { start: earlier.start, isBehind: false }
  return { start: isLooking ? null : (free ?? run.start), isBehind: taken.length > 0 && free !== undefined }
}
