import {
  documentLinkOf,
  readDocumentLink,
  type DocumentKind,
  type LinkRules,
} from '../../contract/feishu/document-links.ts'
import type { FolderEntry } from '../../contract/feishu/drive/folders.ts'
import type { SpaceId } from '../../contract/feishu/ids.ts'
import type { FoundDocument } from '../../contract/feishu/search/search.ts'
import type { SpaceNode } from '../../contract/feishu/wiki/wiki.ts'
import type { RememberedDocument } from './remembered-documents.ts'

/** Something that a person can choose, or look into. */
export interface Entry {
  readonly kind: DocumentKind
  readonly token: string
  readonly title: string
  readonly owner: Owner
  /** Null in the list of a place, which says so itself. */
  readonly lies: Whereabouts | null
  readonly isShortcut: boolean
  /** Belongs to another company. */
  readonly isCrossTenant: boolean
  /** A link by which the page finds it again. */
  readonly link: string
}

/** Whose a document is: its open_id and name, each empty as long as nobody told it. */
export interface Owner {
  readonly id: string
  readonly name: string
}

/** Where a document lies. No list and no search tells the folder, or the space, of what it found. */
export type Whereabouts =
  | { readonly in: 'drive' }
  /** `spaceId` is null, and `spaceName` empty, as long as nobody told them. */
  | { readonly in: 'wiki'; readonly spaceId: SpaceId | null; readonly spaceName: string }

const nobody: Owner = { id: '', name: '' }

const someWiki: Whereabouts = { in: 'wiki', spaceId: null, spaceName: '' }

/** Kinds of documents that can take files, or that the page can say something useful about, and the folders around them. */
const kinds: ReadonlySet<string> = new Set<DocumentKind>(['docx', 'doc', 'sheet', 'bitable', 'wiki', 'folder'])

/** Feishu's own words of lists and searches; everything that can not be a target is left out. */
export function kindOf(word: string): DocumentKind | null {
  return kinds.has(word) ? (word as DocumentKind) : null
}

export function entryOfFile(
  { kind: word, token, name, ownerId, isShortcut }: FolderEntry,
  rules: LinkRules,
): Entry | null {
  const kind = kindOf(word)
  if (kind === null) return null
  // A shortcut's owner is whoever made it, which says nothing of what it points to.
  const owner = isShortcut ? nobody : { id: ownerId, name: '' }
  const link = documentLinkOf(kind, token, rules)
  return { kind, token, title: name, owner, lies: null, isShortcut, isCrossTenant: false, link }
}

export function entriesOfSearch(found: readonly FoundDocument[], rules: LinkRules): readonly Entry[] {
  return found.flatMap(({ kind: word, token, title, ownerId, ownerName, isCrossTenant, url }) => {
    const kind = kindOf(word)
    if (kind === null || kind === 'folder') return []
    const link = url === '' ? documentLinkOf(kind, token, rules) : url
    const owner = { id: ownerId, name: ownerName }
    const lies = kind === 'wiki' ? someWiki : ({ in: 'drive' } as const)
    return [{ kind, token, title, owner, lies, isShortcut: word === 'shortcut', isCrossTenant, link }]
  })
}

/** A page of a wiki is chosen by its node, which `get_node` resolves, shortcuts included. */
export function entryOfNode(
  { nodeToken, objType, title, ownerId, isShortcut }: SpaceNode,
  rules: LinkRules,
): Entry | null {
  const kind = kindOf(objType)
  if (kind === null) return null
  const link = documentLinkOf('wiki', nodeToken, rules)
  const owner = { id: ownerId, name: '' }
  return { kind, token: nodeToken, title, owner, lies: null, isShortcut, isCrossTenant: false, link }
}

/** What was chosen here before. A wiki's page is known by the page's own token, and shown as what it turned out to be. */
export function entryOfRemembered({ link, title, kind }: RememberedDocument, rules: LinkRules): Entry {
  const read = readDocumentLink(link, rules)
  const lies = read.ok && read.kind === 'wiki' ? someWiki : ({ in: 'drive' } as const)
  const token = read.ok ? read.token : ''
  return { kind, token, title, owner: nobody, lies, isShortcut: false, isCrossTenant: false, link }
}
