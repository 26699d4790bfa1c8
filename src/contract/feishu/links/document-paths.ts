import type { DocumentKind } from './link-types.ts'

/** A document, as its path names it. */
export interface Named {
  readonly kind: DocumentKind
  readonly token: string
}

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
  // As in the sample of drive/v1/files (2026-05-24).
  ['folder', 'folder'],
  // /space/sheet/… of earlier years, as /space/doc/….
  ['sheet', 'sheet'],
  ['bitable', 'bitable'],
])

/** The document that an address of Feishu names, by its path; tokens no longer show its kind. */
export function documentAt({ pathname, hash }: URL): Named | null {
  const parts = pathname.split('/').filter((part) => part !== '')
  // The address bar of the desktop app names a folder behind a hash.
  const [, inHash] = pathname.startsWith('/drive/') ? (/^#\/folder\/(.+)/.exec(hash) ?? []) : []
  return documentOf(parts) ?? (inHash === undefined ? null : documentOf(['folder', inHash]))
}

function documentOf([first = '', second = '', third = '']: readonly string[]): Named | null {
  const word = first.toLowerCase()
  if (word === 'space' || (word === 'drive' && second === 'folder')) return documentOf([second, third])
  const kind = documentPaths.get(word)
  const token = tokenIn(second)
  return kind && token !== null ? { kind, token } : null
}

/**
 * The token at the beginning of a part of a path. What follows may be text from behind the link, such as `_` or `&…`, also
 * when it was encoded: no ASCII, or what may end an address.
 */
function tokenIn(part: string): string | null {
  const [token = ''] = /^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*/.exec(part) ?? []
  const isCut = /^(?:%(?!2[0236-9c]|3[bcef]|5d|7[bcd])[2-7]|-)/i.test(part.slice(token.length))
  // Without a capital or a digit it is a word, such as /base/workspace/…
  return token.length >= 8 && token.length <= 64 && /[A-Z0-9]/.test(token) && !isCut ? token : null
}
