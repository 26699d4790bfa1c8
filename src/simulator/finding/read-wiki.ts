import { wikiItemsPerPage } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { cutPage, pagingOf, readPage } from '../http/paging.ts'
import type { WikiNode, WikiSpace } from '../world/wiki-space.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { documentOf, nodesUnder, seesSpace, wireNode } from './wiki.ts'

const pageRules = { usual: 20, most: wikiItemsPerPage, badSize: 131002, badToken: 131002 } as const

/** GET wiki/v2/spaces/get_node: by node token or, with `obj_type`, by the document's. A shortcut answers its original. */
export function getWikiNode({ world, caller, query }: Call): Answer {
  const token = query['token'] ?? ''
  if (token === '') refuse(131002)
  const node = findNode(world, token, query['obj_type'] ?? 'wiki') ?? refuse(131005)
  const document = documentOf(world, node) ?? refuse(131005)
  if (!document.mayRead(caller)) refuse(131006)
  return { kind: 'data', data: { node: wireNode(world, node, document) } }
}

function findNode(world: SimulatedWorld, token: string, kind: string): WikiNode | undefined {
  if (kind === 'wiki') return world.wikiNodes.get(token)
  if (world.documents.get(token)?.kind !== kind) return undefined
  return [...world.wikiNodes.values()].find((node) => node.documentToken === token && node.originNodeToken === null)
}

/** GET wiki/v2/spaces. Spaces that the caller may not see are removed after paging; libraries are never listed. */
export function listSpaces({ world, caller, query }: Call): Answer {
  const spaces = [...world.wikiSpaces.values()].filter(({ type }) => type === 'team')
  const page = cutPage(spaces, readPage(query, pageRules))
  const items = page.items.filter((space) => seesSpace(space, caller)).map(wireSpace)
  return { kind: 'data', data: { items, ...pagingOf(page) } }
}

function wireSpace({ id, name, description, type, visibility }: WikiSpace): Readonly<Record<string, unknown>> {
  return { space_id: id, name, description, space_type: type, visibility, open_sharing: 'closed' }
}

/** GET wiki/v2/spaces/:space_id: one space, or with `my_library` the caller's own (wiki-v2/space/get, updated 2025-07-22). */
export function getSpace(call: Call): Answer {
  return { kind: 'data', data: { space: wireSpace(openSpace(call)) } }
}

/** GET wiki/v2/spaces/:space_id/nodes: one level. A page may be empty without being the last. */
export function listNodes(call: Call): Answer {
  const { world, caller, query } = call
  const space = openSpace(call)
  const parentToken = query['parent_node_token'] ?? ''
  if (parentToken !== '') {
    const parent = openNode(call, space, parentToken)
    if (!documentOf(world, parent)?.mayRead(caller)) refuse(131006)
  }
  const page = cutPage(nodesUnder(world, space.id, parentToken), readPage(query, pageRules))
  const items = page.items.flatMap((node) => {
    const document = documentOf(world, node)
    return document?.mayRead(caller) ? [wireNode(world, node, document)] : []
  })
  return { kind: 'data', data: { items, ...pagingOf(page) } }
}

/** The space that a call names; `my_library` is the caller's own. Refuses with 131005 (none) and 131006 (not for the caller). */
export function openSpace({ world, caller, parameters }: Call): WikiSpace {
  const name = parameters['space_id'] ?? ''
  const spaces = [...world.wikiSpaces.values()]
  const isOwnLibrary = ({ type, editors }: WikiSpace) => type === 'my_library' && editors.includes(caller.id)
  const space = (name === 'my_library' ? spaces.find(isOwnLibrary) : world.wikiSpaces.get(name)) ?? refuse(131005)
  return seesSpace(space, caller) ? space : refuse(131006)
}

/** A node of a space, or 131005. */
export function openNode({ world }: Call, space: WikiSpace, nodeToken: string): WikiNode {
  const node = world.wikiNodes.get(nodeToken)
  return node?.spaceId === space.id ? node : refuse(131005)
}
