import { cellName, readCellName, type Cell } from '../../contract/feishu/sheet/cell.ts'
import { imagesPerSpreadsheet } from '../../contract/feishu/limits.ts'
import { SimulatedDocument, type DocumentInput } from '../world/document.ts'

/** Content of one cell. */
export type CellContent =
  /** `number`: what the cell holds, where that is a number and `text` only shows it. */
  | { readonly kind: 'text'; readonly text: string; readonly number?: number }
  | { readonly kind: 'image'; readonly token: string }

/** A picture over the cells. */
export interface FloatImage {
  readonly id: string
  readonly token: string
  /** Cell at its upper left corner. */
  readonly cell: Cell
  /** In pixels, as are the offsets from the cell's own corner. */
  readonly width: number
  readonly height: number
  readonly offsetX: number
  readonly offsetY: number
}

export interface SheetInput {
  readonly id: string
  readonly title: string
  readonly hidden?: boolean
  /** False for a tab that shows a base. */
  readonly isGrid?: boolean
  readonly rows?: number
  readonly columns?: number
}

/** One tab of a spreadsheet. */
export class Sheet {
  readonly id: string
  readonly title: string
  readonly hidden: boolean
  readonly isGrid: boolean
  rows: number
  readonly columns: number
  /** By cell name, such as "B3". */
  readonly cells = new Map<string, CellContent>()
  /** By float_image_id. */
  readonly floats = new Map<string, FloatImage>()

  constructor({ id, title, hidden = false, isGrid = true, rows = 200, columns = 20 }: SheetInput) {
    this.id = id
    this.title = title
    this.hidden = hidden
    this.isGrid = isGrid
    this.rows = rows
    this.columns = columns
  }

  holds({ row, column }: Cell): boolean {
    return row < this.rows && column < this.columns
  }

  /** Puts empty rows before `row`; what stands there and below, floating pictures too, moves down. */
  insertRows(row: number, count: number): void {
    const moved = (cell: Cell) => (cell.row < row ? cell : { ...cell, row: cell.row + count })
    const cells = [...this.cells]
    this.cells.clear()
    for (const [name, content] of cells) {
      const cell = readCellName(name)
      this.cells.set(cell ? cellName(moved(cell)) : name, content)
    }
    for (const [id, float] of this.floats) this.floats.set(id, { ...float, cell: moved(float.cell) })
    this.rows += count
  }

  /** Fills cells from A1 on, one list per row. */
  write(rows: readonly (readonly string[])[]): void {
    for (const [row, texts] of rows.entries()) {
      for (const [column, text] of texts.entries()) this.cells.set(cellName({ row, column }), { kind: 'text', text })
    }
  }
}

/** A spreadsheet with its tabs in order. */
export class Spreadsheet extends SimulatedDocument {
  readonly sheets: Sheet[] = []

  constructor(input: DocumentInput) {
    super('sheet', input)
  }

  override searchedText(): string {
    const cells = this.sheets.flatMap((sheet) => [...sheet.cells.values()])
    return cells.map((cell) => (cell.kind === 'text' ? cell.text : '')).join('\n')
  }

  find(sheetId: string): Sheet | undefined {
    return this.sheets.find(({ id }) => id === sheetId)
  }

  /** Whether there is room for one more picture; the same token counts once. */
  hasRoomFor(token: string): boolean {
    const tokens = this.sheets.flatMap((sheet) => [
      ...[...sheet.cells.values()].flatMap((cell) => (cell.kind === 'image' ? cell.token : [])),
      ...[...sheet.floats.values()].map((float) => float.token),
    ])
    return new Set([...tokens, token]).size <= imagesPerSpreadsheet
  }
}
