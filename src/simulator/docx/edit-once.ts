import { randomUUID } from 'node:crypto'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { DocxDocument } from './docx-document.ts'

/**
 * Idempotency: makes an edit, or repeats the earlier answer when its client_token was used in this document. How long Feishu
 * remembers tokens, and its answer to the same token with another body, are not documented (docs/feishu.md, U11).
 */
export function editOnce(
  { world, caller, query }: Call,
  document: DocxDocument,
  edit: () => Readonly<Record<string, unknown>>,
): Answer {
  const given = world.options.clientTokens === 'remembered' ? (query['client_token'] ?? '') : ''
  if (document.rememberedEdits.has(given)) return { kind: 'data', data: document.rememberedEdits.get(given) }
  const result = document.edit(caller, world.clock.nowMs(), edit)
  const data = { ...result, client_token: given || randomUUID(), document_revision_id: document.revision }
  if (given !== '') document.rememberedEdits.set(given, data)
  return { kind: 'data', data }
}
