import type { ApiAnswer, ApiRequest, Reading } from '../../contract/feishu/api.ts'
import { queryMetasRequest, readMetas, type DocumentName } from '../../contract/feishu/drive/drive.ts'
import type { SpaceId } from '../../contract/feishu/ids.ts'
import { metasPerQuery, ownersPerSearch } from '../../contract/feishu/limits.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { feishuCodes } from '../../contract/problems/codes.ts'
import { readFoundDocuments, searchOwnedRequest } from '../../contract/feishu/search/search.ts'
import { getWikiNodeRequest, listSpacesRequest, readSpacePage, readWikiNode } from '../../contract/feishu/wiki/wiki.ts'
import type { Wire } from '../../engine/doors.ts'
import { askFeishu } from '../platform/ask-feishu.ts'
import { CallFailed } from '../platform/call-failed.ts'

/**
 * What a list does not tell of its documents, and other calls do. It is good to know and no more: a question that the company's
 * quota keeps waiting is given up, for somebody may be waiting for the same kind of call to choose a document.
 */
export type CloserLook<T> = (
  wire: Wire,
  ids: readonly string[],
  learn: (id: string, value: T) => void,
  signal: AbortSignal,
) => Promise<void>

const patienceMs = 3000

/** Searches made for the names of one list's owners: one may find the documents of a single busy owner only. */
const searchesForNames = 3

const pagesOfSpaces = 4

export interface WikiPage {
  /** A word of the wiki's own. */
  readonly objType: string
  readonly spaceId: SpaceId | null
  readonly ownerId: string
}

/** Pages of wikis by their node, one after another; null for those that are gone, or that somebody closed meanwhile. */
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

/** Refusals that say nothing of the pages after it. */
const ofOnePage: ReadonlySet<ProblemKey> = new Set<ProblemKey>([
  `${feishuCodes.wikiNodeNotFound}`,
  `${feishuCodes.wikiNodeForbidden}`,
])

/** Names of the spaces a person sees, those nobody asked for yet as well; empty for any other. */
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

/** The open_id of each document's owner; empty for those that nobody tells of. */
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

/** Names of owners, by what they own; empty for those who own nothing that this person finds. */
export const lookForOwnerNames: CloserLook<string> = async (wire, ownerIds, learn, signal) => {
  let nameless = ownerIds
  for (let searches = 0; searches < searchesForNames && nameless.length > 0; searches += 1) {
    const asked = nameless.slice(0, ownersPerSearch)
    const { items } = await ask(wire, searchOwnedRequest(asked), readFoundDocuments, signal)
    const names = new Map(items.map(({ ownerId, ownerName }) => [ownerId, ownerName]))
    const told = asked.some((id) => names.has(id)) ? asked.filter((id) => names.has(id)) : asked
    for (const id of told) learn(id, names.get(id) ?? '')
    nameless = nameless.filter((id) => !told.includes(id))
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
