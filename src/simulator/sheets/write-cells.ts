import * as v from 'valibot'
import { cellName } from '../../contract/feishu/sheet/cell.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { openSpreadsheet, readCellRange, v2Codes } from './open-sheet.ts'

const WriteInput = v.object({
  valueRange: v.object({ range: v.string(), values: v.tuple([v.tuple([v.string()])]) }),
})

/**
 * PUT sheets/v2/spreadsheets/:spreadsheet_token/values, for one cell. An empty text empties it, whatever it held. UNCONFIRMED
 * (docs/feishu.md, U40).
 */
export function writeCells(call: Call): Answer {
  const { world, caller } = call
  const spreadsheet = openSpreadsheet(call, 'edit', v2Codes)
  const { valueRange } = readInput(WriteInput, call.body, 90204)
  const { sheetId, cell } = readCellRange(valueRange.range) ?? refuse(90202)
  const sheet = spreadsheet.find(sheetId) ?? refuse(90215)
  if (!sheet.isGrid) refuse(90211)
  if (!sheet.holds(cell)) refuse(90212)
  const [[text]] = valueRange.values
  const keeps = world.options.emptiedCells === 'keep-pictures' && sheet.cells.get(cellName(cell))?.kind === 'image'
  if (text === '' && !keeps) sheet.cells.delete(cellName(cell))
  else if (text !== '') sheet.cells.set(cellName(cell), { kind: 'text', text })
  spreadsheet.noteEdit(caller, world.clock.nowMs())
  const { token: spreadsheetToken, revision } = spreadsheet
  return {
    kind: 'data',
    data: {
      spreadsheetToken,
      updatedRange: valueRange.range,
      updatedRows: 1,
      updatedColumns: 1,
      updatedCells: 1,
      revision,
    },
  }
}
