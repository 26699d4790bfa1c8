import type { DocumentKind, LinkProblem } from './link-types.ts'

/**
 * Older tokens begin with their kind and where they were made: `cn` and `bc` in official samples, `us` in public links of Lark
 * (2026-11). Newer ones have nothing but their length.
 */
const kinds: ReadonlyMap<string, DocumentKind> = new Map([
  ['dox', 'docx'],
  ['doc', 'doc'],
  ['sht', 'sheet'],
  ['bas', 'bitable'],
  ['wik', 'wiki'],
  ['fld', 'folder'],
  ['box', 'file'],
  ['bmn', 'mindnote'],
])
/** "docusaurus" is a word. */
const beginning = /^(...)(?:cn|bc|us(?=.*[A-Z]))/

/** Characters of a token that Feishu makes today. */
export const tokenLength = 27

/** A token without its link. `kind` is null where the token does not show it. */
export type BareToken =
  | { readonly kind: DocumentKind | null; readonly token: string; readonly sheetId?: string; readonly tableId?: string }
  | { readonly problem: LinkProblem }

/** What programs and developers write before a token (`docx/…`, `app_token: …`), the token, and the end of a link. */
const namedToken =
  /^(?:[^A-Za-z0-9]*[A-Za-z][\w /]{0,24}["'”’]?\s*[:=：/]\s*)?[^A-Za-z0-9]*([A-Za-z0-9]{15,32})(?:_([A-Za-z0-9]{3,32}))?(?:[?#].*|[^A-Za-z0-9]*)$/s

/** Reads a text that is nothing but a token and its name; `null` for any other text, which may be words to search for. */
export function readBareToken(text: string): BareToken | null {
  const [, token = '', inside] = namedToken.exec(text) ?? []
  const kind = kinds.get(beginning.exec(token)?.[1] ?? '') ?? null
  const isMixed = /[A-Z]/.test(token) && /[a-z]/.test(token)
  if (token.startsWith('nodcn')) return { problem: 'link-shortcut' }
  if (kind === null && !(token.length === tokenLength && isMixed)) return null
  if (inside === undefined) return { kind, token }
  // A base or a sheet inside a document: docx-v1, block 18 and block 30.
  return inside.startsWith('tbl')
    ? { kind: 'bitable', token, tableId: inside }
    : { kind: 'sheet', token, sheetId: inside }
}
