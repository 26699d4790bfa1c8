import { readFoundDocuments, searchDocumentsRequest } from '../../contract/feishu/search/search.ts'
import type { Wire } from '../../engine/doors.ts'
import { askFeishu } from '../gateway/ask-feishu.ts'
import { CallFailed } from '../gateway/call-failed.ts'

interface Wanted {
  readonly title: string
  /** Tokens of the document and of its wiki page: search results may carry either. */
  readonly tokens: readonly string[]
}

/**
 * Name of a document's owner. The metas API returns only an id, but a search for the title returns the owner's name of each
 * result. Empty if the search does not find the document or fails.
 */
export async function ownerNameOf(wire: Wire, { title, tokens }: Wanted, signal: AbortSignal): Promise<string> {
  if (title.trim() === '') return ''
  try {
    const page = await askFeishu(wire, searchDocumentsRequest(title, ''), readFoundDocuments, signal)
    return page.items.find(({ token }) => tokens.includes(token))?.ownerName ?? ''
  } catch (error: unknown) {
    signal.throwIfAborted()
    if (error instanceof CallFailed) return ''
    throw error
  }
}
