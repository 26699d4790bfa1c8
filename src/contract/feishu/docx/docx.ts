import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { blocksPerPage } from '../limits.ts'
import { BlockId, type DocumentId, type FileToken } from '../ids.ts'
import type { PictureSize } from '../../picture-size.ts'
import { own } from '../../own.ts'

/** Block types this product writes or meets. Official, docx/data-structure/block. */
export const blockTypes = { page: 1, text: 2, file: 23, image: 27, view: 33 } as const

export type MediaKind = 'image' | 'file'

/** Names the newest revision of a document, whichever that is. Official, docx/document-block, `document_revision_id`. */
export const newestRevision = -1

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
  /**
   * Revision in which `index` is that place; the newest when absent, which is right for appending only. Older than Feishu
   * keeps: 1770021. UNCONFIRMED for docx (docs/feishu.md, U31): that the edit is carried forward over what came since.
   */
  readonly revisionId?: number
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

/** What an edit made of its document. */
export interface Edited {
  /** Revision that the edit made; null where the answer does not name it. */
  readonly revisionId: number | null
}

const Revision = v.fallback(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null)
const edited = { document_revision_id: v.optional(Revision, null) }

export interface CreatedBlocks extends Edited {
  readonly blocks: readonly PlacedBlock[]
}

/** Reads the created blocks, in the order asked for, file blocks unwrapped from their view block. */
export function readCreatedBlocks(answer: ApiAnswer): Reading<CreatedBlocks> {
  const reading = readAnswer(answer, v.object({ children: v.array(Block), ...edited }))
  if (!reading.ok) return reading
  const { children, document_revision_id: revisionId } = reading.data
  return { ok: true, data: { blocks: children.map(placedBlockOf), revisionId } }
}

/** A block as its creation's answer, or a list of the page's children, tells it. */
export function placedBlockOf(block: Block): PlacedBlock {
  const isView = block.block_type === blockTypes.view
  return { topBlockId: block.block_id, mediaBlockId: isView ? (block.children[0] ?? block.block_id) : block.block_id }
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

export interface BoundBlocks extends Edited {
  readonly tokens: ReadonlyMap<BlockId, string>
}

/** Reads the bound blocks; a block whose token is missing was not bound, whatever the answer's code. */
export function readBound(answer: ApiAnswer): Reading<BoundBlocks> {
  const reading = readAnswer(answer, v.object({ blocks: v.optional(v.array(Block), []), ...edited }))
  if (!reading.ok) return reading
  const { blocks, document_revision_id: revisionId } = reading.data
  return {
    ok: true,
    data: { tokens: new Map(blocks.map((block) => [block.block_id, mediaTokenOf(block)])), revisionId },
  }
}

/** GET docx/v1/documents/:document_id: of all it tells, the revision is read. */
export function getDocumentRequest(documentId: DocumentId): ApiRequest {
  return { route: 'getDocument', parameters: { document_id: documentId }, query: {}, body: { kind: 'none' } }
}

/** Reads the newest revision. */
export function readRevision(answer: ApiAnswer): Reading<number> {
  const revision = v.pipe(v.number(), v.integer(), v.minValue(0))
  const reading = readAnswer(answer, v.object({ document: v.object({ revision_id: revision }) }))
  return reading.ok ? { ok: true, data: reading.data.document.revision_id } : reading
}

/** GET …/blocks/:block_id: the way to learn what an unclear bind left behind, and what stands in a block right now. */
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

/**
 * GET …/blocks/:document_id/children: one page of the page's own children, in order.
 *
 * @param revisionId Revision in which they are read, so that all pages tell of one; another than the newest takes the right to
 *   edit. Official, docx/document-block/list.
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
  /** Place among the page's children in `revisionId`, counted from 0. */
  readonly index: number
  /** Neighbours taken out together, from `index` on. */
  readonly count: number
  /** Revision in which the children were read; see `CreateBlocksInput`. */
  readonly revisionId: number
  readonly clientToken: string
}

/** DELETE …/children/batch_delete with a JSON body: children of the page. Accepts the scope docx:document only. */
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
  /** At most `blocksPerDeletion`, wherever in the document they stand; of a file the view block around it. */
  readonly blockIds: readonly BlockId[]
  /** Revision in which the blocks were read. */
  readonly revisionId: number
}

/**
 * PUT docs_ai/v1/documents/:document_id, `block_delete`: takes out blocks by their ids, which no other editor can shift. In no
 * public reference; read from larksuite/cli (shortcuts/doc/docs_update_v2.go and local_doc_resources.go, commit c3516bc,
 * 2026-11-29), Feishu's own command line. It takes no client_token: a repeat finds the blocks gone.
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
  /** Code 0 alone does not say that it was done (larksuite/cli, lark-doc-update.md, 2026-11-29). */
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

/** Reads what a command did; a result of another name, or none, counts as `failed`. */
export function readDocumentUpdate(answer: ApiAnswer): Reading<DocumentUpdate> {
  const reading = readAnswer(answer, UpdatedDocument)
  if (!reading.ok) return reading
  const { result, warnings, document } = reading.data
  return { ok: true, data: { result, warnings, revisionId: document.revision_id } }
}

/** Where a person finds one block of a document (larksuite/cli, lark-doc-update.md, "direct links", 2026-11-29). */
export function blockUrl(documentUrl: string, blockId: BlockId): string {
  return `${documentUrl.replace(/#.*$/, '')}#${blockId}`
}
