import * as v from 'valibot'
import { readCellName } from '../../contract/feishu/sheet/cell.ts'
import { blockTypeOf } from '../../contract/feishu/docx/block-types.ts'
import { Base } from '../base/base.ts'
import { listIn, type Row, type Table } from '../base/table.ts'
import type { SimulatedDocument } from '../world/document.ts'
import { paragraph, paragraphType } from '../docx/block.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { leaf, newCell, plainTable, plant, usualColumnPixels, type Draft } from '../docx/new-blocks/draft.ts'
import type { MediaStore } from '../media/media-store.ts'
import type { Clock } from '../world/clock.ts'
import { makeToken } from '../world/name-maker.ts'
import { people } from '../world/people.ts'
import { Spreadsheet } from '../sheets/spreadsheet.ts'

const place = v.pipe(v.number(), v.integer(), v.minValue(0))
const text = v.optional(v.string(), '另一位编辑写的内容')
const inRecord = { tableId: v.string(), recordId: v.string() }

/** An edit by somebody else, made while an app edits the document over the API. */
export const ForeignEdit = v.variant('kind', [
  /** A child of the page; default: at the end. */
  v.strictObject({ kind: v.literal('insert-paragraph'), index: v.optional(place), text }),
  /** A table of two rows and columns, with the text in its first cell. */
  v.strictObject({ kind: v.literal('insert-table'), index: v.optional(place), text }),
  v.strictObject({ kind: v.literal('insert-callout'), index: v.optional(place), text }),
  /** A child of the page by its index, or any block by its id. */
  v.strictObject({ kind: v.literal('remove-block'), block: v.union([v.string(), place]) }),
  /** `index` counts the page's children without the block. */
  v.strictObject({ kind: v.literal('move-block'), block: v.union([v.string(), place]), index: place }),
  v.strictObject({ kind: v.literal('fill-cell'), sheetId: v.string(), cell: v.string(), text }),
  v.strictObject({ kind: v.literal('add-record'), tableId: v.string(), text }),
  v.strictObject({
    kind: v.literal('change-record'),
    ...inRecord,
    field: v.string(),
    value: v.union([v.string(), v.number()]),
  }),
  /** Adds an attachment to a cell. */
  v.strictObject({ kind: v.literal('attach'), ...inRecord, field: v.string(), fileName: v.string() }),
  v.strictObject({ kind: v.literal('remove-record'), ...inRecord }),
])
/** One edit, or several in order. */
export const ForeignEdits = v.union([
  v.array(ForeignEdit),
  v.pipe(
    ForeignEdit,
    v.transform((edit) => [edit]),
  ),
])

export type ForeignEdit = v.InferOutput<typeof ForeignEdit>
export type ForeignEditKind = ForeignEdit['kind']
export const foreignEditKinds: readonly ForeignEditKind[] = ForeignEdit.options.map(
  ({ entries }) => entries.kind.literal,
)

/** An edit that was made; `id` is that of the changed block, cell or record. */
export interface MadeEdit {
  readonly kind: ForeignEditKind
  readonly id: string
}

/** What an edit needs of its world. */
export interface EditedWorld {
  readonly clock: Clock
  readonly medias: MediaStore
}

/** The other editor. */
const editor = { id: people.liSi.openId }

/** @throws {RangeError} When the document does not have what the edit names. */
export function makeForeignEdit(world: EditedWorld, document: SimulatedDocument, edit: ForeignEdit): MadeEdit {
  const { kind } = edit
  if (document instanceof DocxDocument) return { kind, id: editDocx(world, document, edit) }
  let id = ''
  if (document instanceof Spreadsheet) id = editSheet(document, edit)
  else if (document instanceof Base) id = editBase(world, document, edit)
  else unfit(edit)
  document.noteEdit(editor, world.clock.nowMs())
  return { kind, id }
}

/** What somebody else puts into a document. */
const inserted = {
  'insert-paragraph': (words: string): Draft => leaf(paragraphType, paragraph(words)),
  'insert-table': (words: string): Draft => {
    const children = [newCell([leaf(paragraphType, paragraph(words))]), newCell(), newCell(), newCell()]
    return plainTable([usualColumnPixels, usualColumnPixels], children)
  },
  'insert-callout': (words: string): Draft => ({
    type: blockTypeOf('callout'),
    content: { kind: 'callout', fields: { emoji_id: 'gift' } },
    children: [leaf(paragraphType, paragraph(words))],
  }),
}

function editDocx(world: EditedWorld, document: DocxDocument, edit: ForeignEdit): string {
  const { blocks, token } = document
  const children = blocks.find(token)?.children ?? []
  const named = (block: string | number): string => {
    const id = typeof block === 'number' ? children[block] : block
    return id !== undefined && id !== token && blocks.find(id) ? id : missing(`block ${block}`)
  }
  const checked = (index: number, most: number) => (index <= most ? index : missing(`place ${index}`))
  return document.edit(editor, world.clock.nowMs(), () => {
    switch (edit.kind) {
      case 'insert-paragraph':
      case 'insert-table':
      case 'insert-callout': {
        const at = checked(edit.index ?? children.length, children.length)
        const [top] = plant(blocks, token, at, [inserted[edit.kind](edit.text)])
        return top?.id ?? ''
      }
      case 'remove-block': {
        const id = named(edit.block)
        blocks.remove(id)
        return id
      }
      case 'move-block': {
        const id = named(edit.block)
        blocks.move(id, token, checked(edit.index, children.length - 1))
        return id
      }
      default:
        return unfit(edit)
    }
  })
}

function editSheet(spreadsheet: Spreadsheet, edit: ForeignEdit): string {
  if (edit.kind !== 'fill-cell') return unfit(edit)
  const sheet = spreadsheet.find(edit.sheetId) ?? missing(`sheet ${edit.sheetId}`)
  const cell = readCellName(edit.cell)
  if (!cell || !sheet.holds(cell)) missing(`cell ${edit.cell}`)
  sheet.cells.set(edit.cell, { kind: 'text', text: edit.text })
  return edit.cell
}

function editBase(world: EditedWorld, base: Base, edit: ForeignEdit): string {
  const now = { by: editor.id, atMs: world.clock.nowMs() }
  switch (edit.kind) {
    case 'add-record': {
      const table = tableOf(base, edit.tableId)
      const [first] = table.fields
      return noted(table, table.add(new Map(first?.kind === 'text' ? [[first.name, edit.text]] : []), now))
    }
    case 'change-record': {
      const { table, row } = recordOf(base, edit)
      fieldOf(table, edit.field, typeof edit.value === 'string' ? 'text' : 'number')
      row.cells.set(edit.field, edit.value)
      row.modified = now
      return noted(table, row)
    }
    case 'attach': {
      const { table, row } = recordOf(base, edit)
      fieldOf(table, edit.field, 'attachment')
      const before = row.cells.get(edit.field)
      const token = addAttachment(world, base, edit.fileName)
      row.cells.set(edit.field, [...listIn(before), token])
      row.modified = now
      return noted(table, row)
    }
    case 'remove-record': {
      const { table, row } = recordOf(base, edit)
      table.rows.delete(row.id)
      return noted(table, row)
    }
    default:
      return unfit(edit)
  }
}

function tableOf(base: Base, tableId: string): Table {
  return base.tables.get(tableId) ?? missing(`table ${tableId}`)
}

function recordOf(base: Base, { tableId, recordId }: { readonly tableId: string; readonly recordId: string }) {
  const table = tableOf(base, tableId)
  return { table, row: table.rows.get(recordId) ?? missing(`record ${recordId}`) }
}

function fieldOf(table: Table, name: string, kind: 'text' | 'number' | 'attachment'): void {
  if (table.fieldNamed(name)?.kind !== kind) missing(`column ${name} of ${kind}`)
}

function noted(table: Table, row: Row): string {
  table.revision += 1
  return row.id
}

function addAttachment(world: EditedWorld, base: Base, name: string): string {
  const media = world.medias.addBytes(Buffer.from(`${name}\n`), {
    token: makeToken('boxcn'),
    name,
    parentType: 'bitable_file',
    parentNode: base.token,
    documentToken: base.token,
    uploadedBy: editor.id,
    uploadedAtMs: world.clock.nowMs(),
  })
  return media.token
}

function missing(what: string): never {
  throw new RangeError(`the document has no ${what}`)
}

function unfit({ kind }: ForeignEdit): never {
  throw new RangeError(`a document of this kind takes no ${kind}`)
}
