import { refuse, type Answer } from '../answer.ts'
import { openDocument } from './open-document.ts'
import type { Call } from '../call.ts'

/** PUT docs_ai/v1/documents/:document_id: not offered by this world. */
export function updateDocument(call: Call): Answer {
  openDocument(call, 'edit')
  return refuse(99991201)
}
