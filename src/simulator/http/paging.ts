import { refuse, type FeishuCode } from './answer.ts'
import { refuseField } from './call.ts'

export interface PageRules {
  /** Items of a page when the caller does not say. */
  readonly usual: number
  readonly most: number
  readonly badSize: FeishuCode
  /** Where the call's page names a code for it; `cut`: as many as there may be are answered. */
  readonly tooLarge?: FeishuCode | 'cut'
  readonly badToken: FeishuCode
}

export interface PageRequest {
  /** Place of the first item, counted from 0. */
  readonly start: number
  readonly size: number
}

/**
 * Reads `page_size` and `page_token`. A size that the call's page does not allow is refused with the call's own code, and anything that
 * is no number or too large with 99992402 before the call sees it; both name the field (seen for sizes that are too large:
 * oomol-lab/open-connector#269, 2026-08-04).
 */
export function readPage(
  query: Readonly<Record<string, string>>,
  { usual, most, badSize, tooLarge = 99992402, badToken }: PageRules,
): PageRequest {
  // Some clients send parameters that they leave empty.
  const { page_size: asked = '' } = query
  const value = asked === '' ? String(usual) : asked
  const size = /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  const refuseSize = (code: FeishuCode, description: string) =>
    refuseField(code, { field: 'page_size', value, description })
  if (Number.isNaN(size)) refuseSize(99992402, 'the value must be an integer')
  if (size > most && tooLarge !== 'cut') refuseSize(tooLarge, `the max value is ${most}`)
  if (size < 1) refuseSize(badSize, 'the min value is 1')
  return { start: readPageToken(query['page_token'] ?? '', badToken), size: Math.min(size, most) }
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
