import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import type { BlockId, DocumentId } from '../ids.ts'
import { Revision, edited, type Edited } from './block.ts'

/** Neighbouring blocks to delete by their index. */
export interface DeleteBlocksInput {
  readonly documentId: DocumentId
  /** Index among the page's children in `revisionId`, from 0. */
  readonly index: number
  /** Number of neighbouring blocks to delete, from `index` on. */
  readonly count: number
  /** Revision that `index` refers to; see `CreateBlocksInput`. */
  readonly revisionId: number
  /** UUIDv4, one for each attempt. */
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

/** Reads the revision after a deletion by index. */
export function readDeleted(answer: ApiAnswer): Reading<Edited> {
  const reading = readAnswer(answer, v.object(edited))
  return reading.ok ? { ok: true, data: { revisionId: reading.data.document_revision_id } } : reading
}

/** Blocks to delete by their ids. */
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

/** Result of a command of docs_ai. */
export interface DocumentUpdate extends Edited {
  /** Code 0 alone does not mean success (larksuite/cli, lark-doc-update.md, 2026-11-29). */
  readonly result: 'success' | 'partial_success' | 'failed'
  /** Feishu's texts, for debugging; empty: none. */
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
