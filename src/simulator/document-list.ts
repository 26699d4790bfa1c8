import type { SimulatedDocument, SimulatedKind } from './document.ts'
import type { World } from './world.ts'

/** A document, or a wiki page that stands for one, as people and tests find it. */
export interface ListedDocument {
  readonly key: string
  readonly token: string
  readonly title: string
  readonly kind: SimulatedKind | 'wiki'
  readonly isShortcut: boolean
  readonly url: string
  readonly document: SimulatedDocument
}

export function listDocuments(world: World): readonly ListedDocument[] {
  const documents = [...world.documents.values()].map((document): ListedDocument => {
    const { key, token, title, kind } = document
    return { key, token, title, kind, isShortcut: false, url: world.urlOf(document.path), document }
  })
  const nodes = [...world.wikiNodes.values()].flatMap(
    ({ key, nodeToken, documentToken, originNodeToken }): ListedDocument[] => {
      const document = world.documents.get(documentToken)
      const url = world.urlOf(`/wiki/${nodeToken}`)
      if (!document) return []
      const isShortcut = originNodeToken !== null
      return [{ key, token: nodeToken, title: document.title, kind: 'wiki', isShortcut, url, document }]
    },
  )
  return [...documents, ...nodes]
}
