import { cellName, type Cell } from '../../contract/feishu/sheet/cell.ts'
import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { openSpreadsheet, readRange, v2Codes } from './open-sheet.ts'
import type { CellContent, Sheet } from './spreadsheet.ts'

/** GET sheets/v2/spreadsheets/:spreadsheet_token/values/:range: the contents of cells, row by row. */
export function readCells(call: Call): Answer {
  const spreadsheet = openSpreadsheet(call, 'read', v2Codes)
  const asked = call.parameters['range'] ?? ''
  const { sheetId, first, last } = readRange(asked) ?? refuse(90202)
  const sheet = spreadsheet.find(sheetId) ?? refuse(90215)
  if (!sheet.isGrid) refuse(90211)
  if (!sheet.holds(last)) refuse(90212)
  const { token: spreadsheetToken, revision } = spreadsheet
  const values = valuesOf(sheet, first, last)
  const range = values.length === 0 ? '' : asked
  const valueRange = { majorDimension: 'ROWS', range, revision, values }
  return { kind: 'data', data: { revision, spreadsheetToken, valueRange } }
}

/** Whether rows are padded with empty cells is not documented (docs/feishu.md, U29); here they end early. */
function valuesOf(sheet: Sheet, first: Cell, last: Cell): unknown[][] {
  const rows: unknown[][] = []
  for (let row = first.row; row <= last.row; row += 1) {
    const values: unknown[] = []
    for (let column = first.column; column <= last.column; column += 1)
      values.push(valueOf(sheet.cells.get(cellName({ row, column }))))
    rows.push(values.slice(0, values.findLastIndex((value) => value !== null) + 1))
  }
  return rows.slice(0, rows.findLastIndex((values) => values.length > 0) + 1)
}

function valueOf(content: CellContent | undefined): unknown {
  if (!content) return null
  return content.kind === 'text' ? content.text : { type: 'embed-image', fileToken: content.token }
}
