import type { SimulatedDocument, SimulatedKind } from './document.ts'
import type { SimulatedWorld } from './world.ts'

/** A document, or a wiki node with one, as people and tests find it. */
export interface ListedDocument {
  readonly key: string
  readonly token: string
  readonly title: string
  readonly kind: SimulatedKind | 'wiki'
  readonly isShortcut: boolean
  readonly url: string
  /** The folder or wiki space it is in; empty for the root of its owner. */
  readonly place: string
  readonly document: SimulatedDocument
}

export function listDocuments(world: SimulatedWorld): readonly ListedDocument[] {
  const documents = [...world.documents.values()].map((document): ListedDocument => {
    const { key, token, title, kind, folderToken } = document
    const place = world.documents.get(folderToken ?? '')?.title ?? ''
    return { key, token, title, kind, isShortcut: false, url: world.urlOf(document.path), place, document }
  })
  const nodes = [...world.wikiNodes.values()].flatMap((node): ListedDocument[] => {
    const { key, nodeToken, documentToken, originNodeToken, spaceId } = node
    const document = world.documents.get(documentToken)
    if (!document) return []
    const place = world.wikiSpaces.get(spaceId)?.name ?? ''
    const url = world.urlOf(`/wiki/${nodeToken}`)
    const isShortcut = originNodeToken !== null
    return [{ key, token: nodeToken, title: document.title, kind: 'wiki', isShortcut, url, place, document }]
  })
  return [...documents, ...nodes]
}
