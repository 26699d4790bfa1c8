import type { Call } from '../http/call.ts'
import type { SimulatedDocument } from '../world/document.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { documentOf } from './wiki.ts'

/** Something that a search may find. For a wiki page, its document under the page's token. */
export interface Findable {
  readonly entity: 'DOC' | 'WIKI'
  readonly token: string
  readonly path: string
  /** Folder, or space of a wiki, it is in. */
  readonly placeToken: string
  readonly document: SimulatedDocument
}

/** All that the caller may read: documents and folders in Drive, and pages of wikis. */
export function findablesFor({ world, caller }: Pick<Call, 'world' | 'caller'>): readonly Findable[] {
  const inDrive = [...world.documents.values()].flatMap((document): Findable[] => {
    const { token, path, folderToken, deleted } = document
    return folderToken === null || deleted ? [] : [{ entity: 'DOC', token, path, placeToken: folderToken, document }]
  })
  const inWikis = [...world.wikiNodes.values()].flatMap((node): Findable[] => {
    const document = documentOf(world, node)
    const { nodeToken: token, spaceId: placeToken } = node
    return document ? [{ entity: 'WIKI', token, path: `/wiki/${token}`, placeToken, document }] : []
  })
  return [...inDrive, ...inWikis].filter(({ document }) => document.mayRead(caller))
}

/** Whether it is in one of these folders, at any depth. */
export function liesIn(world: SimulatedWorld, folderTokens: readonly string[], { placeToken }: Findable): boolean {
  let token: string | null | undefined = placeToken
  while (typeof token === 'string') {
    if (folderTokens.includes(token)) return true
    token = world.documents.get(token)?.folderToken
  }
  return false
}
