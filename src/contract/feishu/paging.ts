import * as v from 'valibot'

/** One page of a list. It may be empty without being the last: wikis filter after paging (wiki-v2/space-node/list). */
export interface Page<Item> {
  /** In the order of the answer. */
  readonly items: readonly Item[]
  /** Empty on the last page. */
  readonly nextPageToken: string
}

/** Fields by which a list says that more follows; most use `page_token`, drive/v1/files uses `next_page_token`. */
export const Paging = {
  has_more: v.optional(v.boolean(), false),
  page_token: v.optional(v.nullable(v.string())),
  next_page_token: v.optional(v.nullable(v.string())),
} as const

/** Parsed `Paging`. */
export interface PagingOutput {
  readonly has_more: boolean
  readonly page_token?: string | null | undefined
  readonly next_page_token?: string | null | undefined
}

/** Token of the next page; empty on the last. */
export function nextPageTokenOf({ has_more: more, page_token: token, next_page_token: next }: PagingOutput): string {
  return more ? (next ?? token ?? '') : ''
}
