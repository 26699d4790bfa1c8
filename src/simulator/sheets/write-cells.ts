import * as v from 'valibot'
import { cellName, type Cell } from '../../contract/feishu/sheet/cell.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { openGridRange, openSpreadsheet, v2Codes, type GridRange } from './open-sheet.ts'
import type { Sheet } from './spreadsheet.ts'

/** Official, sheets-v3/data, updated 2025-03-20: at most so much in one call. */
const writtenRows = 5000
const writtenColumns = 100

/** Links, mentions and formulas are objects with a text, which is all that is kept of them here ("data types", updated 2025-04-14). */
const CellInput = v.nullable(v.union([v.string(), v.number(), v.boolean(), v.looseObject({ text: v.string() })]))
const ValueRange = v.object({ range: v.string(), values: v.array(v.array(CellInput)) })
export const WriteInput = v.object({ valueRange: ValueRange })
const BatchInput = v.object({ valueRanges: v.pipe(v.array(ValueRange), v.minLength(1)) })
type Values = v.InferOutput<typeof ValueRange>['values']

/**
 * PUT sheets/v2/spreadsheets/:spreadsheet_token/values: fills the cells of one range. An empty text, or null, empties a cell, whatever
 * it held. UNCONFIRMED (docs/feishu.md, U40).
 */
export function writeCells(call: Call): Answer {
  const spreadsheet = openSpreadsheet(call, 'edit', v2Codes)
  const { range, values } = readInput(WriteInput, call.body, 90204).valueRange
  const updated = updatedOf(range, values)
  const place = fitting(openGridRange(spreadsheet, range), values)
  fill(call.world, place.sheet, place.first, values)
  spreadsheet.noteEdit(call.caller, call.world.clock.nowMs())
  const { token: spreadsheetToken, revision } = spreadsheet
  return { kind: 'data', data: { spreadsheetToken, ...updated, revision } }
}

/** POST …/values_batch_update: all ranges, or none of them. */
export function writeRanges(call: Call): Answer {
  const spreadsheet = openSpreadsheet(call, 'edit', v2Codes)
  const { token: spreadsheetToken } = spreadsheet
  const places = readInput(BatchInput, call.body, 90204).valueRanges.map(({ range, values }) => {
    const updated = updatedOf(range, values)
    return { ...fitting(openGridRange(spreadsheet, range), values), values, updated }
  })
  for (const { sheet, first, values } of places) fill(call.world, sheet, first, values)
  spreadsheet.noteEdit(call.caller, call.world.clock.nowMs())
  const responses = places.map(({ updated }) => ({ spreadsheetToken, ...updated }))
  return { kind: 'data', data: { spreadsheetToken, revision: spreadsheet.revision, responses } }
}

/** What an answer says of values that were written. Refuses with 90227 where they are too many. */
export function updatedOf(updatedRange: string, values: Values): Readonly<Record<string, unknown>> {
  const updatedColumns = Math.max(0, ...values.map((row) => row.length))
  if (values.length > writtenRows || updatedColumns > writtenColumns) refuse(90227)
  const updatedCells = values.reduce((sum, row) => sum + row.length, 0)
  return { updatedRange, updatedRows: values.length, updatedColumns, updatedCells }
}

/** The answer to values that do not fit is not documented; here the range counts as wrong. */
function fitting(place: GridRange, values: Values): GridRange {
  const rows = place.last.row - place.first.row + 1
  const columns = place.last.column - place.first.column + 1
  return values.length > rows || values.some((row) => row.length > columns) ? refuse(90202) : place
}

/** Puts values into cells, row by row from `first` on. */
export function fill({ options }: SimulatedWorld, { cells }: Sheet, first: Cell, values: Values): void {
  for (const [row, line] of values.entries()) {
    for (const [column, value] of line.entries()) {
      const name = cellName({ row: first.row + row, column: first.column + column })
      const text = textOf(value)
      const keeps = options.emptiedCells === 'keep-pictures' && cells.get(name)?.kind === 'image'
      if (text !== '') cells.set(name, { kind: 'text', text, ...(typeof value === 'number' && { number: value }) })
      else if (!keeps) cells.delete(name)
    }
  }
}

function textOf(value: v.InferOutput<typeof CellInput>): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return String(value).toUpperCase()
  return typeof value === 'object' ? value.text : String(value)
}
