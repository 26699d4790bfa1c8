import type { PageStorage } from '../platform/browser-storage.ts'

/** Deep link: a portal or a colleague opens the page with the document already chosen. */
const targetQuery = 'target'

const keyOf = (openId: string) => `feishu-uploader.target.${openId}`

interface Memory {
  /** What the person used last, in any tab. */
  readonly browser: PageStorage
  /** What was wished for last in this tab, whether or not Feishu has answered since. */
  readonly tab: PageStorage
}

/**
 * The link to begin with; null when there is none. The address comes first: one that names a document was opened for it, and
 * stops naming it as soon as another is wished for (`addressWithout`).
 */
export function linkToBeginWith(search: string, openId: string, { browser, tab }: Memory): string | null {
  const linked = new URLSearchParams(search).get(targetQuery)?.trim() ?? ''
  if (linked !== '') return linked
  return tab.getItem(keyOf(openId)) ?? browser.getItem(keyOf(openId))
}

/** Keeps a link in one of the memories. */
export function rememberLink(link: string, openId: string, storage: PageStorage): void {
  storage.setItem(keyOf(openId), link)
}

/** The address when something else is wished for than it names; null where it needs no change. */
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
