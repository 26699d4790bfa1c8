import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from './api.ts'
import { blocksPerPage } from './limits.ts'
import { BlockId, type DocumentId, type FileToken } from './ids.ts'
import type { PictureSize } from './picture-size.ts'
import { own } from './own.ts'

/** Block types this product writes or meets. Official, docx/data-structure/block. */
export const blockTypes = { page: 1, text: 2, file: 23, image: 27, view: 33 } as const

export type MediaKind = 'image' | 'file'

/** A card, or the file's content shown in the page. */
export type FileView = 'card' | 'preview'

/** Official, docx/data-structure/block, ViewType. */
const viewTypes: Readonly<Record<FileView, number>> = { card: 1, preview: 2 }

export interface CreateBlocksInput {
  readonly documentId: DocumentId
  readonly kinds: readonly MediaKind[]
  /** How file blocks look; can only be chosen here (larksuite/cli doc_media_insert.go). */
  readonly fileView: FileView
  /** Place among the page's children, counted from 0; -1 appends. */
  readonly index: number
  /** UUIDv4, one per intended edit and the same on every repeat, so that a lost answer never inserts twice. */
  readonly clientToken: string
}

/**
 * POST …/blocks/:document_id/children: empty image and file blocks under the page itself. At most `blocksPerCreate` blocks,
 * of which at most `imagesPerCall` images.
 */
export function createBlocksRequest({
  documentId,
  kinds,
  fileView,
  index,
  clientToken,
}: CreateBlocksInput): ApiRequest {
  return {
    route: 'createBlocks',
    parameters: { document_id: documentId, block_id: documentId },
    query: { document_revision_id: '-1', client_token: clientToken },
    body: { kind: 'json', value: { index, children: kinds.map((kind) => emptyBlock(kind, fileView)) } },
  }
}

function emptyBlock(kind: MediaKind, fileView: FileView): unknown {
  return kind === 'image'
    ? { block_type: blockTypes.image, image: {} }
    : { block_type: blockTypes.file, file: { token: '', view_type: viewTypes[fileView] } }
}

/** A block standing in the document. */
export interface PlacedBlock {
  /** The page's child: what is found again, counted and deleted. For a file, the view block around it. */
  readonly topBlockId: BlockId
  /** The upload's parent and the block that is bound. For a file, the child of the view block (docx FAQ #4). */
  readonly mediaBlockId: BlockId
}

const Run = v.looseObject({ text_run: v.optional(v.looseObject({ content: v.optional(v.string(), '') })) })
const Heading = v.looseObject({ elements: v.optional(v.array(Run), []) })

const Media = v.looseObject({ token: v.optional(v.string(), '') })
const Block = v.looseObject({
  block_id: BlockId,
  block_type: v.number(),
  parent_id: v.optional(v.string(), ''),
  children: v.optional(v.array(BlockId), []),
  image: v.optional(Media),
  file: v.optional(Media),
})
export type Block = v.InferOutput<typeof Block>

/** Heading 1 to 9 are block types 3 to 11, each with its text under its own name. Official, docx/data-structure/block. */
const headingTypes = { first: 3, last: 11 } as const

/** Level of a heading, 1 to 9; null for any other block. */
export function headingLevelOf({ block_type: type }: Block): number | null {
  return type >= headingTypes.first && type <= headingTypes.last ? type - headingTypes.first + 1 : null
}

/** The words of a heading; empty for other blocks, and for a heading of mentions and formulas alone. */
export function headingTextOf(block: Block): string {
  const level = headingLevelOf(block)
  const reading = v.safeParse(Heading, level === null ? undefined : own(block, `heading${level}`))
  if (!reading.success) return ''
  return reading.output.elements.map(({ text_run: run }) => run?.content ?? '').join('')
}

/** Reads the created blocks, in the order asked for, file blocks unwrapped from their view block. */
export function readCreatedBlocks(answer: ApiAnswer): Reading<readonly PlacedBlock[]> {
  const reading = readAnswer(answer, v.object({ children: v.array(Block) }))
  if (!reading.ok) return reading
  return {
    ok: true,
    data: reading.data.children.map((block) => ({
      topBlockId: block.block_id,
      mediaBlockId: block.block_type === blockTypes.view ? (block.children[0] ?? block.block_id) : block.block_id,
    })),
  }
}

export interface Binding {
  readonly kind: MediaKind
  readonly blockId: BlockId
  readonly fileToken: FileToken
  /**
   * Real size of a picture. When absent, Feishu finds it out by itself where the block is empty, and takes 100 pixels where it
   * is not (official, docx/document-block/patch).
   */
  readonly pixels?: PictureSize
}

export interface BindInput {
  readonly documentId: DocumentId
  /** At most `requestsPerBatchUpdate`, of which at most `imagesPerCall` images; each block once. */
  readonly bindings: readonly Binding[]
  readonly clientToken: string
}

/** PATCH …/blocks/batch_update: puts uploaded media into their blocks. One bad member refuses the whole batch. */
export function bindRequest({ documentId, bindings, clientToken }: BindInput): ApiRequest {
  return {
    route: 'batchUpdateBlocks',
    parameters: { document_id: documentId },
    query: { document_revision_id: '-1', client_token: clientToken },
    body: { kind: 'json', value: { requests: bindings.map(replaceMedia) } },
  }
}

function replaceMedia({ kind, blockId, fileToken, pixels }: Binding): unknown {
  return kind === 'image'
    ? { block_id: blockId, replace_image: { token: fileToken, ...pixels } }
    : { block_id: blockId, replace_file: { token: fileToken } }
}

/** Reads the bound blocks; a block whose token is missing was not bound, whatever the answer's code. */
export function readBound(answer: ApiAnswer): Reading<ReadonlyMap<BlockId, string>> {
  const reading = readAnswer(answer, v.object({ blocks: v.optional(v.array(Block), []) }))
  if (!reading.ok) return reading
  return { ok: true, data: new Map(reading.data.blocks.map((block) => [block.block_id, mediaTokenOf(block)])) }
}

/** GET …/blocks/:block_id: the way to learn what an unclear bind left behind. */
export function getBlockRequest(documentId: DocumentId, blockId: BlockId): ApiRequest {
  return {
    route: 'getBlock',
    parameters: { document_id: documentId, block_id: blockId },
    query: { document_revision_id: '-1' },
    body: { kind: 'none' },
  }
}

export function readBlock(answer: ApiAnswer): Reading<Block> {
  const reading = readAnswer(answer, v.object({ block: Block }))
  return reading.ok ? { ok: true, data: reading.data.block } : reading
}

/** Token of the media in a block; empty when the block is still a placeholder. */
export function mediaTokenOf(block: Block): string {
  return block.image?.token ?? block.file?.token ?? ''
}

/** GET …/blocks/:document_id/children: one page of the page's own children, in order. */
export function listChildrenRequest(documentId: DocumentId, pageToken: string): ApiRequest {
  return {
    route: 'listChildren',
    parameters: { document_id: documentId, block_id: documentId },
    query: {
      document_revision_id: '-1',
      page_size: String(blocksPerPage),
      ...(pageToken === '' ? {} : { page_token: pageToken }),
    },
    body: { kind: 'none' },
  }
}

export interface BlockPage {
  readonly items: readonly Block[]
  /** Empty on the last page. */
  readonly nextPageToken: string
}

export function readBlockPage(answer: ApiAnswer): Reading<BlockPage> {
  const reading = readAnswer(
    answer,
    v.object({
      items: v.optional(v.array(Block), []),
      has_more: v.optional(v.boolean(), false),
      page_token: v.optional(v.string(), ''),
    }),
  )
  if (!reading.ok) return reading
  const { items, has_more: hasMore, page_token: pageToken } = reading.data
  return { ok: true, data: { items, nextPageToken: hasMore ? pageToken : '' } }
}

export interface DeleteBlockInput {
  readonly documentId: DocumentId
  /** Present place among the page's children, read just before: never a remembered one. */
  readonly index: number
  /** Neighbours taken out together, from `index` on; 1 unless told. */
  readonly count?: number
  readonly clientToken: string
}

/** DELETE …/children/batch_delete with a JSON body: children of the page. Accepts the scope docx:document only. */
export function deleteBlockRequest({ documentId, index, count = 1, clientToken }: DeleteBlockInput): ApiRequest {
  return {
    route: 'deleteBlocks',
    parameters: { document_id: documentId, block_id: documentId },
    query: { document_revision_id: '-1', client_token: clientToken },
    body: { kind: 'json', value: { start_index: index, end_index: index + count } },
  }
}

export function readDeleted(answer: ApiAnswer): Reading<unknown> {
  return readAnswer(answer, v.unknown())
}
