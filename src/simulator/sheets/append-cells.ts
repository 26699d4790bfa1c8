import * as v from 'valibot'
import { cellName } from '../../contract/feishu/sheet/cell.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { openGridRange, openSpreadsheet, v2Codes } from './open-sheet.ts'
import { fill, updatedOf, WriteInput } from './write-cells.ts'

const AppendQuery = v.object({
  insertDataOption: v.optional(v.picklist(['OVERWRITE', 'INSERT_ROWS']), 'OVERWRITE'),
})

/**
 * POST sheets/v2/spreadsheets/:spreadsheet_token/values_append: rows from the first empty cell of the range's first column on, over what
 * stands there or, with INSERT_ROWS, before it ("append data", updated 2025-07-07). What happens at the end of the grid is not
 * documented; here the tab grows.
 */
export function appendCells(call: Call): Answer {
  const { world, caller, query, body } = call
  const spreadsheet = openSpreadsheet(call, 'edit', v2Codes)
  const { insertDataOption } = readInput(AppendQuery, query, 90204)
  const { range, values } = readInput(WriteInput, body, 90204).valueRange
  const { sheet, first: start, last: end } = openGridRange(spreadsheet, range)
  const columns = Math.max(1, ...values.map((row) => row.length))
  if (start.column + columns > sheet.columns || columns > end.column - start.column + 1) refuse(90202)
  const first = { ...start }
  while (sheet.cells.has(cellName(first))) first.row += 1
  const last = { row: first.row + Math.max(1, values.length) - 1, column: start.column + columns - 1 }
  const written = `${sheet.id}!${cellName(first)}:${cellName(last)}`
  const updated = updatedOf(written, values)
  if (insertDataOption === 'INSERT_ROWS') sheet.insertRows(first.row, values.length)
  sheet.rows = Math.max(sheet.rows, last.row + 1)
  fill(world, sheet, first, values)
  spreadsheet.noteEdit(caller, world.clock.nowMs())
  const { token: spreadsheetToken, revision } = spreadsheet
  const updates = { spreadsheetToken, ...updated, revision }
  return { kind: 'data', data: { spreadsheetToken, tableRange: written, revision, updates } }
}
