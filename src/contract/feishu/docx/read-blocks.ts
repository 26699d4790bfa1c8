import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { blocksPerPage } from '../limits.ts'
import type { BlockId, DocumentId } from '../ids.ts'
import { newestRevision, Block } from './block.ts'

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

/**
 * GET …/blocks/:block_id: shows what a block holds, for example after a bind without an answer.
 *
 * @param revisionId Revision to read; any but the newest requires the right to edit. Official, docx/document-block/get.
 */
export function getBlockRequest(
  documentId: DocumentId,
  blockId: BlockId,
  revisionId: number = newestRevision,
): ApiRequest {
  return {
    route: 'getBlock',
    parameters: { document_id: documentId, block_id: blockId },
    query: { document_revision_id: String(revisionId) },
    body: { kind: 'none' },
  }
}

/** Reads one block. */
export function readBlock(answer: ApiAnswer): Reading<Block> {
  const reading = readAnswer(answer, v.object({ block: Block }))
  return reading.ok ? { ok: true, data: reading.data.block } : reading
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
  const parameters = { document_id: documentId, block_id: documentId }
  return { route: 'listChildren', parameters, query: pageQuery(pageToken, revisionId), body: { kind: 'none' } }
}

/** GET …/blocks: one page of all blocks of a document, each before its children; the parameters as above. */
export function listBlocksRequest(documentId: DocumentId, pageToken: string, revisionId: number): ApiRequest {
  const parameters = { document_id: documentId }
  return { route: 'listBlocks', parameters, query: pageQuery(pageToken, revisionId), body: { kind: 'none' } }
}

function pageQuery(pageToken: string, revisionId: number): ApiRequest['query'] {
  return {
    document_revision_id: String(revisionId),
    page_size: String(blocksPerPage),
    ...(pageToken === '' ? {} : { page_token: pageToken }),
  }
}

/** One page of a list of blocks, at most `blocksPerPage`. */
export interface BlockPage {
  readonly items: readonly Block[]
  /** Empty on the last page. */
  readonly nextPageToken: string
}

/** Reads one page of blocks, in order. */
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
