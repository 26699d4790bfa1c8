import type { DocumentKind, LinkProblem } from './link-types.ts'

/** What an address of Feishu is: a document, or something that takes no files. */
export type Place =
  | { readonly kind: DocumentKind; readonly token: string }
  /** `leadsOn`: it only opens the address that it has as a parameter. */
  | { readonly problem: LinkProblem; readonly leadsOn?: true }

/** By the first part of a document's path. A map, so that /constructor/… finds nothing. */
export const documentPaths: ReadonlyMap<string, DocumentKind> = new Map([
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

/** By the first part of the path: pages of Feishu that are met in public links (2026-11). */
const otherPaths: ReadonlyMap<string, LinkProblem> = new Map([
  ['share', 'link-base-share'],
  ['record', 'link-base-share'],
  ['minutes', 'link-minutes'],
  ['board', 'link-whiteboard'],
  ['whiteboard', 'link-whiteboard'],
  ['wiki', 'link-wiki-home'],
  ['drive', 'link-drive-home'],
  ['space', 'link-drive-home'],
  ['messenger', 'link-message'],
  ['calendar', 'link-calendar'],
  ['accounts', 'link-sign-in'],
  ['suite', 'link-sign-in'],
])

/** By the second part of an AppLink's path, /client/… (official, supported-protocol, 2026-05-24). */
const appLinkPaths: ReadonlyMap<string, LinkProblem> = new Map([
  ['chat', 'link-message'],
  ['message', 'link-message'],
  ['thread', 'link-message'],
  ['bot', 'link-message'],
  ['calendar', 'link-calendar'],
  ['videochat', 'target-not-open'],
  // As in the sample of moments-v1/post/get.
  ['moments', 'target-not-open'],
])

/** By the first label of the host. */
const hosts: ReadonlyMap<string, LinkProblem> = new Map([
  // As in the sample of vc-v1/meeting/get. `parent_type` names meetings and Moments as not open yet (media/upload_all, 2026-05-24).
  ['vc', 'target-not-open'],
  ['accounts', 'link-sign-in'],
  ['login', 'link-sign-in'],
  ['passport', 'link-sign-in'],
])

/** What an address of Feishu is, by host and path; tokens no longer show it. */
export function placeOf(url: URL): Place {
  const [label = ''] = url.hostname.split('.')
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const [first, second = '', third = ''] = parts
  if (label === 'applink' && first === 'client') return placeOfAppLink(second, third)
  const host = hosts.get(label)
  if (host) return { problem: host }
  return documentOf(parts) ?? folderInHash(url) ?? { problem: problemOf(parts) }
}

/** What stands behind /wiki/ instead of a token. */
const wikiPages: ReadonlySet<string> = new Set(['settings', 'space'])

function documentOf([first = '', second = '', third = '']: readonly string[]): Place | null {
  if (first === 'drive' && second === 'folder') return folderOf(third)
  const kind = documentPaths.get(first)
  const token = wikiPages.has(second) ? null : tokenIn(second)
  return kind && token !== null ? { kind, token } : null
}

/** The address bar of the desktop app names a folder behind a hash. */
function folderInHash({ pathname, hash }: URL): Place | null {
  const [, token] = /^#\/folder\/(.+)/.exec(hash) ?? []
  return pathname.startsWith('/drive/') && token !== undefined ? folderOf(token) : null
}

function folderOf(part: string): Place | null {
  const token = tokenIn(part)
  return token === null ? null : { kind: 'folder', token }
}

function problemOf([first = '', second, third]: readonly string[]): LinkProblem {
  const isForm = (first === 'share' && third === 'form') || (first === 'base' && second === 'form')
  return isForm ? 'link-base-form' : (otherPaths.get(first) ?? 'link-not-a-document')
}

function placeOfAppLink(second: string, third: string): Place {
  const problem = appLinkPaths.get(second)
  if (problem) return { problem }
  // Official, supported-protocol: "open a document" and "open a web view".
  const leadsOn = third === 'open' && (second === 'docs' || second === 'web_url')
  return { problem: 'link-not-a-document', ...(leadsOn && { leadsOn }) }
}

/**
 * The token at the beginning of a part of a path. What follows may be text that stood behind the link, such as `_` or `&…`, also
 * when it is not ASCII and was encoded.
 */
function tokenIn(part: string): string | null {
  const [token = ''] = /^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*/.exec(part) ?? []
  const isCut = /^(?:%[2-7]|-)/.test(part.slice(token.length))
  return token.length >= 8 && token.length <= 64 && !isCut ? token : null
}
