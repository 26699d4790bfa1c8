import { listChildrenRequest, readBlockPage, type Block } from '../../contract/docx.ts'
import type { DocumentId } from '../../contract/ids.ts'
import type { Corridor, Outcome } from '../corridor.ts'
import type { Holdup } from '../job.ts'

/** Reads all children of a document's page, in order, page of answers by page of answers. */
export async function listChildren(
  corridor: Corridor,
  documentId: DocumentId,
  options: { readonly signal: AbortSignal; readonly onHoldup: (holdup: Holdup | null) => void },
): Promise<Outcome<readonly Block[]>> {
  const children: Block[] = []
  let pageToken = ''
  do {
    const request = listChildrenRequest(documentId, pageToken)
    const outcome = await corridor.call({ request: () => request, read: readBlockPage, ...options })
    if (!outcome.ok) return outcome
    for (const block of outcome.data.items) children.push(block)
    pageToken = outcome.data.nextPageToken
  } while (pageToken !== '')
  return { ok: true, data: children }
}
