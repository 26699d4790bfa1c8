import type { PageStorage } from '../wire/browser-storage.ts'

/** Deep link: a portal or a colleague opens the page with the document already chosen. */
const targetQuery = 'target'

const keyOf = (openId: string) => `feishu-uploader.target.${openId}`

/** The link to begin with: that of the address, else the one this person used last; null when there is none. */
export function linkToBeginWith(search: string, openId: string, storage: PageStorage): string | null {
  const linked = new URLSearchParams(search).get(targetQuery)?.trim() ?? ''
  return linked === '' ? storage.getItem(keyOf(openId)) : linked
}

export function rememberLink(link: string, openId: string, storage: PageStorage): void {
  storage.setItem(keyOf(openId), link)
}
