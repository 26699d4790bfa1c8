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
import { familyOfKind } from '../target/families.ts'
import type { RememberedDocument } from './remembered-documents.ts'

/** A document to choose, or a folder to open. */
export interface Entry {
  readonly kind: DocumentKind
  readonly token: string
  readonly title: string
  readonly owner: Owner
  /** Null in the list of a location, which shows it already. */
  readonly lies: Whereabouts | null
  readonly isShortcut: boolean
  /** Belongs to another company. */
  readonly isCrossTenant: boolean
  /** Link of the document. */
  readonly link: string
  /** Null where neither Feishu nor this browser knows one. */
  readonly time: EntryTime | null
  /** Parts of the title that match the search. */
  readonly hits: readonly string[]
}

/** When something happened to a document. */
export interface EntryTime {
  /** `used`: chosen on this page. */
  readonly of: 'opened' | 'edited' | 'used'
  readonly ms: number
}

/** A document's owner by open_id and name, each empty while unknown. */
export interface Owner {
  readonly id: string
  readonly name: string
}

/** Where a document is. Lists and searches do not return the folder or space of a result. */
export type Whereabouts =
  | { readonly in: 'drive' }
  /** `spaceId` is null and `spaceName` empty while unknown. */
  | { readonly in: 'wiki'; readonly spaceId: SpaceId | null; readonly spaceName: string }

const nobody: Owner = { id: '', name: '' }

const someWiki: Whereabouts = { in: 'wiki', spaceId: null, spaceName: '' }

/** Kinds that are listed although no family has them: wiki pages lead to a document, and old documents are explained. */
const listedBesides: ReadonlySet<string> = new Set<DocumentKind>(['wiki', 'doc'])

/** Feishu's type names in lists and searches; types that cannot be a target are left out. */
export function kindOf(word: string): DocumentKind | null {
  return listedBesides.has(word) || familyOfKind(word) !== null ? (word as DocumentKind) : null
}

export function entryOfFile(
  { kind: word, token, name, ownerId, isShortcut, modifiedSeconds }: FolderEntry,
  rules: LinkRules,
): Entry | null {
  const kind = kindOf(word)
  if (kind === null) return null
  // The owner of a shortcut is the person who created it, not the document's owner.
  const owner = isShortcut ? nobody : { id: ownerId, name: '' }
  const link = documentLinkOf(kind, token, rules)
  // Likewise the time of a shortcut.
  const time = isShortcut ? null : timeOf('edited', modifiedSeconds)
  return { kind, token, title: name, owner, lies: null, isShortcut, isCrossTenant: false, link, time, hits: [] }
}

export function entriesOfSearch(found: readonly FoundDocument[], rules: LinkRules): readonly Entry[] {
  return found.flatMap((document) => {
    const { kind: word, token, title, titleHits: hits, ownerId, ownerName, isCrossTenant, url } = document
    const kind = kindOf(word)
    if (kind === null || kind === 'folder') return []
    const link = url === '' ? documentLinkOf(kind, token, rules) : url
    const owner = { id: ownerId, name: ownerName }
    const lies = kind === 'wiki' ? someWiki : ({ in: 'drive' } as const)
    const time = timeOf('opened', document.openedSeconds) ?? timeOf('edited', document.editedSeconds)
    return [{ kind, token, title, owner, lies, isShortcut: word === 'shortcut', isCrossTenant, link, time, hits }]
  })
}

/** A wiki page is chosen by its node, which `get_node` resolves, shortcuts included. */
export function entryOfNode(
  { nodeToken, objType, title, ownerId, isShortcut, editedSeconds }: SpaceNode,
  rules: LinkRules,
): Entry | null {
  const kind = kindOf(objType)
  if (kind === null) return null
  const link = documentLinkOf('wiki', nodeToken, rules)
  const owner = { id: ownerId, name: '' }
  const time = timeOf('edited', editedSeconds)
  return { kind, token: nodeToken, title, owner, lies: null, isShortcut, isCrossTenant: false, link, time, hits: [] }
}

/** A document chosen here before. A wiki page has the page's own token, and the kind of the document in it. */
export function entryOfRemembered({ link, title, kind, chosenAtMs }: RememberedDocument, rules: LinkRules): Entry {
  const read = readDocumentLink(link, rules)
  const lies = read.ok && read.kind === 'wiki' ? someWiki : ({ in: 'drive' } as const)
  const token = read.ok ? read.token : ''
  const time = chosenAtMs === undefined ? null : ({ of: 'used', ms: chosenAtMs } as const)
  return { kind, token, title, owner: nobody, lies, isShortcut: false, isCrossTenant: false, link, time, hits: [] }
}

function timeOf(of: EntryTime['of'], seconds: number): EntryTime | null {
  return seconds > 0 ? { of, ms: seconds * 1000 } : null
}
