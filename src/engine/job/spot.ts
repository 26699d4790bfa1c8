import type { Cell } from '../../contract/feishu/sheet/cell.ts'
import type { PlacedBlock } from '../../contract/feishu/docx/block.ts'
import type { FileToken, FloatImageId } from '../../contract/feishu/ids.ts'

/** What was made ready for a file in its target: an empty block, a cell, or nothing where none is needed. */
export type Spot = BlockSpot | PlacedCell | Nowhere

/** A block that was empty when it was made. */
export interface BlockSpot extends PlacedBlock {
  /** The upload that a block left behind may hold anyway. */
  readonly mayHold?: FileToken
  /** Earlier uploads of the file for this block: a bind of an earlier page, which got no answer, may still put one of them in. */
  readonly earlier?: readonly FileToken[]
  /** The block was not empty: the file replaces one of this queue, which stands there by one of these uploads. */
  readonly inPlaceOf?: readonly FileToken[]
}

/** The cell of a sheet that the file's picture is written into or, floating, is anchored to. */
export interface PlacedCell {
  readonly cell: Cell
  /** Id of the floating picture, chosen by the app, so that a repeated call finds the picture that is there already. */
  readonly floatImageId: FloatImageId
  /** The cell chosen at first, which somebody else has filled since. */
  readonly insteadOf?: Cell
  /** By which the cell showed somebody else's picture when this one was to be taken out of it. */
  readonly theirs?: FileToken
}

interface Nowhere {
  readonly isNowhere: true
}

export const nowhere: Nowhere = { isNowhere: true }

/** The spot, once an upload for it is given up for another one. */
export function afterUpload(spot: Spot, fileToken: FileToken): Spot {
  const block = blockOf(spot)
  return block ? { ...block, earlier: [...(block.earlier ?? []), fileToken] } : spot
}

export function blockOf(spot: Spot): BlockSpot | null {
  return 'topBlockId' in spot ? spot : null
}

/** Whether a file goes where another one stands, so that the spot is never cleared. */
export function isInPlace(spot: Spot | null): boolean {
  return spot !== null && blockOf(spot)?.inPlaceOf !== undefined
}

export function cellOf(spot: Spot): PlacedCell | null {
  return 'cell' in spot ? spot : null
}
