import { createHash } from 'node:crypto'
import { cellName } from '../../contract/feishu/sheet/cell.ts'
import { Base } from '../base/base.ts'
import type { Table } from '../base/table.ts'
import type { SimulatedDocument } from '../world/document.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { Spreadsheet, type Sheet } from '../sheets/spreadsheet.ts'
import type { ForeignEdit, ForeignEditKind } from './foreign-edit.ts'

/** Random numbers, the same for the same seed. */
export class Draws {
  readonly #seed: number
  #drawn = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  /** From 0 up to, not including, `end`; 0 if `end` is 0. */
  below(end: number): number {
    this.#drawn += 1
    const draw = createHash('sha256').update(`${this.#seed} ${this.#drawn}`).digest().readUInt32BE(0)
    return end === 0 ? 0 : draw % end
  }

  oneOf<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)]
  }
}

/** A random edit of these kinds that is possible in this document now; undefined if there is none. */
export function anyEdit(
  document: SimulatedDocument,
  kinds: ReadonlySet<ForeignEditKind>,
  draws: Draws,
): ForeignEdit | undefined {
  const possible = possibleEdits(document, draws).filter(({ kind }) => kinds.has(kind))
  return draws.oneOf(possible)
}

function possibleEdits(document: SimulatedDocument, draws: Draws): readonly ForeignEdit[] {
  const text = `另一位编辑在第 ${document.revision} 版写的内容`
  if (document instanceof DocxDocument) {
    const count = document.blocks.find(document.token)?.children.length ?? 0
    const at = draws.below(count + 1)
    const inserts = (['insert-paragraph', 'insert-table', 'insert-callout'] as const).map((kind) => ({
      kind,
      index: at,
      text,
    }))
    if (count === 0) return inserts
    const [block, index] = [draws.below(count), draws.below(count)]
    return [...inserts, { kind: 'remove-block', block }, { kind: 'move-block', block, index }]
  }
  if (document instanceof Spreadsheet) {
    const sheet = draws.oneOf(document.sheets.filter(({ isGrid, hidden }) => isGrid && !hidden))
    const cell = sheet && draws.oneOf(emptyCellsOf(sheet))
    return sheet && cell !== undefined ? [{ kind: 'fill-cell', sheetId: sheet.id, cell, text }] : []
  }
  const table = document instanceof Base ? draws.oneOf([...document.tables.values()]) : undefined
  return table ? possibleWrites(table, draws, text) : []
}

/** Rows and columns from A1 on in which the other editor writes. */
const inhabited = { rows: 20, columns: 5 }

function emptyCellsOf(sheet: Sheet): readonly string[] {
  const columns = [...Array(Math.min(sheet.columns, inhabited.columns)).keys()]
  return [...Array(Math.min(sheet.rows, inhabited.rows)).keys()]
    .flatMap((row) => columns.map((column) => cellName({ row, column })))
    .filter((name) => !sheet.cells.has(name))
}

function possibleWrites(table: Table, draws: Draws, text: string): readonly ForeignEdit[] {
  const add = { kind: 'add-record', tableId: table.id, text } as const
  const row = draws.oneOf([...table.rows.values()])
  if (!row) return [add]
  const at = { tableId: table.id, recordId: row.id }
  // Not the first column, by which records are found.
  const texts = table.fields.slice(1).filter(({ kind }) => kind === 'text')
  const attachments = table.fields.filter(({ kind }) => kind === 'attachment')
  return [
    add,
    { kind: 'remove-record', ...at },
    ...texts.map(({ name }) => ({ kind: 'change-record', ...at, field: name, value: text }) as const),
    ...attachments.map(({ name }) => ({ kind: 'attach', ...at, field: name, fileName: `${text}.txt` }) as const),
  ]
}
