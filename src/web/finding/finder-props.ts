import type { WishAhead } from '../target/use-target.ts'
import type { OnChoose } from './list/DocumentLine.tsx'
import type { FinderDoors } from './finder-doors.ts'
import type { RenderProblem } from './list/LineList.tsx'

export interface FinderProps {
  readonly doors: FinderDoors
  /** Text of the field above: search words, or empty to browse. */
  readonly text: string
  /** Empties the field. */
  readonly onLeaveSearch: () => void
  /** Focuses the field, with its text selected. */
  readonly onFocusField: () => void
  readonly onChoose: OnChoose
  /** Registers a wish whose link Feishu has yet to return. */
  readonly wishAhead: () => WishAhead
  readonly renderProblem: RenderProblem
}
