import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import type { DocumentId } from '../ids.ts'
import {
  blockTypes,
  newestRevision,
  Block,
  edited,
  placedBlockOf,
  type MediaKind,
  type PlacedBlock,
  type Edited,
} from './block.ts'

/** A file block as a card, or with the file's content shown. */
export type FileView = 'card' | 'preview'

/** Official, docx/data-structure/block, ViewType. */
const viewTypes: Readonly<Record<FileView, number>> = { card: 1, preview: 2 }

/** Empty blocks to create side by side. */
export interface CreateBlocksInput {
  readonly documentId: DocumentId
  /** One for each block, in document order. */
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
  /** Idempotency key: a UUIDv4, one per intended edit and the same on each repeat, so that a lost answer never inserts twice. */
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

/** The blocks that one call created. */
export interface CreatedBlocks extends Edited {
  /** In the order requested. */
  readonly blocks: readonly PlacedBlock[]
}

/** Reads the created blocks, in the order requested. */
export function readCreatedBlocks(answer: ApiAnswer): Reading<CreatedBlocks> {
  const reading = readAnswer(answer, v.object({ children: v.array(Block), ...edited }))
  if (!reading.ok) return reading
  const { children, document_revision_id: revisionId } = reading.data
  return { ok: true, data: { blocks: children.map(placedBlockOf), revisionId } }
}
