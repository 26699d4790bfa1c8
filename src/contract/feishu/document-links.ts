/** Kinds of document that a link can name, as drive/v1/metas calls them. */
export type DocumentKind = 'docx' | 'doc' | 'sheet' | 'bitable' | 'wiki' | 'folder' | 'file' | 'mindnote' | 'slides'

export type Brand = 'feishu' | 'lark'

/** What a pasted link leads to, or the catalogue's row for why it leads nowhere. */
export type DocumentLink =
  | {
      readonly ok: true
      readonly kind: DocumentKind
      readonly token: string
      readonly brand: Brand
      /** Tab of a sheet, or table of a base, that the link opens; links of wiki pages may have them too. */
      readonly sheetId?: string
      readonly tableId?: string
    }
  | { readonly ok: false; readonly problem: LinkProblem }

/** Keys of the catalogue (problems/own.ts). */
export type LinkProblem =
  'link-empty' | 'link-not-a-link' | 'link-not-feishu' | 'link-not-a-document' | 'link-other-brand' | 'target-not-open'

export interface LinkRules {
  readonly brand: Brand
  /** Another origin that serves documents of this brand, such as the simulator's. */
  readonly documentOrigin?: string
}

/** Official: "how to get document tokens", 2026-05-24; hosts also from larksuite/cli internal/core/types.go. */
const hosts: Readonly<Record<Brand, readonly string[]>> = {
  feishu: ['feishu.cn', 'larkoffice.com'],
  lark: ['larksuite.com'],
}

/** By the first part of a document's path. A map, so that /constructor/… finds nothing. */
const kinds: ReadonlyMap<string, DocumentKind> = new Map([
  ['docx', 'docx'],
  ['docs', 'doc'],
  ['doc', 'doc'],
  ['sheets', 'sheet'],
  ['base', 'bitable'],
  ['wiki', 'wiki'],
  ['file', 'file'],
  ['mindnotes', 'mindnote'],
  ['slides', 'slides'],
])

/**
 * Reads a link as people paste it: with or without `https://`, with a query, a stray `#` (the official pages warn of it), or
 * with the title before it, as Feishu's "copy link" adds it. The kind comes from the path; tokens no longer show it.
 */
export function readDocumentLink(pasted: string, rules: LinkRules): DocumentLink {
  const text = pasted.trim()
  if (text === '') return { ok: false, problem: 'link-empty' }
  const found = findUrl(text)
  const url = found && behindAppLink(found)
  if (!url) return { ok: false, problem: 'link-not-a-link' }
  const brand = brandOf(url, rules)
  if (!brand) return { ok: false, problem: 'link-not-feishu' }
  if (brand !== rules.brand) return { ok: false, problem: 'link-other-brand' }
  if (isNotOpen(url)) return { ok: false, problem: 'target-not-open' }
  const named = namedBy(url)
  return named ? { ok: true, ...named, brand, ...insideOf(url) } : { ok: false, problem: 'link-not-a-document' }
}

function namedBy({ pathname }: URL): { readonly kind: DocumentKind; readonly token: string } | null {
  const [first = '', second = '', third = ''] = pathname.split('/').filter((part) => part !== '')
  const [kind, token] =
    first === 'drive' && second === 'folder' ? (['folder', third] as const) : [kinds.get(first), second]
  const isSettings = kind === 'wiki' && token === 'settings'
  return kind && !isSettings && /^[A-Za-z0-9_]{8,64}$/.test(token) ? { kind, token } : null
}

const appLinkPaths: ReadonlySet<string> = new Set(['/client/docs/open', '/client/web_url/open'])

/** An AppLink opens Feishu's app at the address in its `url` (official, supported-protocol/open-docs and "open a web view"). */
function behindAppLink(link: URL): URL {
  const address =
    link.hostname.startsWith('applink.') && appLinkPaths.has(link.pathname) && link.searchParams.get('url')
  return address && URL.canParse(address) ? new URL(address) : link
}

/**
 * Whether it is a post of Moments or a meeting: `parent_type` names both as not open yet (media/upload_all, 2026-05-24). Their
 * URLs are those of the samples in moments-v1/post/get and vc-v1/meeting/get.
 */
function isNotOpen({ hostname, pathname }: URL): boolean {
  return hostname.startsWith('vc.') || (hostname.startsWith('applink.') && pathname.startsWith('/client/moments/'))
}

/** First part of the path for each kind: the first one in `kinds`. */
const paths: ReadonlyMap<DocumentKind, string> = new Map(
  [...kinds, ['drive/folder', 'folder'] as const].toReversed().map(([path, kind]) => [kind, path]),
)

/**
 * A link made from kind and token, for lists and searches that answer no URL. `readDocumentLink` reads it back. People are shown
 * the URL that metas/batch_query answers instead.
 */
export function documentLinkOf(kind: DocumentKind, token: string, { brand, documentOrigin }: LinkRules): string {
  return `${documentOrigin ?? `https://${hosts[brand][0] ?? ''}`}/${paths.get(kind) ?? kind}/${token}`
}

/** `?sheet=` and `?table=` of an official link ("how to get document tokens", 2026-05-24). */
function insideOf(url: URL): { readonly sheetId?: string; readonly tableId?: string } {
  const [sheetId, tableId] = ['sheet', 'table'].map((name) => {
    const id = url.searchParams.get(name) ?? ''
    return /^[A-Za-z0-9]{1,64}$/.test(id) ? id : undefined
  })
  return { ...(sheetId !== undefined && { sheetId }), ...(tableId !== undefined && { tableId }) }
}

/** Characters of a URL, without the quotes and brackets that people and editors put around one. */
const urlText = String.raw`[!#$%&*+,\-./\w:;=?@~]+`
const withScheme = new RegExp(`https?://${urlText}`, 'i')
const withoutScheme = new RegExp(String.raw`(?:^|\s)[\w-]+(?:\.[\w-]+)+(?::\d+)?/${urlText}`)

function findUrl(text: string): URL | undefined {
  const found = (withScheme.exec(text) ?? withoutScheme.exec(text))?.[0] ?? ''
  const bare = found.trim().replace(/[.,;:!?*]+$/, '')
  const url = /^https?:/i.test(bare) ? bare : `https://${bare}`
  return URL.canParse(url) ? new URL(url) : undefined
}

function brandOf(url: URL, { brand, documentOrigin }: LinkRules): Brand | undefined {
  if (documentOrigin !== undefined && url.origin === documentOrigin) return brand
  return (Object.keys(hosts) as Brand[]).find((name) =>
    hosts[name].some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`)),
  )
}
