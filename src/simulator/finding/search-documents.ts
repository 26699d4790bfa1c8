import * as v from 'valibot'
import { searchQueryMaxCharacters, searchResultsPerPage } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { cutPage, pagingOf, readPageToken } from '../http/paging.ts'
import { personOf } from '../world/people.ts'
import { findablesFor, liesIn, type Findable } from './findable.ts'
import { hasAll, highlight, summaryOf, wordsIn } from './match-words.ts'

const seconds = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
const TimeRange = v.optional(v.object({ start: seconds, end: seconds }))
const tokens = (most: number) => v.optional(v.pipe(v.array(v.string()), v.maxLength(most)), [])

/** Without deprecated orders, and without one that is listed as not supported yet. */
const Order = v.picklist(['DEFAULT_TYPE', 'OPEN_TIME', 'EDIT_TIME', 'EDIT_TIME_ASC', 'CREATE_TIME'])
const docTypes = [
  'DOC',
  'SHEET',
  'BITABLE',
  'MINDNOTE',
  'FILE',
  'WIKI',
  'DOCX',
  'FOLDER',
  'CATALOG',
  'SLIDES',
  'SHORTCUT',
] as const

const filter = {
  creator_ids: tokens(20),
  doc_types: v.optional(v.pipe(v.array(v.picklist(docTypes)), v.maxLength(10)), []),
  only_title: v.optional(v.boolean(), false),
  open_time: TimeRange,
  create_time: TimeRange,
  sort_type: v.optional(Order, 'DEFAULT_TYPE'),
}
const DocFilter = v.object({ ...filter, folder_tokens: tokens(50) })
const WikiFilter = v.object({ ...filter, space_ids: tokens(50) })
type Filter = v.InferOutput<typeof DocFilter> | v.InferOutput<typeof WikiFilter>

const RequiredInput = v.looseObject({ query: v.string() })
const SearchInput = v.object({
  query: v.pipe(v.string(), v.maxGraphemes(searchQueryMaxCharacters)),
  doc_filter: v.optional(DocFilter),
  wiki_filter: v.optional(WikiFilter),
  page_size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(searchResultsPerPage)), 0),
  page_token: v.optional(v.string(), ''),
})

/**
 * POST search/v2/doc_wiki/search: documents by words in title or text; each filter applies to one kind of entity. An empty query
 * matches everything, or is refused, by an option of the world (docs/feishu.md, U24).
 */
export function searchDocuments(call: Call): Answer {
  const { query: text } = readInput(RequiredInput, call.body, 1274001)
  if (text.trim() === '' && call.world.options.emptySearch === 'refused') refuse(1274001)
  const input = readInput(SearchInput, call.body, 1274002)
  const { doc_filter: docFilter, wiki_filter: wikiFilter } = input
  if (!docFilter && !wikiFilter) refuse(1274001)
  const words = wordsIn(text)
  const found = findablesFor(call).filter((findable) => {
    if (findable.entity === 'WIKI') {
      // A search within folders excludes wikis.
      if (!wikiFilter || (docFilter?.folder_tokens.length ?? 0) > 0) return false
      const { space_ids: spaces } = wikiFilter
      return passes(call, wikiFilter, findable, words) && (spaces.length === 0 || spaces.includes(findable.placeToken))
    }
    if (!docFilter) return false
    const { folder_tokens: folders } = docFilter
    return passes(call, docFilter, findable, words) && (folders.length === 0 || liesIn(call.world, folders, findable))
  })
  const sorted = sort(call, found, { order: (docFilter ?? wikiFilter)?.sort_type ?? 'DEFAULT_TYPE', words })
  const start = readPageToken(input.page_token, 1274002)
  // The meaning of the documented default 0 is not documented: here a full page.
  const page = cutPage(sorted, { start, size: input.page_size || searchResultsPerPage })
  const units = page.items.map((findable) => wireUnit(call, findable, words))
  return { kind: 'data', data: { total: sorted.length, res_units: units, ...pagingOf(page) } }
}

function passes({ caller }: Call, filter: Filter, { document }: Findable, words: readonly string[]): boolean {
  const {
    creator_ids: owners,
    doc_types: types,
    only_title: onlyTitle,
    open_time: opened,
    create_time: created,
  } = filter
  const isIn = (range: typeof opened, ms: number) =>
    ms >= (range?.start ?? 0) * 1000 && ms <= (range?.end ?? Number.POSITIVE_INFINITY) * 1000
  return (
    hasAll(onlyTitle ? document.title : `${document.title}\n${document.searchedText()}`, words) &&
    (owners.length === 0 || owners.includes(document.ownerId)) &&
    (types.length === 0 || types.some((type) => type.toLowerCase() === document.kind)) &&
    (opened === undefined || isIn(opened, document.openedAtMs.get(caller.id) ?? 0)) &&
    isIn(created, document.createdAtMs)
  )
}

interface SortRule {
  readonly order: v.InferOutput<typeof Order>
  readonly words: readonly string[]
}

/** By default matches in the title come first, then the last edited. */
function sort({ caller }: Call, found: readonly Findable[], { order, words }: SortRule): readonly Findable[] {
  const rank = ({ document }: Findable): number => {
    switch (order) {
      case 'DEFAULT_TYPE':
        return document.editedAtMs + (hasAll(document.title, words) ? Number.MAX_SAFE_INTEGER / 2 : 0)
      case 'OPEN_TIME':
        return document.openedAtMs.get(caller.id) ?? 0
      case 'EDIT_TIME':
        return document.editedAtMs
      case 'EDIT_TIME_ASC':
        return -document.editedAtMs
      case 'CREATE_TIME':
        return document.createdAtMs
    }
  }
  return found.toSorted((a, b) => rank(b) - rank(a))
}

function wireUnit({ world, caller }: Call, { entity, token, path, document }: Findable, words: readonly string[]) {
  const { title, kind, ownerId, editedBy, createdAtMs, editedAtMs } = document
  const secondsOf = (ms: number) => Math.floor(ms / 1000)
  return {
    title_highlighted: highlight(title, words),
    summary_highlighted: highlight(summaryOf(document.searchedText(), words), words),
    entity_type: entity,
    result_meta: {
      doc_types: kind.toUpperCase(),
      token,
      url: world.urlOf(path),
      owner_id: ownerId,
      owner_name: personOf(ownerId)?.name ?? '',
      is_cross_tenant: false,
      create_time: secondsOf(createdAtMs),
      update_time: secondsOf(editedAtMs),
      last_open_time: secondsOf(document.openedAtMs.get(caller.id) ?? 0),
      edit_user_id: editedBy,
      edit_user_name: personOf(editedBy)?.name ?? '',
    },
  }
}
