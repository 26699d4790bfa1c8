import type { ApiAnswer, ApiRequest, Reading } from '../../contract/feishu/api.ts'
import { queryMetasRequest, readMetas, type DocumentName } from '../../contract/feishu/drive/drive.ts'
import type { SpaceId } from '../../contract/feishu/ids.ts'
import { metasPerQuery, ownersPerSearch } from '../../contract/feishu/limits.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { feishuCodes } from '../../contract/problems/codes.ts'
import { readFoundDocuments, searchOwnedRequest } from '../../contract/feishu/search/search.ts'
import { getWikiNodeRequest, listSpacesRequest, readSpacePage, readWikiNode } from '../../contract/feishu/wiki/wiki.ts'
import type { Wire } from '../../engine/doors.ts'
import { askFeishu } from '../gateway/ask-feishu.ts'
import { CallFailed } from '../gateway/call-failed.ts'

/**
 * Details of documents that lists leave out, from other calls. They are optional: a call that the gateway holds back is
 * given up, since choosing a document may need the same kind of call.
 */
export type CloserLook<T> = (
  wire: Wire,
  ids: readonly string[],
  learn: (id: string, value: T) => void,
  signal: AbortSignal,
) => Promise<void>

const patienceMs = 3000

/** Limit of searches for the owners' names of a list: each may find only documents of one busy owner. */
const searchesForNames = 3

const pagesOfSpaces = 4

export interface WikiPage {
  /** The wiki API's own value. */
  readonly objType: string
  readonly spaceId: SpaceId | null
  readonly ownerId: string
}

/** Wiki pages by their node token, read one after another; null for deleted or inaccessible ones. */
export const lookAtWikiPages: CloserLook<WikiPage | null> = async (wire, nodeTokens, learn, signal) => {
  for (const nodeToken of nodeTokens) {
    try {
      const node = await ask(wire, getWikiNodeRequest(nodeToken), readWikiNode, signal)
      learn(nodeToken, { objType: node.obj_type, spaceId: node.space_id, ownerId: node.owner })
    } catch (error: unknown) {
      if (!(error instanceof CallFailed && ofOnePage.has(error.failure.problem))) throw error
      learn(nodeToken, null)
    }
  }
}

/** Refusals that concern only this page. */
const ofOnePage: ReadonlySet<ProblemKey> = new Set<ProblemKey>([
  `${feishuCodes.wikiNodeNotFound}`,
  `${feishuCodes.wikiNodeForbidden}`,
])

/** Names of the wiki spaces the person can see; empty for others. */
export const lookForSpaceNames: CloserLook<string> = async (wire, spaceIds, learn, signal) => {
  const unseen = new Set(spaceIds)
  let pageToken = ''
  for (let pages = 0; pages < pagesOfSpaces && unseen.size > 0; pages += 1) {
    const page = await ask(wire, listSpacesRequest(pageToken), readSpacePage, signal)
    for (const { spaceId, name } of page.items) {
      learn(spaceId, name)
      unseen.delete(spaceId)
    }
    pageToken = page.nextPageToken
    if (pageToken === '') break
  }
  for (const id of unseen) learn(id, '')
}

/** open_id of each document's owner; empty if unknown. */
export function lookForOwnersOf(documents: readonly DocumentName[]): CloserLook<string> {
  return async (wire, tokens, learn, signal) => {
    const asked = documents.filter(({ token }) => tokens.includes(token)).slice(0, metasPerQuery)
    const metas = await ask(wire, queryMetasRequest(asked), readMetas, signal)
    for (const { token } of asked) {
      const meta = metas.get(token)
      learn(token, meta?.found ? meta.ownerId : '')
    }
  }
}

/** Names of owners by open_id, found by searching for their documents; empty if no search finds one. */
export const lookForOwnerNames: CloserLook<string> = async (wire, ownerIds, learn, signal) => {
  let nameless = ownerIds
  for (let searches = 0; searches < searchesForNames && nameless.length > 0; searches += 1) {
    const asked = nameless.slice(0, ownersPerSearch)
    const { items } = await ask(wire, searchOwnedRequest(asked), readFoundDocuments, signal)
    const names = new Map(items.map(({ ownerId, ownerName }) => [ownerId, ownerName]))
    const named = asked.some((id) => names.has(id)) ? asked.filter((id) => names.has(id)) : asked
    for (const id of named) learn(id, names.get(id) ?? '')
    nameless = nameless.filter((id) => !named.includes(id))
  }
}

async function ask<T>(
  wire: Wire,
  request: ApiRequest,
  reader: (answer: ApiAnswer) => Reading<T>,
  signal: AbortSignal,
): Promise<T> {
  return askFeishu(wire, request, reader, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]))
}
