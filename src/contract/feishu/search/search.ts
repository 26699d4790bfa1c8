import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { objectsPerSearch, objectsReachable, searchQueryMaxCharacters, searchResultsPerPage } from '../limits.ts'
import { Paging, nextPageTokenOf, type Page } from '../paging.ts'
import { own } from '../../own.ts'

/** One result of a search. */
export interface FoundDocument {
  /** Of the document; of a wiki page, its node token. */
  readonly token: string
  /** docx, sheet, bitable, wiki, doc, file, folder, mindnote, slides, shortcut, catalog. */
  readonly kind: string
  /** Plain text, without the marks of the hits. */
  readonly title: string
  /** Parts of the title that Feishu marks as hits; empty from the old search. */
  readonly titleHits: readonly string[]
  /** The place that matched, plain text; empty from the old search. */
  readonly summary: string
  /** Empty from the old search (`searchObjectsRequest`): metas/batch_query has it. */
  readonly url: string
  /** An open_id; empty where Feishu leaves it out. */
  readonly ownerId: string
  /** Empty where Feishu leaves it out, as the old search does. */
  readonly ownerName: string
  /** True when the document belongs to another company. */
  readonly isCrossTenant: boolean
  /** When this person last opened it, in seconds since 1970; 0: never or unknown. */
  readonly openedSeconds: number
  /** When it was last edited, in seconds since 1970; 0: unknown. */
  readonly editedSeconds: number
}

/**
 * POST search/v2/doc_wiki/search: documents and wiki pages by their words; without words, the last opened first. Feishu's command
 * line sends empty queries (larksuite/cli, lark-drive-search, 2026); the official page allows length 0 and has no example.
 *
 * @param query Cut to `searchQueryMaxCharacters`.
 * @param pageToken Empty for the first page.
 */
export function searchDocumentsRequest(query: string, pageToken: string): ApiRequest {
  const words = Array.from(query.trim()).slice(0, searchQueryMaxCharacters).join('')
  return searchRequest(words, words === '' ? { sort_type: 'OPEN_TIME' } : {}, pageToken)
}

/**
 * POST search/v2/doc_wiki/search: documents that these people own. The filter is called `creator_ids` and means owners (official
 * page, updated 2026-03-12; larksuite/cli, lark-drive-search, 2026). An owner whom the app may not see fails the whole call
 * (99992351).
 *
 * @param ownerIds At most `ownersPerSearch` open_ids.
 */
export function searchOwnedRequest(ownerIds: readonly string[]): ApiRequest {
  return searchRequest('', { creator_ids: ownerIds }, '')
}

function searchRequest(words: string, filter: Readonly<Record<string, unknown>>, pageToken: string): ApiRequest {
  return {
    route: 'searchDocuments',
    parameters: {},
    query: {},
    body: {
      kind: 'json',
      value: {
        query: words,
        doc_filter: filter,
        wiki_filter: filter,
        page_size: searchResultsPerPage,
        ...(pageToken !== '' && { page_token: pageToken }),
      },
    },
  }
}

const Unit = v.object({
  title_highlighted: v.optional(v.string(), ''),
  summary_highlighted: v.optional(v.string(), ''),
  entity_type: v.optional(v.string(), 'DOC'),
  result_meta: v.object({
    doc_types: v.optional(v.string(), ''),
    token: v.string(),
    url: v.optional(v.string(), ''),
    owner_id: v.optional(v.string(), ''),
    owner_name: v.optional(v.string(), ''),
    is_cross_tenant: v.optional(v.boolean(), false),
    last_open_time: v.optional(v.number(), 0),
    update_time: v.optional(v.number(), 0),
  }),
})

/** Reads one page of results. Fields that Feishu leaves out are empty or 0. */
export function readFoundDocuments(answer: ApiAnswer): Reading<Page<FoundDocument>> {
  const reading = readAnswer(answer, v.object({ ...Paging, res_units: v.optional(v.nullable(v.array(Unit))) }))
  if (!reading.ok) return reading
  const items = (reading.data.res_units ?? []).map(foundOf)
  return { ok: true, data: { items, nextPageToken: nextPageTokenOf(reading.data) } }
}

function foundOf(unit: v.InferOutput<typeof Unit>): FoundDocument {
  const meta = unit.result_meta
  return {
    token: meta.token,
    // A wiki page's token is that of its node, whatever document is behind it.
    kind: unit.entity_type === 'WIKI' ? 'wiki' : meta.doc_types.toLowerCase(),
    title: wordsOf(unit.title_highlighted),
    titleHits: hitsIn(unit.title_highlighted),
    summary: wordsOf(unit.summary_highlighted),
    url: meta.url,
    ownerId: meta.owner_id,
    ownerName: meta.owner_name,
    isCrossTenant: meta.is_cross_tenant,
    openedSeconds: meta.last_open_time,
    editedSeconds: meta.update_time,
  }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", amp: '&' }

/** Highlighted text without its markup, entities decoded. */
function wordsOf(highlighted: string): string {
  return highlighted
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(lt|gt|quot|#39|apos|amp);/g, (_, name: string) => own(entities, name) ?? '')
}

/** The parts of a text that the markup highlights. */
function hitsIn(highlighted: string): readonly string[] {
  const marked = highlighted.matchAll(/<([a-z]+)>([^<>]+)<\/\1>/gi)
  return [...new Set([...marked].map(([, , hit = '']) => wordsOf(hit)))]
}

/**
 * POST suite/docs-api/search/object: the old search, by words only. `offset` counts results from 0 and stays below
 * `objectsReachable`.
 */
export function searchObjectsRequest(words: string, offset: number): ApiRequest {
  return {
    route: 'searchObjects',
    parameters: {},
    query: {},
    body: {
      kind: 'json',
      value: { search_key: words, count: Math.min(objectsPerSearch, objectsReachable - 1 - offset), offset },
    },
  }
}

const Entity = v.object({
  docs_token: v.string(),
  docs_type: v.string(),
  title: v.optional(v.string(), ''),
  owner_id: v.optional(v.string(), ''),
})

/** Reads results of the old search, which have no URL, owner's name or times. */
export function readFoundObjects(
  answer: ApiAnswer,
): Reading<{ readonly items: readonly FoundDocument[]; readonly hasMore: boolean }> {
  const Found = v.object({ docs_entities: v.optional(v.nullable(v.array(Entity))), has_more: Paging.has_more })
  const reading = readAnswer(answer, Found)
  if (!reading.ok) return reading
  const items = (reading.data.docs_entities ?? []).map((entity) => ({
    token: entity.docs_token,
    kind: entity.docs_type,
    title: entity.title,
    titleHits: [],
    summary: '',
    url: '',
    ownerId: entity.owner_id,
    ownerName: '',
    isCrossTenant: false,
    openedSeconds: 0,
    editedSeconds: 0,
  }))
  return { ok: true, data: { items, hasMore: reading.data.has_more } }
}
