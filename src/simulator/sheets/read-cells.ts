import { cellName, type Cell } from '../../contract/feishu/sheet/cell.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { openGridRange, openSpreadsheet, v2Codes } from './open-sheet.ts'
import type { CellContent, Sheet, Spreadsheet } from './spreadsheet.ts'

/** GET sheets/v2/spreadsheets/:spreadsheet_token/values/:range: the contents of cells, row by row. */
export function readCells(call: Call): Answer {
  const spreadsheet = openSpreadsheet(call, 'read', v2Codes)
  const { token: spreadsheetToken, revision } = spreadsheet
  const valueRange = valueRangeOf(spreadsheet, call.parameters['range'] ?? '')
  return { kind: 'data', data: { revision, spreadsheetToken, valueRange } }
}

/** GET …/values_batch_get: several ranges, with commas between them ("read several ranges", updated 2024-10-23). */
export function readRanges(call: Call): Answer {
  const spreadsheet = openSpreadsheet(call, 'read', v2Codes)
  const { token: spreadsheetToken, revision } = spreadsheet
  const valueRanges = (call.query['ranges'] ?? '').split(',').map((range) => valueRangeOf(spreadsheet, range))
  const totalCells = valueRanges.reduce((sum, { values }) => sum + values.flat().length, 0)
  return { kind: 'data', data: { revision, spreadsheetToken, totalCells, valueRanges } }
}

function valueRangeOf(spreadsheet: Spreadsheet, asked: string) {
  const { sheet, first, last } = openGridRange(spreadsheet, asked)
  const values = valuesOf(sheet, first, last)
  const range = values.length === 0 ? '' : asked
  return { majorDimension: 'ROWS', range, revision: spreadsheet.revision, values }
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
  return content.kind === 'text' ? (content.number ?? content.text) : { type: 'embed-image', fileToken: content.token }
}
