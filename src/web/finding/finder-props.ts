import type { WishAhead } from '../target/use-target.ts'
import type { OnChoose } from './list/DocumentLine.tsx'
import type { FinderDoors } from './finder-doors.ts'
import type { RenderProblem } from './list/LineList.tsx'

export interface FinderProps {
  readonly doors: FinderDoors
  /** Where it begins: files, where a folder is needed. */
  readonly start?: 'recent' | 'files'
  /** The field above. */
  readonly field: {
    /** Search words, or empty to browse. */
    readonly text: string
    readonly clear: () => void
    /** Focuses the field, with its text selected. */
    readonly focus: () => void
  }
  readonly onChoose: OnChoose
  /** Registers a wish whose link Feishu has yet to return. */
  readonly wishAhead: () => WishAhead
  readonly renderProblem: RenderProblem
}
