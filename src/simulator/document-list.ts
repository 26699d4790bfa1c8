import type { SimulatedDocument, SimulatedKind } from './document.ts'
import type { World } from './world.ts'

/** A document, or a wiki page that stands for one, as people and tests find it. */
export interface ListedDocument {
  readonly key: string
  readonly token: string
  readonly title: string
  readonly kind: SimulatedKind | 'wiki'
  readonly url: string
  readonly document: SimulatedDocument
}

export function listDocuments(world: World): readonly ListedDocument[] {
  const documents = [...world.documents.values()].map((document): ListedDocument => {
    const { key, token, title, kind } = document
    return { key, token, title, kind, url: world.urlOf(document.path), document }
  })
  const nodes = [...world.wikiNodes.values()].flatMap(({ key, nodeToken, documentToken }): ListedDocument[] => {
    const document = world.documents.get(documentToken)
    const url = world.urlOf(`/wiki/${nodeToken}`)
    return document ? [{ key, token: nodeToken, title: document.title, kind: 'wiki', url, document }] : []
  })
  return [...documents, ...nodes]
}
