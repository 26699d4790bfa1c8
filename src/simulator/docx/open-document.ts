import * as v from 'valibot'
import { revisionsBehindMax } from '../../contract/feishu/limits.ts'
import { refuse } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import type { Block } from './block.ts'
import type { BlockTree } from './block-tree.ts'
import { DocxDocument } from './docx-document.ts'

const Revision = v.optional(v.pipe(v.string(), v.regex(/^-?\d{1,9}$/), v.transform(Number)), '-1')

/** The document a call names. Refuses with 1770002 (none), 1770003 (deleted), 1770032 (not allowed), 1770001, 1770021. */
export function openDocument(call: Call, to: 'read' | 'edit'): DocxDocument {
  const { world, caller, parameters } = call
  const document = world.documents.get(parameters['document_id'] ?? '')
  if (!(document instanceof DocxDocument)) return refuse(1770002)
  if (document.deleted) refuse(1770003)
  if (!(to === 'edit' ? document.mayEdit(caller) : document.mayRead(caller))) refuse(1770032)
  namedRevision(call, document)
  return document
}

/** The revision a call names in its query. */
function namedRevision({ query }: Call, document: DocxDocument): number {
  return knownRevision(document, readInput(Revision, query['document_revision_id'], 1770001))
}

/** A revision as it is named, -1 for the newest, as a number of this document. Refuses with 1770001 or 1770021 (too old). */
export function knownRevision(document: DocxDocument, named: number): number {
  if (named < -1 || named > document.revision) refuse(1770001)
  if (named === -1) return document.revision
  return document.revision - named > revisionsBehindMax ? refuse(1770021) : named
}

/** The block a call names, or 1770002 where it never existed and 1770003 where it was deleted. */
export function openBlock({ blocks }: { readonly blocks: BlockTree }, blockId: string): Block {
  return blocks.find(blockId) ?? refuse(blocks.wasRemoved(blockId) ? 1770003 : 1770002)
}

/**
 * What a call reads: the document at the revision it names. The newest requires the right to read, an older one the right to edit
 * (docx-v1/document-block/list and get, `document_revision_id`).
 */
export function openRevision(call: Call): BlockTree {
  const document = openDocument(call, 'read')
  const revision = namedRevision(call, document)
  if (revision !== document.revision && !document.mayEdit(call.caller)) refuse(1770032)
  return document.blocksAt(revision)
}

/** The block whose children an edit names by their index. */
export interface CountedParent {
  readonly parent: Block
  /** Its children as the edit counts them. */
  readonly counted: readonly string[]
  /** Where a gap between them is now. */
  readonly gapNow: (index: number) => number
}

/**
 * The block in an edit's path. The edit counts its children at the revision that it names, and is carried forward over what
 * came since; in a world that ignores the revision it counts the present ones (docs/feishu.md, U31).
 */
export function openParent(call: Call, document: DocxDocument): CountedParent {
  const parent = openBlock(document, call.parameters['block_id'] ?? '')
  const revision = namedRevision(call, document)
  if (call.world.options.editsAtOldRevision === 'ignored' || revision === document.revision) {
    return { parent, counted: parent.children, gapNow: (index) => index }
  }
  return {
    parent,
    counted: openBlock({ blocks: document.blocksAt(revision) }, parent.id).children,
    gapNow: (index) => document.gapNow(parent.id, index, revision),
  }
}
