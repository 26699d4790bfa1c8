import { Base } from '../base/base.ts'
import { Table } from '../base/table.ts'
import { SimulatedDocument, type DocumentInput, type SimulatedKind } from './document.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { makeLetters } from './name-maker.ts'
import { Sheet, Spreadsheet } from '../sheets/spreadsheet.ts'

/** An empty document of its kind: a sheet has one tab, a base one table. */
export function newDocument(kind: SimulatedKind, input: DocumentInput): SimulatedDocument {
  switch (kind) {
    case 'docx':
      return new DocxDocument(input)
    case 'sheet': {
      const spreadsheet = new Spreadsheet(input)
      spreadsheet.sheets.push(new Sheet({ id: makeLetters(6), title: 'Sheet1' }))
      return spreadsheet
    }
    case 'bitable': {
      const base = new Base(input)
      const fields = [
        ['文本', 'text'],
        ['附件', 'attachment'],
      ] as const
      base.add(new Table({ name: '数据表', fields }))
      return base
    }
    case 'doc':
    case 'folder':
    case 'file':
    case 'mindnote':
    case 'slides':
      return new SimulatedDocument(kind, input)
  }
}
