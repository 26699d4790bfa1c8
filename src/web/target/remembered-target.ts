import type { PageStorage } from '../platform/browser-storage.ts'

/** Query parameter of a deep link, with which a portal or a colleague opens the page for a document. */
const targetQuery = 'target'

const keyOf = (openId: string) => `feishu-uploader.target.${openId}`

interface Memory {
  /** The last document used in any tab. */
  readonly browser: PageStorage
  /** The document last chosen in this tab, even if Feishu has not answered yet. */
  readonly tab: PageStorage
}

/**
 * The initial link; null when there is none. A link in the page's address comes first; it is removed from there when
 * another document is chosen (`addressWithout`).
 */
export function linkToBeginWith(search: string, openId: string, { browser, tab }: Memory): string | null {
  const linked = new URLSearchParams(search).get(targetQuery)?.trim() ?? ''
  if (linked !== '') return linked
  return tab.getItem(keyOf(openId)) ?? browser.getItem(keyOf(openId))
}

/** Stores a link. */
export function rememberLink(link: string, openId: string, storage: PageStorage): void {
  storage.setItem(keyOf(openId), link)
}

/** The page's address without the document; null if it does not have to change. */
export function addressWithout(
  { pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>,
  wished: string,
): string | null {
  const query = new URLSearchParams(search)
  const linked = query.get(targetQuery)
  if (linked === null || linked.trim() === wished) return null
  query.delete(targetQuery)
  const rest = query.toString()
  return `${pathname}${rest === '' ? '' : `?${rest}`}${hash}`
}
