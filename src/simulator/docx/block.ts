import { blockTypes } from '../../contract/feishu/docx/block.ts'

/** A run of text, mention or the like, stored as the caller wrote it. */
export type TextElement = Readonly<Record<string, unknown>>

export interface TextContent {
  readonly elements: readonly TextElement[]
  readonly style: Readonly<Record<string, unknown>>
}

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

export type Block = {
  readonly id: string
  readonly parentId: string
  readonly type: number
  readonly children: readonly string[]
} & (
  | { readonly kind: 'text'; readonly text: TextContent }
  | { readonly kind: 'image'; readonly image: ImageContent }
  | { readonly kind: 'file'; readonly file: FileContent }
  /** The frame around a file block. */
  | { readonly kind: 'view'; readonly viewType: number }
  | { readonly kind: 'divider' }
  | { readonly kind: 'quote_container' }
)

/** Text blocks: their type, and the field of their content (docx/data-structure/block). */
export const textKeys: Readonly<Record<number, string>> = {
  [blockTypes.page]: 'page',
  [blockTypes.text]: 'text',
  3: 'heading1',
  4: 'heading2',
  5: 'heading3',
  6: 'heading4',
  7: 'heading5',
  8: 'heading6',
  9: 'heading7',
  10: 'heading8',
  11: 'heading9',
  12: 'bullet',
  13: 'ordered',
  14: 'code',
  15: 'quote',
  17: 'todo',
}

export const dividerType = 22
export const quoteContainerType = 34

/** Blocks that other blocks can be created in (docx-overview): page, text, headings, lists, todo, quote container. */
const parentTypes = new Set([
  blockTypes.page,
  blockTypes.text,
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  17,
  quoteContainerType,
])

export function canHaveChildren(block: Block): boolean {
  return parentTypes.has(block.type)
}

/** Width and height of an empty image block, in pixels. */
const emptyImagePixels = 100

export function emptyImage(align = 2): ImageContent {
  return { token: '', width: emptyImagePixels, height: emptyImagePixels, align }
}

export function plainText(content: string): TextContent {
  return { elements: [textRun(content)], style: { align: 1, folded: false } }
}

function textRun(content: string): TextElement {
  const style = { bold: false, inline_code: false, italic: false, strikethrough: false, underline: false }
  return { text_run: { content, text_element_style: style } }
}

/** The text of a text block, without style. */
export function wordsOf({ elements }: TextContent): string {
  return elements
    .map((element) => {
      const run = element['text_run']
      return typeof run === 'object' && run !== null && 'content' in run ? String(run.content) : ''
    })
    .join('')
}

/** A block as the API answers it. */
export function wireBlock(block: Block): Readonly<Record<string, unknown>> {
  return {
    block_id: block.id,
    parent_id: block.parentId,
    block_type: block.type,
    ...(block.children.length > 0 && { children: block.children }),
    ...contentOf(block),
  }
}

function contentOf(block: Block): Readonly<Record<string, unknown>> {
  switch (block.kind) {
    case 'text':
      return { [textKeys[block.type] ?? 'text']: block.text }
    case 'image':
      return { image: block.image }
    case 'file':
      return { file: { token: block.file.token, name: block.file.name, view_type: block.file.viewType } }
    case 'view':
      return { view: { view_type: block.viewType } }
    case 'divider':
    case 'quote_container':
      return { [block.kind]: {} }
  }
}
