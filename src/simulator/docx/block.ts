import { blockKeys, blockTypeOf, parentTypes } from '../../contract/feishu/docx/block-types.ts'
import { plainText, type TextContent } from './text.ts'

export interface ImageContent {
  /** Empty until a file is bound. */
  readonly token: string
  readonly width: number
  readonly height: number
  readonly align: number
  readonly caption?: { readonly content: string }
}

export interface FileContent {
  /** Empty until a file is bound. */
  readonly token: string
  readonly name: string
  readonly viewType: number
}

/** How far a cell reaches to the right and down; 1 and 1 unless it was merged with others. */
interface CellSpan {
  readonly rows: number
  readonly columns: number
}

/** A table's cells are its children, row by row. */
export interface TableContent {
  /** In pixels, one for each column. */
  readonly columnWidths: readonly number[]
  /** One for each cell. */
  readonly spans: readonly CellSpan[]
  readonly headerRow: boolean
  readonly headerColumn: boolean
}

/** Blocks that are kept as the caller wrote them, under the field of their content. */
export type PlainKind =
  | 'add_ons'
  | 'bitable'
  | 'board'
  | 'callout'
  | 'chat_card'
  | 'divider'
  | 'grid_column'
  | 'iframe'
  | 'isv'
  | 'link_preview'
  | 'okr'
  | 'quote_container'
  | 'sheet'
  | 'sub_page_list'
  | 'table_cell'
  | 'wiki_catalog'

/** What a block is, apart from its place. */
export type BlockContent =
  | { readonly kind: 'text'; readonly text: TextContent }
  | { readonly kind: 'image'; readonly image: ImageContent }
  | { readonly kind: 'file'; readonly file: FileContent }
  /** The frame around a file block. */
  | { readonly kind: 'view'; readonly viewType: number }
  | { readonly kind: 'table'; readonly table: TableContent }
  /** Its columns are its children. */
  | { readonly kind: 'grid' }
  | { readonly kind: PlainKind; readonly fields: Readonly<Record<string, unknown>> }

export type Block = {
  readonly id: string
  readonly parentId: string
  readonly type: number
  readonly children: readonly string[]
} & BlockContent

export type TableBlock = Extract<Block, { kind: 'table' }>

/** The cells of a table, row by row. */
export function rowsOf<Cell>({ table }: TableBlock, cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const width = table.columnWidths.length
  return Array.from({ length: cells.length / width }, (_, row) => cells.slice(row * width, (row + 1) * width))
}

/** What a block is, without its place. */
export function contentOf(block: Block): BlockContent {
  switch (block.kind) {
    case 'text':
      return { kind: block.kind, text: block.text }
    case 'image':
      return { kind: block.kind, image: block.image }
    case 'file':
      return { kind: block.kind, file: block.file }
    case 'view':
      return { kind: block.kind, viewType: block.viewType }
    case 'table':
      return { kind: block.kind, table: block.table }
    case 'grid':
      return { kind: block.kind }
    default:
      return { kind: block.kind, fields: block.fields }
  }
}

export function canHaveChildren(block: Block): boolean {
  return parentTypes.has(block.type)
}

/** Width and height of an empty image block, in pixels. */
const emptyImagePixels = 100

export function emptyImage(align = 2): ImageContent {
  return { token: '', width: emptyImagePixels, height: emptyImagePixels, align }
}

/** The content of a paragraph. */
export function paragraph(words: string): BlockContent {
  return { kind: 'text', text: plainText(words) }
}

export const paragraphType = blockTypeOf('text')

/** A block as the API answers it. */
export function wireBlock(block: Block): Readonly<Record<string, unknown>> {
  return {
    block_id: block.id,
    parent_id: block.parentId,
    block_type: block.type,
    ...(block.children.length > 0 && { children: block.children }),
    ...wireContent(block.type, block, block.children),
  }
}

/** The field of a block's content; `children` are its ids. */
export function wireContent(
  type: number,
  content: BlockContent,
  children: readonly string[],
): Readonly<Record<string, unknown>> {
  switch (content.kind) {
    case 'text':
      return { [blockKeys.get(type) ?? 'text']: content.text }
    case 'image':
      return { image: content.image }
    case 'file':
      return { file: { token: content.file.token, name: content.file.name, view_type: content.file.viewType } }
    case 'view':
      return { view: { view_type: content.viewType } }
    case 'table':
      return { table: wireTable(content.table, children) }
    case 'grid':
      return { grid: { column_size: children.length } }
    default:
      return { [content.kind]: content.fields }
  }
}

function wireTable(table: TableContent, cells: readonly string[]): Readonly<Record<string, unknown>> {
  const columns = table.columnWidths.length
  return {
    cells,
    property: {
      row_size: cells.length / columns,
      column_size: columns,
      column_width: table.columnWidths,
      merge_info: table.spans.map((span) => ({ row_span: span.rows, col_span: span.columns })),
      ...(table.headerRow && { header_row: true }),
      ...(table.headerColumn && { header_column: true }),
    },
  }
}
