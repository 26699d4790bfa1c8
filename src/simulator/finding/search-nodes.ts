import * as v from 'valibot'
import { searchQueryMaxCharacters, wikiItemsPerPage } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { cutPage, pagingOf, readPage } from '../http/paging.ts'
import type { SimulatedDocument, SimulatedKind } from '../world/document.ts'
import type { WikiNode } from '../world/wiki-space.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { hasAll, wordsIn } from './match-words.ts'
import { documentOf, nodesUnder } from './wiki.ts'

/** `node_id` needs `space_id`. */
const SearchInput = v.object({
  query: v.pipe(v.string(), v.maxGraphemes(searchQueryMaxCharacters)),
  space_id: v.optional(v.string(), ''),
  node_id: v.optional(v.string(), ''),
})

const pageRules = { usual: 20, most: wikiItemsPerPage, badSize: 10001, tooLarge: 10001, badToken: 10001 } as const

/** Kinds of documents as this call numbers them (search_wiki, updated 2025-12-22). */
const typeNumbers: Readonly<Record<SimulatedKind, number>> = {
  doc: 1,
  sheet: 2,
  bitable: 3,
  mindnote: 4,
  file: 5,
  docx: 8,
  folder: 9,
  slides: 11,
}

/** POST wiki/v2/nodes/search, and wiki/v1 as the official SDKs have it: wiki pages that the caller may read, by words of title or text. */
export function searchNodes(call: Call): Answer {
  const { world, caller, query } = call
  const input = readInput(SearchInput, call.body, 10001)
  if (input.node_id !== '' && input.space_id === '') refuse(10001)
  const words = wordsIn(input.query)
  const found = nodesIn(world, input.space_id, input.node_id).flatMap((node) => {
    const document = documentOf(world, node)
    const matches = document?.mayRead(caller) && hasAll(`${document.title}\n${document.searchedText()}`, words)
    return document && matches ? [{ node, document }] : []
  })
  const page = cutPage(found, readPage(query, pageRules))
  const items = page.items.map(({ node, document }, at) => wireFound(world, { node, document, place: at + 1 }))
  return { kind: 'data', data: { items, ...pagingOf(page) } }
}

/** All nodes, those of a space, or one with everything under it. */
function nodesIn(world: SimulatedWorld, spaceId: string, nodeToken: string): readonly WikiNode[] {
  const all = [...world.wikiNodes.values()]
  if (spaceId === '') return all
  const inSpace = all.filter((node) => node.spaceId === spaceId)
  const under = (node: WikiNode): boolean =>
    node.nodeToken === nodeToken || inSpace.some((parent) => parent.nodeToken === node.parentNodeToken && under(parent))
  return nodeToken === '' ? inSpace : inSpace.filter(under)
}

interface Found {
  readonly node: WikiNode
  readonly document: SimulatedDocument
  /** From 1. */
  readonly place: number
}

function wireFound(world: SimulatedWorld, { node, document, place }: Found): Readonly<Record<string, unknown>> {
  return {
    node_id: node.nodeToken,
    space_id: node.spaceId,
    obj_type: typeNumbers[document.kind],
    obj_token: document.token,
    // Documented as always empty.
    parent_id: '',
    sort_id: place,
    title: document.title,
    url: world.urlOf(`/wiki/${node.nodeToken}`),
    icon: '',
    create_time: String(Math.floor(document.createdAtMs / 1000)),
    update_time: String(Math.floor(document.editedAtMs / 1000)),
    child_num: nodesUnder(world, node.spaceId, node.nodeToken).length,
    version: document.revision,
  }
}
