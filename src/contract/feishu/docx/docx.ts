import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { blocksPerPage } from '../limits.ts'
import { BlockId, type DocumentId, type FileToken } from '../ids.ts'
import type { PictureSize } from '../../picture-size.ts'
import { own } from '../../own.ts'

/** Block types that this product writes or reads. Official, docx/data-structure/block. */
export const blockTypes = { page: 1, text: 2, file: 23, image: 27, view: 33 } as const

export type MediaKind = 'image' | 'file'

/** Stands for the newest revision of a document. Official, docx/document-block, `document_revision_id`. */
export const newestRevision = -1

/** A file block as a card, or with the file's content shown. */
export type FileView = 'card' | 'preview'

/** Official, docx/data-structure/block, ViewType. */
const viewTypes: Readonly<Record<FileView, number>> = { card: 1, preview: 2 }

export interface CreateBlocksInput {
  readonly documentId: DocumentId
  readonly kinds: readonly MediaKind[]
  /** How file blocks look; cannot be changed later (larksuite/cli doc_media_insert.go). */
  readonly fileView: FileView
  /** Index among the page's children, from 0; -1 appends. */
  readonly index: number
  /**
   * Revision that `index` refers to; default: the newest, which is safe for appending only. More than `revisionsBehindMax` behind:
   * 1770021. UNCONFIRMED for docx (docs/feishu.md, U31): that Feishu moves the index along with later edits.
   */
  readonly revisionId?: number
  /** UUIDv4, one per intended edit and the same on each repeat, so that a lost answer never inserts twice. */
  readonly clientToken: string
}

/**
 * POST …/blocks/:document_id/children: empty image and file blocks as children of the page. At most `blocksPerCreate` blocks, of
 * which at most `imagesPerCall` images.
 */
export function createBlocksRequest({
  documentId,
  kinds,
  fileView,
  index,
  revisionId = newestRevision,
  clientToken,
}: CreateBlocksInput): ApiRequest {
  return {
    route: 'createBlocks',
    parameters: { document_id: documentId, block_id: documentId },
    query: { document_revision_id: String(revisionId), client_token: clientToken },
    body: { kind: 'json', value: { index, children: kinds.map((kind) => emptyBlock(kind, fileView)) } },
  }
}

function emptyBlock(kind: MediaKind, fileView: FileView): unknown {
  return kind === 'image'
    ? { block_type: blockTypes.image, image: {} }
    : { block_type: blockTypes.file, file: { token: '', view_type: viewTypes[fileView] } }
}

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
const Block = v.looseObject({
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

const Revision = v.fallback(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null)
const edited = { document_revision_id: v.optional(Revision, null) }

export interface CreatedBlocks extends Edited {
  readonly blocks: readonly PlacedBlock[]
}

/** Reads the created blocks, in the order requested. */
export function readCreatedBlocks(answer: ApiAnswer): Reading<CreatedBlocks> {
  const reading = readAnswer(answer, v.object({ children: v.array(Block), ...edited }))
  if (!reading.ok) return reading
  const { children, document_revision_id: revisionId } = reading.data
  return { ok: true, data: { blocks: children.map(placedBlockOf), revisionId } }
}

/** The ids of a block from the answer that created it, or from a list of the page's children. */
export function placedBlockOf(block: Block): PlacedBlock {
  const isView = block.block_type === blockTypes.view
  return { topBlockId: block.block_id, mediaBlockId: isView ? (block.children[0] ?? block.block_id) : block.block_id }
}

export interface Binding {
  readonly kind: MediaKind
  readonly blockId: BlockId
  readonly fileToken: FileToken
  /**
   * Real size of a picture. Without it, Feishu measures the picture if the block is empty, and uses 100 pixels otherwise
   * (official, docx/document-block/patch).
   */
  readonly pixels?: PictureSize
}

export interface BindInput {
  readonly documentId: DocumentId
  /** At most `requestsPerBatchUpdate`, of which at most `imagesPerCall` images; each block once. */
  readonly bindings: readonly Binding[]
  readonly clientToken: string
}

/** PATCH …/blocks/batch_update: puts uploaded files into their blocks. One bad member fails the whole batch. */
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

export interface BoundBlocks extends Edited {
  readonly tokens: ReadonlyMap<BlockId, string>
}

/** Reads the token that each block holds; a block without one was not bound, even with code 0. */
export function readBound(answer: ApiAnswer): Reading<BoundBlocks> {
  const reading = readAnswer(answer, v.object({ blocks: v.optional(v.array(Block), []), ...edited }))
  if (!reading.ok) return reading
  const { blocks, document_revision_id: revisionId } = reading.data
  return {
    ok: true,
    data: { tokens: new Map(blocks.map((block) => [block.block_id, mediaTokenOf(block)])), revisionId },
  }
}

/** GET docx/v1/documents/:document_id, for its revision. */
export function getDocumentRequest(documentId: DocumentId): ApiRequest {
  return { route: 'getDocument', parameters: { document_id: documentId }, query: {}, body: { kind: 'none' } }
}

/** Reads the newest revision. */
export function readRevision(answer: ApiAnswer): Reading<number> {
  const revision = v.pipe(v.number(), v.integer(), v.minValue(0))
  const reading = readAnswer(answer, v.object({ document: v.object({ revision_id: revision }) }))
  return reading.ok ? { ok: true, data: reading.data.document.revision_id } : reading
}

/** GET …/blocks/:block_id: shows what a block holds, for example after a bind without an answer. */
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

/** Token of the file in a block; empty for a placeholder. */
export function mediaTokenOf(block: Block): string {
  return block.image?.token ?? block.file?.token ?? ''
}

/**
 * GET …/blocks/:document_id/children: one page of the page's own children, in order.
 *
 * @param pageToken Empty for the first page.
 * @param revisionId Revision to read, so that all pages are of the same one; any but the newest requires the right to edit.
 *   Official, docx/document-block/list.
 */
export function listChildrenRequest(
  documentId: DocumentId,
  pageToken: string,
  revisionId: number = newestRevision,
): ApiRequest {
  return {
    route: 'listChildren',
    parameters: { document_id: documentId, block_id: documentId },
    query: {
      document_revision_id: String(revisionId),
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

export interface DeleteBlocksInput {
  readonly documentId: DocumentId
  /** Index among the page's children in `revisionId`, from 0. */
  readonly index: number
  /** Number of neighbouring blocks to delete, from `index` on. */
  readonly count: number
  /** Revision that `index` refers to; see `CreateBlocksInput`. */
  readonly revisionId: number
  readonly clientToken: string
}

/** DELETE …/children/batch_delete with a JSON body: children of the page. Accepts only the scope docx:document. */
export function deleteBlocksRequest({
  documentId,
  index,
  count,
  revisionId,
  clientToken,
}: DeleteBlocksInput): ApiRequest {
  return {
    route: 'deleteBlocks',
    parameters: { document_id: documentId, block_id: documentId },
    query: { document_revision_id: String(revisionId), client_token: clientToken },
    body: { kind: 'json', value: { start_index: index, end_index: index + count } },
  }
}

export function readDeleted(answer: ApiAnswer): Reading<Edited> {
  const reading = readAnswer(answer, v.object(edited))
  return reading.ok ? { ok: true, data: { revisionId: reading.data.document_revision_id } } : reading
}

export interface DeleteByIdInput {
  readonly documentId: DocumentId
  /** At most `blocksPerDeletion`, anywhere in the document; for a file, its view block. */
  readonly blockIds: readonly BlockId[]
  /** Revision in which the blocks were read. */
  readonly revisionId: number
}

/**
 * PUT docs_ai/v1/documents/:document_id, `block_delete`: deletes blocks by id, which edits of others cannot shift as they do
 * indexes. Not in the public reference; taken from Feishu's command line (larksuite/cli, shortcuts/doc/docs_update_v2.go and
 * local_doc_resources.go, commit c3516bc, 2026-11-29). Takes no client_token: a repeat finds the blocks gone.
 */
export function deleteByIdRequest({ documentId, blockIds, revisionId }: DeleteByIdInput): ApiRequest {
  return {
    route: 'updateDocument',
    parameters: { document_id: documentId },
    query: {},
    body: {
      kind: 'json',
      value: { command: 'block_delete', format: 'xml', block_id: blockIds.join(','), revision_id: revisionId },
    },
  }
}

export interface DocumentUpdate extends Edited {
  /** Code 0 alone does not mean success (larksuite/cli, lark-doc-update.md, 2026-11-29). */
  readonly result: 'success' | 'partial_success' | 'failed'
  readonly warnings: readonly string[]
}

const UpdatedDocument = v.object({
  result: v.fallback(v.picklist(['success', 'partial_success', 'failed']), 'failed'),
  warnings: v.fallback(v.array(v.union([v.string(), v.pipe(v.unknown(), v.transform(asText))])), []),
  document: v.fallback(v.object({ revision_id: v.optional(Revision, null) }), { revision_id: null }),
})

function asText(value: unknown): string {
  return JSON.stringify(value)
}

/** Reads the result of a command; an unknown or missing one counts as `failed`. */
export function readDocumentUpdate(answer: ApiAnswer): Reading<DocumentUpdate> {
  const reading = readAnswer(answer, UpdatedDocument)
  if (!reading.ok) return reading
  const { result, warnings, document } = reading.data
  return { ok: true, data: { result, warnings, revisionId: document.revision_id } }
}

/** URL of one block of a document (larksuite/cli, lark-doc-update.md, "direct links", 2026-11-29). */
export function blockUrl(documentUrl: string, blockId: BlockId): string {
  return `${documentUrl.replace(/#.*$/, '')}#${blockId}`
}
