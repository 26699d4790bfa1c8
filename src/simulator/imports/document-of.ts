import { readFile } from 'node:fs/promises'
import { Base } from '../base/base.ts'
import { Table } from '../base/table.ts'
import { blockTypes } from '../../contract/feishu/docx/block.ts'
import type { ImportType } from '../../contract/feishu/import/import.ts'
import { blocksPerImport, recordsPerTable } from '../../contract/feishu/limits.ts'
import type { DocumentInput, SimulatedDocument } from '../world/document.ts'
import type { Block } from '../docx/block.ts'
import { plainText } from '../docx/text.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import type { Media } from '../media/media-store.ts'
import { makeLetters, makeToken } from '../world/name-maker.ts'
import { newDocument } from '../world/new-document.ts'
import { Sheet, Spreadsheet } from '../sheets/spreadsheet.ts'
import { readCsv } from './read-csv.ts'
import { own } from '../../contract/own.ts'

export interface ImportedDocument {
  readonly document: SimulatedDocument
  /** Codes of `extra` for content that did not fit. */
  readonly losses: readonly string[]
}

/** The document that an import makes: text and CSV with their content, Word and Excel files empty. */
export async function documentOf(source: Media, type: ImportType, input: DocumentInput): Promise<ImportedDocument> {
  const extension = source.importInto?.extension ?? ''
  if (extension === 'csv') {
    const rows = readCsv(await readFile(source.path, 'utf8'))
    return type === 'bitable' ? baseOf(rows, input) : sheetOf(rows, input)
  }
  if (['txt', 'md', 'mark', 'markdown', 'html'].includes(extension)) {
    return textOf(linesOf(await readFile(source.path, 'utf8'), extension), input)
  }
  return { document: newDocument(type, input), losses: [] }
}

function linesOf(text: string, extension: string): readonly string[] {
  const words = extension === 'html' ? wordsOfHtml(text) : text
  return words
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', nbsp: ' ', amp: '&' }

function wordsOfHtml(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>/gi, '\n')
    .replace(/&(lt|gt|quot|nbsp|amp);/g, (_, name: string) => own(entities, name) ?? '')
}

const firstHeading = 3

/** One block per line; lines that begin with `#` become headings. */
function textOf(lines: readonly string[], input: DocumentInput): ImportedDocument {
  const document = new DocxDocument(input)
  const blocks = lines.slice(0, blocksPerImport).map((line): Block => {
    const [, signs = '', words = line] = /^(#{1,6})\s+(.*)$/.exec(line) ?? []
    const type = signs === '' ? blockTypes.text : firstHeading + signs.length - 1
    return { id: makeToken('doxcn'), parentId: input.token, children: [], type, kind: 'text', text: plainText(words) }
  })
  document.blocks.insert(document.token, -1, blocks)
  return { document, losses: lines.length > blocksPerImport ? ['1000'] : [] }
}

function sheetOf(rows: readonly (readonly string[])[], input: DocumentInput): ImportedDocument {
  const document = new Spreadsheet(input)
  const columns = Math.max(20, ...rows.map((row) => row.length))
  const sheet = new Sheet({ id: makeLetters(6), title: 'Sheet1', rows: Math.max(200, rows.length), columns })
  sheet.write(rows)
  document.sheets.push(sheet)
  return { document, losses: [] }
}

/** The first row has the column names. */
function baseOf([names = [], ...rows]: readonly (readonly string[])[], input: DocumentInput): ImportedDocument {
  const document = new Base(input)
  const table = new Table({ name: '数据表', fields: names.map((name) => [name, 'text'] as const) })
  for (const row of rows.slice(0, recordsPerTable)) {
    table.add(new Map(names.map((name, at) => [name, row[at] ?? ''] as const).filter(([, text]) => text !== '')))
  }
  document.add(table)
  return { document, losses: [] }
}
