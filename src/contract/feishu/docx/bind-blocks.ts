import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import type { BlockId, DocumentId, FileToken } from '../ids.ts'
import type { PictureSize } from '../../picture-size.ts'
import { Block, edited, mediaTokenOf, type MediaKind, type Edited } from './block.ts'

/** A file to put into a block that was created for it. */
export interface Binding {
  readonly kind: MediaKind
  /** The image block, or the file block inside its view block. */
  readonly blockId: BlockId
  /** Uploaded with this block as its `parentNode` (1770013 otherwise). */
  readonly fileToken: FileToken
  /**
   * Real size of a picture. Without it, Feishu measures the picture if the block is empty, and uses 100 pixels otherwise
   * (official, docx/document-block/patch).
   */
  readonly pixels?: PictureSize
}

/** One batch of files to bind. */
export interface BindInput {
  readonly documentId: DocumentId
  /** At most `requestsPerBatchUpdate`, of which at most `imagesPerCall` images; each block once. */
  readonly bindings: readonly Binding[]
  /** UUIDv4, one per intended edit and the same on each repeat. */
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

/** Token that each block of the answer holds, by block id. */
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
