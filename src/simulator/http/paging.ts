import * as v from 'valibot'
import { refuse, type FeishuCode } from './answer.ts'
import { readInput } from './call.ts'

export interface PageRules {
  /** Items of a page when the caller does not say. */
  readonly usual: number
  readonly most: number
  readonly badSize: FeishuCode
  readonly badToken: FeishuCode
}

export interface PageRequest {
  /** Place of the first item, counted from 0. */
  readonly start: number
  readonly size: number
}

/** Reads `page_size` and `page_token`. */
export function readPage(
  query: Readonly<Record<string, string>>,
  { usual, most, badSize, badToken }: PageRules,
): PageRequest {
  const Size = v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(most))
  const size = readInput(Size, query['page_size'] ?? String(usual), badSize)
  return { start: readPageToken(query['page_token'] ?? '', badToken), size }
}

export interface CutPage<Item> {
  readonly items: readonly Item[]
  /** Empty on the last page. */
  readonly nextPageToken: string
}

export function cutPage<Item>(all: readonly Item[], { start, size }: PageRequest): CutPage<Item> {
  const next = start + size
  return { items: all.slice(start, next), nextPageToken: next < all.length ? makePageToken(next) : '' }
}

/** `has_more` and, when there is more, `page_token`, as most lists answer. */
export function pagingOf({ nextPageToken }: CutPage<unknown>): Readonly<Record<string, unknown>> {
  return nextPageToken === '' ? { has_more: false } : { has_more: true, page_token: nextPageToken }
}

function makePageToken(start: number): string {
  return Buffer.from(`from ${start}`).toString('base64url')
}

export function readPageToken(token: string, badToken: FeishuCode): number {
  if (token === '') return 0
  const start = /^from (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())?.[1]
  return start === undefined ? refuse(badToken) : Number(start)
}
