import { documentLinkOf, type DocumentKind, type LinkRules } from '../../contract/document-links.ts'
import type { FolderEntry } from '../../contract/folders.ts'
import type { FoundDocument } from '../../contract/search.ts'
import type { SpaceNode } from '../../contract/wiki.ts'

/** Something that a person can choose, or look into. */
export interface Entry {
  readonly kind: DocumentKind
  readonly token: string
  readonly title: string
  /** Name of the owner; empty where a list does not tell it. */
  readonly owner: string
  readonly isShortcut: boolean
  /** Belongs to another company. */
  readonly isCrossTenant: boolean
  /** A link by which the page finds it again. */
  readonly link: string
}

/** Kinds of documents that can take files, or that the page can say something useful about, and the folders around them. */
const kinds: ReadonlySet<string> = new Set<DocumentKind>(['docx', 'doc', 'sheet', 'bitable', 'wiki', 'folder'])

/** Feishu's own words of lists and searches; everything that can not be a target is left out. */
function kindOf(word: string): DocumentKind | null {
  return kinds.has(word) ? (word as DocumentKind) : null
}

export function entriesOfFolder(files: readonly FolderEntry[], rules: LinkRules): readonly Entry[] {
  return files.flatMap(({ kind: word, token, name, isShortcut }) => {
    const kind = kindOf(word)
    if (kind === null) return []
    return [
      {
        kind,
        token,
        title: name,
        owner: '',
        isShortcut,
        isCrossTenant: false,
        link: documentLinkOf(kind, token, rules),
      },
    ]
  })
}

export function entriesOfSearch(found: readonly FoundDocument[], rules: LinkRules): readonly Entry[] {
  return found.flatMap(({ kind: word, token, title, ownerName, isCrossTenant, url }) => {
    const kind = kindOf(word)
    if (kind === null || kind === 'folder') return []
    const link = url === '' ? documentLinkOf(kind, token, rules) : url
    return [{ kind, token, title, owner: ownerName, isShortcut: word === 'shortcut', isCrossTenant, link }]
  })
}

/** A page of a wiki is chosen by its node, which `get_node` resolves, shortcuts included. */
export function entryOfNode({ nodeToken, objType, title, isShortcut }: SpaceNode, rules: LinkRules): Entry | null {
  const kind = kindOf(objType)
  if (kind === null) return null
  const link = documentLinkOf('wiki', nodeToken, rules)
  return { kind, token: nodeToken, title, owner: '', isShortcut, isCrossTenant: false, link }
}
