import { blockTypeOf } from '../../../contract/feishu/docx/block-types.ts'
import { paragraph, paragraphType, type Block, type BlockContent, type TableContent } from '../block.ts'
import type { BlockTree } from '../block-tree.ts'
import { makeToken } from '../../world/name-maker.ts'

/** A block that is about to be put into a document, with all that is in it. */
export interface Draft {
  readonly type: number
  readonly content: BlockContent
  readonly children: readonly Draft[]
  /** What the caller calls it in this one request. */
  readonly temporaryId?: string
  /** Where the picture or file of an empty block is to come from, as converted text names it. */
  readonly source?: string
}

/** A draft and the id that it was given. */
export interface Planted {
  readonly draft: Draft
  readonly id: string
}

/** Puts drafts among the children of a block, `index` -1 at their end; answers them and all in them, each before its children. */
export function plant(
  blocks: BlockTree,
  parentId: string,
  index: number,
  drafts: readonly Draft[],
): readonly Planted[] {
  const planted = drafts.map((draft) => ({ draft, id: makeToken('doxcn') }))
  const tops = planted.map(({ draft, id }): Block => ({
    id,
    parentId,
    type: draft.type,
    children: [],
    ...draft.content,
  }))
  if (tops.length > 0) blocks.insert(parentId, index, tops)
  return planted.flatMap((top) => [top, ...plant(blocks, top.id, -1, top.draft.children)])
}

/** A draft without anything in it. */
export function leaf(type: number, content: BlockContent): Draft {
  return { type, content, children: [] }
}

export function emptyParagraph(): Draft {
  return leaf(paragraphType, paragraph(''))
}

export function newCell(children: readonly Draft[] = [emptyParagraph()]): Draft {
  return { type: blockTypeOf('table_cell'), content: { kind: 'table_cell', fields: {} }, children }
}

export function newColumn(widthRatio: number, children: readonly Draft[] = [emptyParagraph()]): Draft {
  const fields = { width_ratio: widthRatio }
  return { type: blockTypeOf('grid_column'), content: { kind: 'grid_column', fields }, children }
}

/** A table of these cells, row by row, of which none is merged. */
export function plainTable(columnWidths: readonly number[], cells: readonly Draft[]): Draft {
  const table = { columnWidths, spans: unmerged(cells.length), headerRow: false, headerColumn: false }
  return { type: blockTypeOf('table'), content: { kind: 'table', table }, children: cells }
}

/** Drafts and all that is in them. */
export function everyDraft(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.flatMap((draft) => [draft, ...everyDraft(draft.children)])
}

/** Width of a column unless one is chosen, in pixels. Official, docx/document-block/descendant, `column_width`. */
export const usualColumnPixels = 100

/** The spans of cells of which none is merged. */
export function unmerged(cells: number): TableContent['spans'] {
  return Array.from({ length: cells }, () => ({ rows: 1, columns: 1 }))
}
