import * as v from 'valibot'
import { blockKeys, blockTypeOf, creatableTypes, textTypes } from '../../../contract/feishu/docx/block-types.ts'
import { newGridColumns } from '../../../contract/feishu/limits.ts'
import { own } from '../../../contract/own.ts'
import { refuse } from '../../http/answer.ts'
import { readInput, refuseField } from '../../http/call.ts'
import { emptyImage, type Block, type BlockContent, type PlainKind } from '../block.ts'
import { colour } from '../text.ts'
import { readText } from './read-text.ts'
import { emptyParagraph, leaf, newCell, newColumn, type Draft } from './draft.ts'
import { readTable, type MadeBy } from './new-table.ts'

/** A block in the body of a call. */
export const NewBlock = v.looseObject({ block_type: v.pipe(v.number(), v.integer()) })
export type NewBlock = v.InferOutput<typeof NewBlock>

export interface Requested {
  readonly input: NewBlock
  /** Where it stands in the body, as refusals name it. */
  readonly field: string
  readonly by: MadeBy
  /** What the caller puts into it; the children call has none. */
  readonly children: readonly Draft[]
}

const positive = v.pipe(v.number(), v.integer(), v.minValue(1))
const align = v.optional(v.picklist([1, 2, 3]))
const Image = v.object({ align, caption: v.optional(v.object({ content: v.optional(v.string(), '') })) })
const File = v.object({ view_type: v.optional(v.picklist([1, 2, 3]), 1) })
const Grid = v.object({
  column_size: v.pipe(positive, v.minValue(newGridColumns.least), v.maxValue(newGridColumns.most)),
})
/** Share of the width of a grid that one column has, in percent. */
export const widthRatio = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99))
const sheetSide = v.optional(v.pipe(positive, v.maxValue(9)))

/**
 * Contents that are kept as they are written; what is read-only in them, or unknown, is dropped. Official,
 * docx/data-structure/block, updated 2025-07-18.
 */
const plainContents = {
  add_ons: v.object({
    component_id: v.optional(v.string()),
    component_type_id: v.string(),
    record: v.optional(v.string()),
  }),
  bitable: v.object({ view_type: v.optional(v.picklist([1, 2]), 1) }),
  board: v.object({ align, width: v.optional(positive), height: v.optional(positive) }),
  callout: v.object({
    background_color: colour(15),
    border_color: colour(7),
    text_color: colour(7),
    emoji_id: v.optional(v.string(), 'gift'),
  }),
  chat_card: v.object({ chat_id: v.string(), align }),
  divider: v.object({}),
  grid_column: v.object({ width_ratio: v.optional(widthRatio) }),
  iframe: v.object({
    component: v.object({
      iframe_type: v.optional(v.number()),
      type: v.optional(v.number()),
      url: v.string(),
    }),
  }),
  isv: v.object({ component_id: v.optional(v.string()), component_type_id: v.optional(v.string()) }),
  link_preview: v.object({ url: v.string(), url_type: v.optional(v.string()) }),
  okr: v.looseObject({ okr_id: v.string() }),
  quote_container: v.object({}),
  sheet: v.object({ row_size: sheetSide, column_size: sheetSide }),
  sub_page_list: v.object({ wiki_token: v.optional(v.string()) }),
  table_cell: v.object({}),
  wiki_catalog: v.object({ wiki_token: v.optional(v.string()) }),
} as const satisfies Record<PlainKind, v.GenericSchema>

/** Reads a requested block. A file token in it is silently dropped: only an update binds one. */
export function readDraft(requested: Requested): Draft {
  const { input, children } = requested
  const type = input.block_type
  const key = blockKeys.get(type)
  if (key === undefined) return refuseType(1770001, requested)
  if (!mayCreate(key, requested.by)) return refuseType(1770029, requested)
  const field = `${requested.field}.${key}`
  const content = own(input, key)
  if (textTypes.has(type)) return { type, content: { kind: 'text', text: readText(type, content, field) }, children }
  switch (key) {
    case 'image':
      return { type, content: readImage(content), children }
    case 'file':
      return wrappedFile(readInput(File, content ?? {}, 1770006).view_type)
    case 'table':
      return readTableDraft(requested, content, field)
    case 'grid':
      return readGridDraft(requested, content)
    case 'callout':
      return { type, content: readPlain(key, content), children: filled(requested) }
    default:
      return { type, content: readPlain(key, content), children }
  }
}

function refuseType(code: 1770001 | 1770029, { input, field }: Requested): never {
  const description = 'no such block can be created'
  return refuseField(code, { field: `${field}.block_type`, value: input.block_type, description })
}

/** Cells and columns are brought by the caller of `descendant` only, in their table or grid. */
function mayCreate(key: string, by: MadeBy): boolean {
  if (key === 'table_cell' || key === 'grid_column') return by === 'descendant'
  return creatableTypes.has(blockTypeOf(key))
}

/** The children call puts an empty paragraph into what may not be empty (docs/feishu.md, U50). */
function filled({ by, children }: Requested): readonly Draft[] {
  return by === 'children' && children.length === 0 ? [emptyParagraph()] : children
}

function readImage(content: unknown): BlockContent {
  const { align: placed, caption } = readInput(Image, content ?? {}, 1770006)
  return { kind: 'image', image: { ...emptyImage(placed), ...(caption && { caption }) } }
}

function readPlain(key: string, content: unknown): BlockContent {
  const [kind, schema] = plainEntry(key)
  return { kind, fields: readInput(schema, content ?? {}, 1770006) }
}

function plainEntry(key: string): readonly [PlainKind, v.GenericSchema<unknown, Readonly<Record<string, unknown>>>] {
  for (const kind of Object.keys(plainContents) as PlainKind[]) if (kind === key) return [kind, plainContents[kind]]
  return refuse(1770029)
}

function readTableDraft({ by, children }: Requested, content: unknown, field: string): Draft {
  const { rows, table } = readTable(content, field, by)
  const count = rows * table.columnWidths.length
  if (children.length > 0) checkParts(children, 'table_cell', count)
  const cells = children.length > 0 ? children : Array.from({ length: count }, () => newCell())
  return { type: blockTypeOf('table'), content: { kind: 'table', table }, children: cells }
}

function readGridDraft({ children }: Requested, content: unknown): Draft {
  const { column_size: count } = readInput(Grid, content, 1770001)
  if (children.length > 0) checkParts(children, 'grid_column', count)
  const made = children.length > 0 ? children : Array.from({ length: count }, () => newColumn(0))
  return { type: blockTypeOf('grid'), content: { kind: 'grid' }, children: made.map((column) => shared(column, count)) }
}

/** A column that does not say how wide it is gets an equal share. */
function shared(column: Draft, count: number): Draft {
  const { content } = column
  if (content.kind !== 'grid_column' || Number(content.fields['width_ratio'] ?? 0) > 0) return column
  return { ...column, content: { ...content, fields: { width_ratio: Math.floor(100 / count) } } }
}

/** The cells of a table, or columns of a grid, that a caller brings must be as many as it has. */
function checkParts(children: readonly Draft[], key: 'table_cell' | 'grid_column', count: number): void {
  if (children.some(({ type }) => type !== blockTypeOf(key))) refuse(1770030)
  if (children.length !== count) refuse(1770006)
}

/** A file block is created inside a view block, which is the child of the page (docx FAQ #4). */
export function wrappedFile(viewType: number): Draft {
  const file: Extract<Block, { kind: 'file' }>['file'] = { token: '', name: '', viewType }
  return {
    type: blockTypeOf('view'),
    content: { kind: 'view', viewType },
    children: [leaf(blockTypeOf('file'), { kind: 'file', file })],
  }
}
