import * as v from 'valibot'
import { gridColumns } from '../../../contract/feishu/limits.ts'
import { refuse } from '../../http/answer.ts'
import type { Block } from '../block.ts'
import type { BlockTree } from '../block-tree.ts'
import { newColumn, plant } from '../new-blocks/draft.ts'
import { widthRatio } from '../new-blocks/read-draft.ts'

const orLast = v.pipe(v.number(), v.integer(), v.minValue(-1))

/** Official, docx/document-block/patch, updated 2025-09-17. */
export const gridOperations = {
  insert_grid_column: v.optional(v.object({ column_index: orLast })),
  delete_grid_column: v.optional(v.object({ column_index: orLast })),
  update_grid_column_width_ratio: v.optional(v.object({ width_ratios: v.array(widthRatio) })),
}
const GridUpdate = v.object(gridOperations)
export type GridUpdate = v.InferOutput<typeof GridUpdate>
type GridBlock = Extract<Block, { kind: 'grid' }>

/** Checks an update of a grid; the returned function makes it. A new column goes behind the one named, counted from 1. */
export function planGridUpdate({ id, children }: GridBlock, update: GridUpdate): (blocks: BlockTree) => void {
  const { insert_grid_column: more, delete_grid_column: fewer, update_grid_column_width_ratio: widths } = update
  const count = children.length
  if (more) {
    const at = more.column_index === -1 ? count : more.column_index
    if (at === 0 || at > count) refuse(1770027)
    if (count + 1 > gridColumns.most) refuse(1770012)
    return (blocks) => {
      plant(blocks, id, at, [newColumn(1)])
      share(blocks, id)
    }
  }
  if (fewer) {
    const gone = children.at(fewer.column_index) ?? refuse(1770027)
    if (count - 1 < gridColumns.least) refuse(1770024)
    return (blocks) => {
      blocks.remove(gone)
      share(blocks, id)
    }
  }
  const ratios = widths?.width_ratios ?? []
  if (ratios.length !== count) refuse(1770001)
  return (blocks) => setRatios(blocks, id, ratios)
}

/** Every column gets the same share. */
function share(blocks: BlockTree, gridId: string): void {
  const count = blocks.find(gridId)?.children.length ?? 0
  setRatios(
    blocks,
    gridId,
    Array.from({ length: count }, () => Math.floor(100 / count)),
  )
}

function setRatios(blocks: BlockTree, gridId: string, ratios: readonly number[]): void {
  for (const [at, columnId] of (blocks.find(gridId)?.children ?? []).entries()) {
    const column = blocks.find(columnId)
    if (column?.kind === 'grid_column') blocks.replace({ ...column, fields: { width_ratio: ratios[at] ?? 1 } })
  }
}
