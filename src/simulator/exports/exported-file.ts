import { cellName } from '../../contract/feishu/sheet/cell.ts'
import { Base } from '../base/base.ts'
import { valueIn } from '../base/fields/value-in.ts'
import { plainText } from '../base/show-cell.ts'
import type { Table } from '../base/table.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { rawTextOf } from '../docx/export/raw-content.ts'
import { Spreadsheet, type Sheet } from '../sheets/spreadsheet.ts'
import type { SimulatedDocument } from '../world/document.ts'
import type { SimulatedWorld } from '../world/world.ts'
import type { ExportExtension } from './export-tasks.ts'
import { docxFile, emptyPdf, xlsxFile } from './office-files.ts'

/** A tab of a spreadsheet, or a table of a base. */
export interface ExportedTab {
  readonly id: string
  readonly name: string
  /** Texts, row by row; of a base with the names of its columns first. */
  readonly rows: readonly (readonly string[])[]
}

/** Tabs and tables in their order; none of any other document. */
export function tabsOf(document: SimulatedDocument): readonly ExportedTab[] {
  if (document instanceof Spreadsheet)
    return document.sheets.map((sheet) => ({ id: sheet.id, name: sheet.title, rows: rowsOfSheet(sheet) }))
  if (!(document instanceof Base)) return []
  return [...document.tables.values()].map((table) => ({ id: table.id, name: table.name, rows: rowsOfTable(table) }))
}

/**
 * The file that an export makes. Word and Excel files hold the texts and no pictures, a PDF is one empty page.
 * @param tab The one that is exported as CSV.
 */
export function exportedFile(
  world: SimulatedWorld,
  { document, extension, tab }: { document: SimulatedDocument; extension: ExportExtension; tab?: ExportedTab },
): Buffer {
  switch (extension) {
    case 'csv':
      // Spreadsheet programs take text for UTF-8 by its byte order mark.
      return Buffer.from(`\uFEFF${(tab?.rows ?? []).map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`)
    case 'xlsx':
      return xlsxFile(tabsOf(document))
    case 'docx':
      return docxFile(document instanceof DocxDocument ? rawTextOf(world, document.blocks, 'default').split('\n') : [])
    case 'pdf':
      return emptyPdf()
  }
}

function rowsOfSheet({ rows, columns, cells }: Sheet): readonly (readonly string[])[] {
  const all = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => {
      const cell = cells.get(cellName({ row, column }))
      return cell?.kind === 'text' ? cell.text : ''
    }),
  )
  const width = Math.max(...all.map((row) => row.findLastIndex((text) => text !== '') + 1))
  const height = all.findLastIndex((row) => row.some((text) => text !== '')) + 1
  return all.slice(0, height).map((row) => row.slice(0, width))
}

function rowsOfTable({ fields, rows }: Table): readonly (readonly string[])[] {
  const records = [...rows.values()].map((row) => fields.map((field) => plainText(field, valueIn(row, field))))
  return [fields.map(({ name }) => name), ...records]
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
