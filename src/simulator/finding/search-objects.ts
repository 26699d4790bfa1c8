import * as v from 'valibot'
import { objectsPerSearch, objectsReachable } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { hasAll, wordsIn } from './match-words.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const SearchInput = v.object({
  search_key: v.string(),
  count: v.optional(v.pipe(count, v.maxValue(objectsPerSearch)), objectsPerSearch),
  offset: v.optional(count, 0),
  owner_ids: v.optional(v.array(v.string()), []),
  docs_types: v.optional(v.array(v.picklist(['doc', 'sheet', 'slides', 'bitable', 'mindnote', 'file'])), []),
})

/** POST suite/docs-api/search/object: the old search, by title. Its page lists no codes: invalid input is 99992402. */
export function searchObjects({ world, caller, body }: Call): Answer {
  const input = readInput(SearchInput, body, 99992402)
  const { offset, owner_ids: owners, docs_types: types } = input
  if (offset + input.count >= objectsReachable) refuse(99992402)
  const words = wordsIn(input.search_key)
  const found = [...world.documents.values()].filter(
    (document) =>
      !document.deleted &&
      document.kind !== 'folder' &&
      document.mayRead(caller) &&
      hasAll(document.title, words) &&
      (owners.length === 0 || owners.includes(document.ownerId)) &&
      // `doc` means old and new documents.
      (types.length === 0 ||
        types.some((type) => type === document.kind || (type === 'doc' && document.kind === 'docx'))),
  )
  const entities = found.slice(offset, offset + input.count).map(({ token, kind, title, ownerId }) => {
    return { docs_token: token, docs_type: kind, title, owner_id: ownerId }
  })
  const more = offset + input.count < found.length
  return { kind: 'data', data: { docs_entities: entities, has_more: more, total: found.length } }
}
