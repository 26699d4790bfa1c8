import type { FinderDoors } from './finder-doors.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { asCallFailed, retryOfCalls, type CallFailed } from '../gateway/call-failed.ts'
import { browse, type Listed, type BrowseLocation } from './browse.ts'
import type { Entry } from './entry.ts'
import { findDocuments, firstResults } from './find-documents.ts'
import { useCloserLook } from './use-closer-look.ts'

const freshForMs = 60_000

/** A paged list: its lines so far and its state. */
export interface FoundList {
  readonly lines: readonly Listed[]
  readonly isLoading: boolean
  /** The lines belong to the previous query. */
  readonly isStale: boolean
  readonly error: CallFailed | null
  readonly more: (() => void) | null
  readonly isLoadingMore: boolean
  readonly again: () => void
}

/** Search results; without words, the documents opened last. */
export function useSearch(doors: FinderDoors, words: string): FoundList {
  const { wire, rules, openId, lacksEmptySearch } = doors
  const query = useInfiniteQuery({
    enabled: words !== '' || !lacksEmptySearch,
    queryKey: ['search', openId, words],
    queryFn: ({ pageParam, signal }) => findDocuments(wire, { words, cursor: pageParam, rules }, signal),
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

/** The contents of a location. */
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

/** A line for a document outside any location. */
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
