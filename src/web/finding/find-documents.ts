import type { LinkRules } from '../../contract/feishu/document-links.ts'
import {
  readFoundDocuments,
  readFoundObjects,
  searchDocumentsRequest,
  searchObjectsRequest,
} from '../../contract/feishu/search/search.ts'
import type { Wire } from '../../engine/doors.ts'
import { askFeishu } from '../gateway/ask-feishu.ts'
import { CallFailed } from '../gateway/call-failed.ts'
import { entriesOfSearch, type Entry } from './entry.ts'

/** Token of the next page; null after the last. */
export type SearchCursor =
  | { readonly by: 'search'; readonly pageToken: string }
  | { readonly by: 'old-search'; readonly offset: number }

export interface FoundPage {
  readonly entries: readonly Entry[]
  readonly next: SearchCursor | null
}

export const firstResults: SearchCursor = { by: 'search', pageToken: '' }

/**
 * Searches documents and wiki pages; without words, returns those opened last. Where the search API is unavailable (scope
 * not granted, older tenant), uses the old one, which requires words.
 *
 * @throws {CallFailed} When neither answers.
 */
export async function findDocuments(
  wire: Wire,
  { words, cursor, rules }: { readonly words: string; readonly cursor: SearchCursor; readonly rules: LinkRules },
  signal: AbortSignal,
): Promise<FoundPage> {
  if (cursor.by === 'old-search') return findObjects(wire, { words, offset: cursor.offset, rules }, signal)
  const { pageToken } = cursor
  try {
    const page = await askFeishu(wire, searchDocumentsRequest(words, pageToken), readFoundDocuments, signal)
    const next = page.nextPageToken === '' ? null : ({ by: 'search', pageToken: page.nextPageToken } as const)
    return { entries: entriesOfSearch(page.items, rules), next }
  } catch (error: unknown) {
    if (pageToken !== '' || words.trim() === '' || !mayHaveAnotherWay(error)) throw error
    return findObjects(wire, { words, offset: 0, rules }, signal)
  }
}

async function findObjects(
  wire: Wire,
  { words, offset, rules }: { readonly words: string; readonly offset: number; readonly rules: LinkRules },
  signal: AbortSignal,
): Promise<FoundPage> {
  const page = await askFeishu(wire, searchObjectsRequest(words, offset), readFoundObjects, signal)
  const next =
    page.hasMore && page.items.length > 0 ? ({ by: 'old-search', offset: offset + page.items.length } as const) : null
  return { entries: entriesOfSearch(page.items, rules), next }
}

function mayHaveAnotherWay(error: unknown): boolean {
  return error instanceof CallFailed && !['not-signed-in', 'connection-lost'].includes(error.failure.problem)
}
