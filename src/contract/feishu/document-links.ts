import type { Brand, DocumentKind, Explanation, LinkProblem } from './links/link-types.ts'
import { readBareToken, tokenLength } from './links/bare-token.ts'
import { documentAt, documentPaths, type Named } from './links/document-paths.ts'
import { findAddresses, insidesOf, splitAddresses } from './links/find-addresses.ts'

export type { Brand, DocumentKind, LinkProblem }

/** A document that a pasted text names. */
export interface NamedDocument {
  readonly ok: true
  /** Null for a token without a link, if only Feishu knows. */
  readonly kind: DocumentKind | null
  /** Feishu's id of a document of this kind; of a wiki page, its node token. */
  readonly token: string
  /** Of the host; of a bare token, the brand of the rules. */
  readonly brand: Brand
  /** The link without the text around it; the token where there was no link. */
  readonly address: string
  /** Tab of a sheet, or table of a base, that the link opens; links of wiki pages may have them too. */
  readonly sheetId?: string
  readonly tableId?: string
}

/** What a pasted link leads to, or the catalogue's row for why it leads nowhere. */
export type DocumentLink = NamedDocument | UnusableLink

export interface UnusableLink {
  readonly ok: false
  readonly problem: LinkProblem
  /** The site that a link leads over, where that is the problem. */
  readonly host?: string
}

/** Which hosts count as Feishu: those of the brand, and the origins configured besides. */
export interface LinkRules {
  /** The one that the gateway is configured for. */
  readonly brand: Brand
  /** Another origin that serves documents of this brand, such as the simulator's. */
  readonly documentOrigin?: string
  /** Hosts besides the brand's own, each with all below it: addresses that a company has for its Feishu. */
  readonly customDomains?: readonly string[]
  /** Tells what an address is that names no document (`links/explain-link.ts`); without it the reason is a general one. */
  readonly explain?: (url: URL, isOfBrand: boolean) => Explanation | null
}

/**
 * Official: "how to get document tokens", 2026-05-24; hosts also from larksuite/cli internal/core/types.go. feishu.net is met in public
 * lists of Feishu's addresses (2026-11), not in its documentation.
 */
const hosts: Readonly<Record<Brand, readonly string[]>> = {
  feishu: ['feishu.cn', 'larkoffice.com', 'feishu.net'],
  lark: ['larksuite.com'],
}

/** The part of a host that is Feishu's or Lark's own, without that of the company; null for a host of somebody else's. */
export function ownPartOfHost(hostname: string): string | null {
  const isBelow = (domain: string) => hostname === domain || hostname.endsWith(`.${domain}`)
  return Object.values(hosts).flat().find(isBelow) ?? null
}

/** Whether a kind takes files. Of a bare token it is not known yet. */
const targetKinds: ReadonlySet<DocumentKind | null> = new Set<DocumentKind | null>([
  'docx',
  'sheet',
  'bitable',
  'wiki',
  'folder',
  null,
])

/** Addresses in addresses are read so many levels deep: a login page in a mail filter's link in a chat's. */
const maxDepth = 4

/** The first of `readDocumentLinks`. */
export function readDocumentLink(pasted: string, rules: LinkRules): DocumentLink {
  return readDocumentLinks(pasted, rules)[0]
}

/**
 * Reads what people paste: links with or without `https://`, with a title, a query or punctuation around them, broken into lines,
 * encoded, or inside links of other programs; or a token alone. All documents that take files, each once; where there are none,
 * whatever else explains best what was pasted.
 */
export function readDocumentLinks(pasted: string, rules: LinkRules): readonly [DocumentLink, ...DocumentLink[]] {
  const text = pasted.trim()
  if (text === '') return [{ ok: false, problem: 'link-empty' }]
  const bare = readBareToken(text)
  if (bare && 'problem' in bare) return [{ ok: false, problem: bare.problem }]
  if (bare) return [{ ok: true, ...bare, brand: rules.brand, address: bare.token }]

  const links = readText(text, rules, maxDepth)
  const targets = links.filter(isTarget)
  const isFirst = ({ token }: NamedDocument, at: number) => targets.findIndex((other) => other.token === token) === at
  const [first, ...others] = targets.filter(isFirst)
  if (first) return [first, ...others]
  const [best] = links.toSorted((one, other) => rankOf(other) - rankOf(one))
  return [best ?? { ok: false, problem: 'link-not-a-link' }]
}

function isTarget(link: DocumentLink): link is NamedDocument {
  return link.ok && targetKinds.has(link.kind)
}

/** How well a link explains what was pasted. */
function rankOf(link: DocumentLink): number {
  if (link.ok) return isTarget(link) ? 5 : 4
  if (link.problem === 'link-not-feishu') return 0
  if (link.problem === 'link-not-a-document') return 1
  return link.problem === 'link-other-brand' ? 2 : 3
}

function readText(text: string, rules: LinkRules, depth: number): readonly DocumentLink[] {
  const isComplete = (address: string) =>
    readAddress(address, rules, depth).some((link) => isTarget(link) && link.token.length === tokenLength)
  return findAddresses(text, isComplete).flatMap((address) => readAddress(address, rules, depth))
}

function readAddress(address: string, rules: LinkRules, depth: number): readonly DocumentLink[] {
  const links: DocumentLink[] = []
  let before = ''
  for (const part of splitAddresses(address)) {
    // An address in a parameter of a document's link is the referrer.
    const isParameter = before.endsWith('=') && links.some(isTarget)
    if (!isParameter) links.push(...readUrl(part, rules, depth))
    before = part
  }
  return links
}

/** The link itself, if it is a target; otherwise those inside it, before the link itself. */
function readUrl(address: string, rules: LinkRules, depth: number): readonly DocumentLink[] {
  const { link, leadsOn } = readDirectly(address, rules)
  if (depth === 0 || (link && isTarget(link))) return link ? [link] : []
  const inside = insidesOf(address).flatMap((text) => readText(text, rules, depth - 1))
  return link && !(leadsOn && inside.length > 0) ? [...inside, link] : inside
}

interface Directly {
  readonly link: DocumentLink | null
  readonly leadsOn?: boolean
}

function readDirectly(address: string, rules: LinkRules): Directly {
  const url = urlOf(address, rules)
  if (!url) return { link: null }
  const brand = brandOf(url, rules)
  const named = brand === rules.brand ? documentAt(url) : null
  if (!named) return whyNone(url, brand, rules)
  if (address.endsWith('...') && named.token.length < tokenLength) return none('link-cut-off')
  const inside = insideOf(url)
  return { link: { ok: true, ...named, brand: rules.brand, address: addressOf(url, named, inside), ...inside } }
}

function whyNone(url: URL, brand: Brand | undefined, { brand: own, explain }: LinkRules): Directly {
  const explained = explain?.(url, brand === own)
  if (explained) {
    const { leadsOn = false, ...why } = explained
    return { link: { ok: false, ...why }, leadsOn }
  }
  if (brand === own) return none('link-not-a-document')
  return none(brand ? 'link-other-brand' : 'link-not-feishu')
}

function none(problem: LinkProblem): Directly {
  return { link: { ok: false, problem } }
}

function urlOf(address: string, { brand }: LinkRules): URL | undefined {
  const bare = withoutEnd(address)
  const [, inApp] = /^(?:lark|feishu|intent):\/\/(.*)$/i.exec(bare) ?? []
  const web = inApp === undefined ? bare.replace(/^(?!https?:)/i, 'https://') : `https://${placeInApp(inApp, brand)}`
  // A host may end in the full stop of the root (RFC 1034, 3.1).
  const ofHost = web.replace(/^([^/]+\/\/[^/?#]*[a-z])\.(?=[/?#:]|$)/i, '$1')
  return URL.canParse(ofHost) ? new URL(ofHost) : undefined
}

/** `lark:` and `feishu:` open the app: at an address, at what an AppLink names, or at a document. */
function placeInApp(rest: string, brand: Brand): string {
  const [host = ''] = hosts[brand]
  if (/^[^/?#]*\./.test(rest)) return rest
  return /^client\//i.test(rest) ? `applink.${host}/${rest}` : `${host}/${rest}`
}

/** Without the punctuation of the sentence around it. A loop: `/[…]+$/` takes quadratic time. */
function withoutEnd(address: string): string {
  let end = address.length
  while (end > 0 && '-.,;:!?*~_'.includes(address.charAt(end - 1))) end -= 1
  return address.slice(0, end)
}

function addressOf({ origin }: URL, { kind, token }: Named, { sheetId, tableId }: Inside): string {
  const query = new URLSearchParams({
    ...(sheetId !== undefined && { sheet: sheetId }),
    ...(tableId !== undefined && { table: tableId }),
  }).toString()
  return `${origin}/${paths.get(kind) ?? kind}/${token}${query === '' ? '' : `?${query}`}`
}

interface Inside {
  readonly sheetId?: string
  readonly tableId?: string
}

/** First part of the path for each kind: the first one in `documentPaths`. */
const paths: ReadonlyMap<DocumentKind, string> = new Map(
  [['drive/folder', 'folder'] as const, ...documentPaths].toReversed().map(([path, kind]) => [kind, path]),
)

/**
 * A link made from kind and token, for lists and searches that answer no URL. `readDocumentLink` reads it back. People are shown
 * the URL that metas/batch_query answers instead.
 */
export function documentLinkOf(kind: DocumentKind, token: string, { brand, documentOrigin }: LinkRules): string {
  return `${documentOrigin ?? `https://${hosts[brand][0] ?? ''}`}/${paths.get(kind) ?? kind}/${token}`
}

/** `?sheet=` and `?table=` of an official link ("how to get document tokens", 2026-05-24). */
function insideOf(url: URL): Inside {
  const [sheetId, tableId] = ['sheet', 'table'].map((name) => {
    const id = url.searchParams.get(name) ?? ''
    return /^[A-Za-z0-9]{1,64}$/.test(id) ? id : undefined
  })
  return { ...(sheetId !== undefined && { sheetId }), ...(tableId !== undefined && { tableId }) }
}

function brandOf(url: URL, { brand, documentOrigin, customDomains = [] }: LinkRules): Brand | undefined {
  if (documentOrigin !== undefined && url.origin === documentOrigin) return brand
  const isAmong = (domains: readonly string[]) =>
    domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`))
  if (isAmong(customDomains)) return brand
  return (Object.keys(hosts) as Brand[]).find((name) => isAmong(hosts[name]))
}
