import { blockTypeOf, neverEmptyTypes, mayHold, resourcesPerCall } from '../../../contract/feishu/docx/block-types.ts'
import { refuse } from '../../http/answer.ts'
import { paragraph, paragraphType, type Block, type BlockContent } from '../block.ts'
import type { BlockTree } from '../block-tree.ts'
import { elementsOf } from '../text.ts'
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

/** Drafts and all that is in them. */
export function everyDraft(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.flatMap((draft) => [draft, ...everyDraft(draft.children)])
}

/** Refuses with 1770030 what its parent does not take, and with 1770006 a container that is left empty. */
export function checkPlaces(parentType: number, drafts: readonly Draft[]): void {
  for (const { type, children } of drafts) {
    if (!mayHold(parentType, shownType(type))) refuse(1770030)
    if (neverEmptyTypes.has(type) && children.length === 0) refuse(1770006)
    checkPlaces(type, children)
  }
}

const viewType = blockTypeOf('view')

/** A view stands for the file in it. */
function shownType(type: number): number {
  return type === viewType ? blockTypeOf('file') : type
}

/** Mentions of one call; more is 1770035. Official, docx error tables, 2025-07. */
const mentionsPerCall = 200

/** Refuses with 1770035 more pictures, files and the like than one call may bring. */
export function checkResources(drafts: readonly Draft[]): void {
  const all = everyDraft(drafts)
  for (const [type, most] of resourcesPerCall) {
    if (all.filter((draft) => draft.type === type).length > most) refuse(1770035)
  }
  const kinds = all.flatMap(({ content }) =>
    content.kind === 'text' ? elementsOf(content.text).map(({ kind }) => kind) : [],
  )
  for (const mention of ['mention_user', 'mention_doc']) {
    if (kinds.filter((kind) => kind === mention).length > mentionsPerCall) refuse(1770035)
  }
}
