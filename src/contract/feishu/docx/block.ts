import * as v from 'valibot'
import { BlockId } from '../ids.ts'
import { own } from '../../own.ts'

/** Block types that this product writes or reads. Official, docx/data-structure/block. */
export const blockTypes = { page: 1, text: 2, file: 23, image: 27, view: 33 } as const

/** The two kinds of block that hold a file: a picture shown inline, or an attachment. */
export type MediaKind = 'image' | 'file'

/** Stands for the newest revision of a document. Official, docx/document-block, `document_revision_id`. */
export const newestRevision = -1

/** A block that was created for a file. */
export interface PlacedBlock {
  /** Child of the page: listed, counted and deleted by this id. For a file, the view block around it. */
  readonly topBlockId: BlockId
  /** Parent of the upload, and the block that is bound. For a file, the child of the view block (docx FAQ #4). */
  readonly mediaBlockId: BlockId
}

const Run = v.looseObject({ text_run: v.optional(v.looseObject({ content: v.optional(v.string(), '') })) })
const Heading = v.looseObject({ elements: v.optional(v.array(Run), []) })

const Media = v.looseObject({ token: v.optional(v.string(), '') })
/** A block as Feishu answers it, reduced to the fields used here; others are kept. `children` are ids, in order. */
export const Block = v.looseObject({
  block_id: BlockId,
  block_type: v.number(),
  parent_id: v.optional(v.string(), ''),
  children: v.optional(v.array(BlockId), []),
  image: v.optional(Media),
  file: v.optional(Media),
})
export type Block = v.InferOutput<typeof Block>

/** Headings 1 to 9 are block types 3 to 11, each with its text in a field of its own. Official, docx/data-structure/block. */
const headingTypes = { first: 3, last: 11 } as const

/** Level of a heading, 1 to 9; null for any other block. */
export function headingLevelOf({ block_type: type }: Block): number | null {
  return type >= headingTypes.first && type <= headingTypes.last ? type - headingTypes.first + 1 : null
}

/** The text of a heading; empty for other blocks, and for a heading of only mentions and formulas. */
export function headingTextOf(block: Block): string {
  const level = headingLevelOf(block)
  const reading = v.safeParse(Heading, level === null ? undefined : own(block, `heading${level}`))
  if (!reading.success) return ''
  return reading.output.elements.map(({ text_run: run }) => run?.content ?? '').join('')
}

/** Result of an edit. */
export interface Edited {
  /** Revision after the edit; null where the answer has none. */
  readonly revisionId: number | null
}

/** A revision number, 0 or more; null where the answer has none or it is malformed. */
export const Revision = v.fallback(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null)
/** The field by which the answers of all edits name the new revision. */
export const edited = { document_revision_id: v.optional(Revision, null) }

/** The ids of a block from the answer that created it, or from a list of the page's children. */
export function placedBlockOf(block: Block): PlacedBlock {
  const isView = block.block_type === blockTypes.view
  return { topBlockId: block.block_id, mediaBlockId: isView ? (block.children[0] ?? block.block_id) : block.block_id }
}

/** Token of the file in a block; empty for a placeholder. */
export function mediaTokenOf(block: Block): string {
  return block.image?.token ?? block.file?.token ?? ''
}

/** URL of one block of a document (larksuite/cli, lark-doc-update.md, "direct links", 2026-11-29). */
export function blockUrl(documentUrl: string, blockId: BlockId): string {
  return `${documentUrl.replace(/#.*$/, '')}#${blockId}`
}
