import type { Cell } from '../../contract/feishu/sheet/cell.ts'
import type { PlacedBlock } from '../../contract/feishu/docx/docx.ts'
import type { FileToken, FloatImageId } from '../../contract/feishu/ids.ts'

/** What was made ready for a file in its target: an empty block, a cell, or nothing where a file needs no place of its own. */
export type Spot = BlockSpot | PlacedCell | Nowhere

/** A block that was empty when it was made. */
export interface BlockSpot extends PlacedBlock {
  /** The upload that it may hold all the same, where it was left behind. */
  readonly mayHold?: FileToken
}

/** A cell of a sheet that this file's picture goes into, or hangs on. */
export interface PlacedCell {
  readonly cell: Cell
  /** Our own id of the floating picture: a repeat finds it standing. */
  readonly floatImageId: FloatImageId
  /** The cell that it was to go into, which somebody filled in the meantime. */
  readonly insteadOf?: Cell
}

interface Nowhere {
  readonly isNowhere: true
}

export const nowhere: Nowhere = { isNowhere: true }

export function blockOf(spot: Spot): BlockSpot | null {
  return 'topBlockId' in spot ? spot : null
}

export function cellOf(spot: Spot): PlacedCell | null {
  return 'cell' in spot ? spot : null
}
