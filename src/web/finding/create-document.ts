import { documentLinkOf, type LinkRules } from '../../contract/feishu/document-links.ts'
import { createDocumentRequest, readNewDocument } from '../../contract/feishu/drive/folders.ts'
import { createNodeRequest, readNewNode } from '../../contract/feishu/wiki/wiki.ts'
import type { Wire } from '../../engine/doors.ts'
import { askFeishu } from '../gateway/ask-feishu.ts'
import type { BrowseLocation } from './browse.ts'

/** A location in which a document can be created. */
export type HomeLocation = Exclude<BrowseLocation, { readonly is: 'spaces' }>

/**
 * Creates an empty document in a folder or a wiki. The API takes no idempotency key, so the call is made once: after a lost
 * answer the document may exist.
 *
 * @returns Its link.
 * @throws {CallFailed} When Feishu refuses, or no answer came.
 */
export async function createDocument(
  wire: Wire,
  { title, location, rules }: { readonly title: string; readonly location: HomeLocation; readonly rules: LinkRules },
): Promise<string> {
  const { signal } = new AbortController()
  if (location.is === 'folder') {
    const id = await askFeishu(wire, createDocumentRequest(title, location.folderToken), readNewDocument, signal)
    return documentLinkOf('docx', id, rules)
  }
  const request = createNodeRequest({ spaceId: location.spaceId, parent: location.nodeToken, objType: 'docx', title })
  const { nodeToken } = await askFeishu(wire, request, readNewNode, signal)
  return documentLinkOf('wiki', nodeToken, rules)
}
