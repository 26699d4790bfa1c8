import * as v from 'valibot'
import { refuse } from '../answer.ts'
import { readInput, type Call } from '../call.ts'
import type { Block } from './block.ts'
import { DocxDocument } from './docx-document.ts'

/** Edits farther behind than this are refused with 1770021 (docx error tables, 2025-07). */
const revisionsBehind = 1000

const Revision = v.optional(v.pipe(v.string(), v.regex(/^-?\d{1,9}$/), v.transform(Number)), '-1')

/** The document a call names. Refuses with 1770002 (none), 1770003 (deleted), 1770032 (not allowed), 1770001, 1770021. */
export function openDocument({ world, caller, parameters, query }: Call, to: 'read' | 'edit'): DocxDocument {
  const document = world.documents.get(parameters['document_id'] ?? '')
  if (!(document instanceof DocxDocument)) return refuse(1770002)
  if (document.deleted) refuse(1770003)
  if (!(to === 'edit' ? document.mayEdit(caller) : document.mayRead(caller))) refuse(1770032)
  const revision = readInput(Revision, query['document_revision_id'], 1770001)
  if (revision < -1 || revision > document.revision) refuse(1770001)
  if (revision !== -1 && document.revision - revision > revisionsBehind) refuse(1770021)
  return document
}

/** The block a call names, or 1770002 where it never stood and 1770003 where it was deleted. */
export function openBlock(document: DocxDocument, blockId: string): Block {
  return document.blocks.find(blockId) ?? refuse(document.blocks.wasRemoved(blockId) ? 1770003 : 1770002)
}
