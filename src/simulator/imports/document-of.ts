import { readFile } from 'node:fs/promises'
import { Base } from '../base/base.ts'
import { Table } from '../base/table.ts'
import type { ImportType } from '../../contract/feishu/import/import.ts'
import { blocksPerImport, recordsPerTable } from '../../contract/feishu/limits.ts'
import type { DocumentInput, SimulatedDocument } from '../world/document.ts'
import { paragraph, paragraphType } from '../docx/block.ts'
import { htmlOfMarkdown } from '../docx/convert/markdown-to-html.ts'
import { draftsOfMarkup } from '../docx/convert/markup-to-drafts.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { everyDraft, leaf, plant, type Draft } from '../docx/new-blocks/draft.ts'
import type { Media } from '../media/media-store.ts'
import { makeLetters } from '../world/name-maker.ts'
import { newDocument } from '../world/new-document.ts'
import { Sheet, Spreadsheet } from '../sheets/spreadsheet.ts'

export interface ImportedDocument {
  readonly document: SimulatedDocument
  /** Codes of `extra` for content that did not fit. */
  readonly losses: readonly string[]
}

/** The document that an import makes: text, Markdown, HTML and CSV with their content, Word and Excel files empty. */
export async function documentOf(source: Media, type: ImportType, input: DocumentInput): Promise<ImportedDocument> {
  const extension = source.importInto?.extension ?? ''
  if (extension === 'csv') {
    const rows = readCsv(await readFile(source.path, 'utf8'))
    return type === 'bitable' ? baseOf(rows, input) : sheetOf(rows, input)
  }
  const draftsIn = readers.get(extension)
  if (draftsIn) return textOf(draftsIn(await readFile(source.path, 'utf8')), input)
  return { document: newDocument(type, input), losses: [] }
}

const ofMarkdown = (text: string) => draftsOfMarkup(htmlOfMarkdown(text))

/** What a text becomes, by the extension that the import names. */
const readers: ReadonlyMap<string, (text: string) => readonly Draft[]> = new Map([
  ['txt', paragraphsOf],
  ['html', draftsOfMarkup],
  ...['md', 'mark', 'markdown'].map((extension) => [extension, ofMarkdown] as const),
])

/** A paragraph of each line. */
function paragraphsOf(text: string): readonly Draft[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => leaf(paragraphType, paragraph(line)))
}

/** As many blocks as an import makes; the rest is cut off. */
function textOf(drafts: readonly Draft[], input: DocumentInput): ImportedDocument {
  const document = new DocxDocument(input)
  let blocks = 0
  const kept = drafts.filter((draft) => {
    blocks += everyDraft([draft]).length
    return blocks <= blocksPerImport
  })
  plant(document.blocks, document.token, -1, kept)
  return { document, losses: kept.length < drafts.length ? ['1000'] : [] }
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
    const cells = names.map((name, at) => [name, row[at] ?? ''] as const).filter(([, text]) => text !== '')
    table.add(new Map(cells), { by: input.ownerId, atMs: input.createdAtMs })
  }
  document.add(table)
  return { document, losses: [] }
}

/** Reads comma-separated values (RFC 4180): fields may be in double quotes, with quotes inside doubled. */
export function readCsv(csv: string): readonly (readonly string[])[] {
  const text = csv.replace(/^\uFEFF/, '')
  const rows: string[][] = [[]]
  const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y
  let at = 0
  while (at < text.length) {
    field.lastIndex = at
    const [all = '', quoted, plain = ''] = field.exec(text) ?? []
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    at += all.length
    const lineEnd = /^\r?\n/.exec(text.slice(at, at + 2))?.[0]
    if (lineEnd !== undefined && at + lineEnd.length < text.length) rows.push([])
    at += lineEnd?.length ?? 1
  }
  return rows.filter((row) => row.length > 0)
}
