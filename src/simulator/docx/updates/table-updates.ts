import * as v from 'valibot'
import { tableCellsMax, tableColumnMinPixels, tableColumnsMax } from '../../../contract/feishu/limits.ts'
import { refuse } from '../../http/answer.ts'
import { rowsOf, type TableBlock, type TableContent } from '../block.ts'
import type { BlockTree } from '../block-tree.ts'
import { newCell, plant, unmerged, usualColumnPixels } from '../new-blocks/draft.ts'

const index = v.pipe(v.number(), v.integer(), v.minValue(0))
const orLast = v.pipe(v.number(), v.integer(), v.minValue(-1))
const rows = { row_start_index: index, row_end_index: index }
const columns = { column_start_index: index, column_end_index: index }

/** Official, docx/document-block/patch, updated 2025-09-17. */
export const tableOperations = {
  update_table_property: v.optional(
    v.object({
      column_width: v.optional(v.pipe(v.number(), v.integer(), v.minValue(tableColumnMinPixels))),
      column_index: v.optional(index),
      header_row: v.optional(v.boolean()),
      header_column: v.optional(v.boolean()),
    }),
  ),
  insert_table_row: v.optional(v.object({ row_index: orLast })),
  insert_table_column: v.optional(v.object({ column_index: orLast })),
  delete_table_rows: v.optional(v.object(rows)),
  delete_table_columns: v.optional(v.object(columns)),
  merge_table_cells: v.optional(v.object({ ...rows, ...columns })),
  unmerge_table_cells: v.optional(v.object({ row_index: index, column_index: index })),
}
const TableUpdate = v.object(tableOperations)
export type TableUpdate = v.InferOutput<typeof TableUpdate>

/** In place of the id of a cell that is made by this update. */
const fresh = ''

/** Refuses a range that is not within 0 to `length`: rows with 1770026, columns with 1770027. */
function checkRange(start: number, end: number, length: number, code: 1770026 | 1770027): void {
  if (start >= end || end > length) refuse(code)
}

/** Checks an update of a table; the returned function makes it. */
export function planTableUpdate(block: TableBlock, update: TableUpdate): (blocks: BlockTree) => void {
  const table = rowsOf(block, block.children)
  const widths = block.table.columnWidths
  const { insert_table_row: newRow, insert_table_column: newColumn } = update
  if (newRow) {
    const at = newRow.row_index === -1 ? table.length : newRow.row_index
    if (at > table.length) refuse(1770026)
    if ((table.length + 1) * widths.length > tableCellsMax) refuse(1770011)
    return rearranged(
      block,
      table.toSpliced(
        at,
        0,
        widths.map(() => fresh),
      ),
      widths,
    )
  }
  if (newColumn) {
    const at = newColumn.column_index === -1 ? widths.length : newColumn.column_index
    if (at > widths.length) refuse(1770027)
    if (widths.length + 1 > tableColumnsMax) refuse(1770010)
    if (table.length * (widths.length + 1) > tableCellsMax) refuse(1770011)
    const wider = table.map((row) => row.toSpliced(at, 0, fresh))
    return rearranged(block, wider, widths.toSpliced(at, 0, usualColumnPixels))
  }
  return planRemoval(block, update) ?? planMerge(block, update) ?? planProperty(block, update)
}

type Plan = (blocks: BlockTree) => void

/** The last row, or column, cannot go (1770024). */
function planRemoval(block: TableBlock, update: TableUpdate): Plan | undefined {
  const { delete_table_rows: goneRows, delete_table_columns: goneColumns } = update
  const table = rowsOf(block, block.children)
  const widths = block.table.columnWidths
  if (goneRows) {
    const { row_start_index: start, row_end_index: end } = goneRows
    checkRange(start, end, table.length, 1770026)
    if (end - start === table.length) refuse(1770024)
    return rearranged(block, table.toSpliced(start, end - start), widths)
  }
  if (!goneColumns) return undefined
  const { column_start_index: start, column_end_index: end } = goneColumns
  checkRange(start, end, widths.length, 1770027)
  if (end - start === widths.length) refuse(1770024)
  const narrower = table.map((row) => row.toSpliced(start, end - start))
  return rearranged(block, narrower, widths.toSpliced(start, end - start))
}

/** Merged cells stay where they are; the first one says how far it reaches. */
function planMerge(block: TableBlock, update: TableUpdate): Plan | undefined {
  const { merge_table_cells: merge, unmerge_table_cells: unmerge } = update
  const width = block.table.columnWidths.length
  const height = block.children.length / width
  if (merge) {
    const { row_start_index: top, row_end_index: bottom, column_start_index: left, column_end_index: right } = merge
    checkRange(top, bottom, height, 1770026)
    checkRange(left, right, width, 1770027)
    const spans = block.table.spans.with(top * width + left, { rows: bottom - top, columns: right - left })
    return kept(block, { ...block.table, spans })
  }
  if (!unmerge) return undefined
  const { row_index: row, column_index: column } = unmerge
  checkRange(row, row + 1, height, 1770026)
  checkRange(column, column + 1, width, 1770027)
  const spans = block.table.spans.with(row * width + column, { rows: 1, columns: 1 })
  return kept(block, { ...block.table, spans })
}

function planProperty(block: TableBlock, { update_table_property: property }: TableUpdate): Plan {
  if (!property) return refuse(1770001)
  const { column_width: width, column_index: at } = property
  const { table } = block
  if (at !== undefined) checkRange(at, at + 1, table.columnWidths.length, 1770027)
  const columnWidths =
    width === undefined
      ? table.columnWidths
      : table.columnWidths.map((pixels, column) => (at === undefined || column === at ? width : pixels))
  return kept(block, {
    ...table,
    columnWidths,
    headerRow: property.header_row ?? table.headerRow,
    headerColumn: property.header_column ?? table.headerColumn,
  })
}

function kept(block: TableBlock, table: TableContent): Plan {
  return (blocks) => {
    blocks.replace({ ...block, table })
  }
}

/** Gives a table these cells, by their ids, in this order. Adding or removing rows or columns ends every merge (docs/feishu.md, U51). */
function rearranged(
  block: TableBlock,
  rowsAfter: readonly (readonly string[])[],
  columnWidths: readonly number[],
): Plan {
  const cells = rowsAfter.flat()
  return (blocks) => {
    const staying = new Set(cells)
    for (const id of block.children) if (!staying.has(id)) blocks.remove(id)
    for (const [at, id] of cells.entries()) if (id === fresh) plant(blocks, block.id, at, [newCell()])
    const now = blocks.find(block.id)
    const spans = unmerged(cells.length)
    if (now?.kind === 'table') blocks.replace({ ...now, table: { ...now.table, columnWidths, spans } })
  }
}
