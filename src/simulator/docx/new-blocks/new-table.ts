import * as v from 'valibot'
import { tableCellsMax, tableColumnMinPixels, tableColumnsMax, tableSideMax } from '../../../contract/feishu/limits.ts'
import { refuse } from '../../http/answer.ts'
import { readInput, refuseField } from '../../http/call.ts'
import type { TableContent } from '../block.ts'
import { unmerged, usualColumnPixels } from './draft.ts'

const side = v.pipe(v.number(), v.integer(), v.minValue(1))
const Table = v.object({
  property: v.object({
    row_size: side,
    column_size: side,
    column_width: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(tableColumnMinPixels)))),
    header_row: v.optional(v.boolean(), false),
    header_column: v.optional(v.boolean(), false),
    merge_info: v.optional(v.unknown()),
  }),
})

export interface NewTable {
  readonly rows: number
  readonly table: TableContent
}

/** A table is smaller where the children call makes its cells than where the caller brings them. */
export type MadeBy = 'children' | 'descendant'

/**
 * The table that a caller asks for. `merge_info` is read-only, and passing it is an error (official, docx/document/convert,
 * updated 2025-08-29); its code is not documented (docs/feishu.md, U51).
 */
export function readTable(input: unknown, field: string, by: MadeBy): NewTable {
  const { property } = readInput(Table, input, 1770001)
  const { row_size: rows, column_size: columns } = property
  const refuseProperty = (name: string, value: unknown, description: string) =>
    refuseField(1770001, { field: `${field}.property.${name}`, value, description })
  if (property.merge_info !== undefined) refuseProperty('merge_info', property.merge_info, 'read-only')
  if (by === 'children' && rows > tableSideMax) refuseProperty('row_size', rows, 'too large')
  if (by === 'children' && columns > tableSideMax) refuseProperty('column_size', columns, 'too large')
  if (columns > tableColumnsMax) refuse(1770010)
  if (rows * columns > tableCellsMax) refuse(1770011)
  const widths = property.column_width ?? []
  return {
    rows,
    table: {
      columnWidths: Array.from({ length: columns }, (_, at) => widths[at] ?? usualColumnPixels),
      spans: unmerged(rows * columns),
      headerRow: property.header_row,
      headerColumn: property.header_column,
    },
  }
}
