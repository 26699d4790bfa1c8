import { readCellName, type Cell } from '../../contract/feishu/sheet/cell.ts'
import { refuse, type FeishuCode } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { Spreadsheet, type Sheet } from './spreadsheet.ts'

/** Codes of one API version for a spreadsheet that it cannot open. */
interface SheetCodes {
  readonly notFound: FeishuCode
  readonly deleted: FeishuCode
  readonly forbidden: FeishuCode
}

export const v2Codes: SheetCodes = { notFound: 90214, deleted: 90214, forbidden: 90213 }
export const v3Codes: SheetCodes = { notFound: 1310214, deleted: 1310249, forbidden: 1310213 }

/** The spreadsheet that a call names. */
export function openSpreadsheet(
  { world, caller, parameters }: Call,
  to: 'read' | 'edit',
  codes: SheetCodes,
): Spreadsheet {
  const document = world.documents.get(parameters['spreadsheet_token'] ?? '')
  if (!(document instanceof Spreadsheet)) return refuse(codes.notFound)
  if (document.deleted) refuse(codes.deleted)
  return (to === 'edit' ? document.mayEdit(caller) : document.mayRead(caller)) ? document : refuse(codes.forbidden)
}

interface Range {
  readonly sheetId: string
  readonly first: Cell
  readonly last: Cell
}

/** Reads `<sheetId>!B3:C9`, from a cell to one below or to its right; `undefined` for other forms, which are not needed here. */
export function readRange(range: string): Range | undefined {
  const [, sheetId = '', from = '', to = ''] = /^([^!]+)!([A-Za-z]+\d+):([A-Za-z]+\d+)$/.exec(range) ?? []
  const first = readCellName(from)
  const last = readCellName(to)
  return first && last && first.row <= last.row && first.column <= last.column ? { sheetId, first, last } : undefined
}

/** A range within the grid of its tab. */
export interface GridRange {
  readonly sheet: Sheet
  readonly first: Cell
  readonly last: Cell
}

/**
 * The range that a call of the v2 API names, in one of its four forms: `<sheetId>!A1:B2`, `<sheetId>!A:B`, `<sheetId>!A2:B` down to the
 * last row, and `<sheetId>` for all cells (sheets-v3/overview, read 2026-05-24). Refuses with 90202, 90211, 90212, 90215.
 */
export function openGridRange(spreadsheet: Spreadsheet, text: string): GridRange {
  const parts = /^([^!]+)(?:!([A-Za-z]+\d*):([A-Za-z]+\d*))?$/.exec(text) ?? refuse(90202)
  const [, sheetId = '', from = 'A', to] = parts
  const sheet = spreadsheet.find(sheetId) ?? refuse(90215)
  if (!sheet.isGrid) refuse(90211)
  const last = to === undefined ? { row: sheet.rows - 1, column: sheet.columns - 1 } : cellOrColumn(to, sheet.rows)
  const first = cellOrColumn(from, 1)
  if (first.row > last.row || first.column > last.column) refuse(90202)
  return sheet.holds(last) ? { sheet, first, last } : refuse(90212)
}

/** Reads `B3`, or `B` in the row that sheets call `row`. */
function cellOrColumn(text: string, row: number): Cell {
  return readCellName(/\d$/.test(text) ? text : text + String(row)) ?? refuse(90202)
}

export interface CellRange {
  readonly sheetId: string
  readonly cell: Cell
}

/** Reads `<sheetId>!B3:B3`; `undefined` for anything but one cell. */
export function readCellRange(range: string): CellRange | undefined {
  const found = readRange(range)
  if (!found) return undefined
  const { sheetId, first, last } = found
  return first.row === last.row && first.column === last.column ? { sheetId, cell: first } : undefined
}
