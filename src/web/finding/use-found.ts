import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { LinkRules } from '../../contract/feishu/document-links.ts'
import type { Wire } from '../../engine/doors.ts'
import { asCallFailed, retryOfCalls, type CallFailed } from '../platform/call-failed.ts'
import { browse, type Listed, type BrowseLocation } from './browse.ts'
import type { Entry } from './entry.ts'
import { findDocuments, firstResults } from './find-documents.ts'
import { useCloserLook } from './use-closer-look.ts'

const freshForMs = 60_000

/** What the finder needs of the page: the way to Feishu, and for whom. */
export interface FinderDoors {
  readonly wire: Wire
  readonly rules: LinkRules
  readonly openId: string
  /** Of the person, as Feishu tells it. */
  readonly name: string
}

/** A list on its way: its lines so far, and how it stands. */
export interface FoundList {
  readonly lines: readonly Listed[]
  readonly isLoading: boolean
  /** The lines are those of what was asked before. */
  readonly isStale: boolean
  readonly error: CallFailed | null
  readonly more: (() => void) | null
  readonly isLoadingMore: boolean
  readonly again: () => void
}

/** Documents that the words find; without words, those opened last. */
export function useSearch(doors: FinderDoors, messages: string): FoundList {
  const { wire, rules, openId } = doors
  const query = useInfiniteQuery({
    queryKey: ['search', openId, messages],
    queryFn: ({ pageParam, signal }) => findDocuments(wire, { messages, cursor: pageParam, rules }, signal),
    initialPageParam: firstResults,
    getNextPageParam: (page) => page.next,
    staleTime: freshForMs,
    placeholderData: keepPreviousData,
    ...retryOfCalls,
  })
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const closer = useCloserLook(doors, entries)
  return listOf(
    query,
    entries.map((entry) => lineOfEntry(closer(entry))),
  )
}

/** What lies in a location. */
export function useBrowse(doors: FinderDoors, location: BrowseLocation): FoundList {
  const { wire, rules, openId } = doors
  const query = useInfiniteQuery({
    queryKey: ['browse', openId, location],
    queryFn: ({ pageParam, signal }) => browse(wire, { location, pageToken: pageParam, rules }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => (nextPageToken === '' ? null : nextPageToken),
    staleTime: freshForMs,
    ...retryOfCalls,
  })
  const lines = query.data?.pages.flatMap((page) => page.lines) ?? []
  const closer = useCloserLook(
    doors,
    lines.flatMap(({ entry }) => entry ?? []),
  )
  return listOf(
    query,
    lines.map((line) => ({ ...line, entry: line.entry && closer(line.entry) })),
  )
}

/** A document that stands in a list without a location around it. */
export function lineOfEntry(entry: Entry): Listed {
  return { key: entry.link, title: entry.title, entry, inside: null }
}

interface ListQuery {
  readonly error: Error | null
  readonly isPending: boolean
  readonly isPlaceholderData: boolean
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
  readonly refetch: () => unknown
}

function listOf(query: ListQuery, lines: readonly Listed[]): FoundList {
  return {
    lines,
    isLoading: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error ? asCallFailed(query.error) : null,
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    isLoadingMore: query.isFetchingNextPage,
    again: () => void query.refetch(),
  }
}
