import { readFoundDocuments, searchDocumentsRequest } from '../../contract/feishu/search/search.ts'
import type { Wire } from '../../engine/doors.ts'
import { askFeishu } from '../platform/ask-feishu.ts'
import { CallFailed } from '../platform/call-failed.ts'

interface Wanted {
  readonly title: string
  /** Those of the document and of its page in a wiki: a search names either. */
  readonly tokens: readonly string[]
}

/**
 * The name of a document's owner. Metas tell no more than an id, but a search for the title names the owner of each document it
 * finds; empty where it does not find this one, or is not to be had.
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
