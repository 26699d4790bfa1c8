import type { SheetId } from '../ids.ts'

/** A cell of a sheet: row and column counted from 0. */
export interface Cell {
  /** 0 for the row that sheets call 1. */
  readonly row: number
  /** 0 for A. */
  readonly column: number
}

/** "A1" notation: B3 for row 2, column 1. */
export function cellName({ row, column }: Cell): string {
  return columnName(column) + String(row + 1)
}

/** A for column 0, Z for 25, AA for 26. */
export function columnName(column: number): string {
  const before = column >= 26 ? columnName(Math.floor(column / 26) - 1) : ''
  return before + String.fromCharCode(65 + (column % 26))
}

/** Reads a cell as people type it, such as "b3"; `undefined` for anything else. */
export function readCellName(text: string): Cell | undefined {
  const [, letters = '', digits = ''] = /^\s*\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})\s*$/.exec(text) ?? []
  if (letters === '') return undefined
  const column = Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(digits) - 1, column }
}

/** A range of cells, `<sheetId>!B3:B9`; a single cell is `<sheetId>!B3:B3`, as both picture calls require. */
export function cellRange(sheetId: SheetId, first: Cell, last = first): string {
  return `${sheetId}!${cellName(first)}:${cellName(last)}`
}
