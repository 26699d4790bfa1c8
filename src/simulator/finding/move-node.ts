import * as v from 'valibot'
import { nodesPerWikiLevel } from '../../contract/feishu/limits.ts'
import { copyContent } from '../drive/copy-content.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { makeToken } from '../world/name-maker.ts'
import { everyone } from '../world/people.ts'
import type { WikiNode, WikiSpace } from '../world/wiki-space.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { addDocument } from './add-document.ts'
import { checkParent } from './create-node.ts'
import { openNode, openSpace } from './read-wiki.ts'
import { documentOf, nodesUnder, wireNode } from './wiki.ts'

const target = { target_parent_token: v.optional(v.string(), ''), target_space_id: v.optional(v.string(), '') }
const MoveInput = v.object(target)
const CopyInput = v.object({ ...target, title: v.optional(v.string()) })
const MoveIntoInput = v.object({
  parent_wiki_token: v.optional(v.string(), ''),
  obj_type: v.picklist(['doc', 'sheet', 'bitable', 'mindnote', 'docx', 'file', 'slides']),
  obj_token: v.string(),
  apply: v.optional(v.boolean(), false),
})

/** POST wiki/v2/spaces/:space_id/nodes/:node_token/move: a page with those under it, also into another space (updated 2025-06-12). */
export function moveNode(call: Call): Answer {
  const { world } = call
  const space = openSpace(call)
  const node = openNode(call, space, call.parameters['node_token'] ?? '')
  const document = documentOf(world, node) ?? refuse(131005)
  if (!document.mayEdit(call.caller)) refuse(131006)
  checkParent(call, space, node.parentNodeToken)
  const place = openPlace(call, readInput(MoveInput, call.body, 131002))
  if (isInside(world, node, place.parentNodeToken)) refuse(131002)
  const moved = { ...node, ...place }
  world.wikiNodes.set(node.nodeToken, moved)
  takeAlong(world, moved)
  return { kind: 'data', data: { node: wireNode(world, moved, document) } }
}

/** POST …/nodes/:node_token/copy: the document of one page as a new page, without those under it (updated 2025-06-12). */
export function copyNode(call: Call): Answer {
  const { world, caller } = call
  const node = openNode(call, openSpace(call), call.parameters['node_token'] ?? '')
  const source = documentOf(world, node) ?? refuse(131005)
  if (!source.mayRead(caller)) refuse(131006)
  const input = readInput(CopyInput, call.body, 131002)
  const place = openPlace(call, input)
  const space = world.wikiSpaces.get(place.spaceId) ?? refuse(131005)
  const copy = addDocument(call, source.kind, {
    title: input.title ?? source.title,
    folderToken: null,
    ...letIn(space),
  })
  copyContent(world, source, copy)
  const copied = addNode(world, place, copy.token)
  return { kind: 'data', data: { node: wireNode(world, copied, copy) } }
}

/**
 * POST …/nodes/move_docs_to_wiki: a document of Drive becomes a page (updated 2025-06-12). It is done when it is answered: no task is
 * made. Asking its owner (`apply`) is answered, and comes to nothing.
 */
export function moveIntoWiki(call: Call): Answer {
  const { world, caller } = call
  const input = readInput(MoveIntoInput, call.body, 131002)
  const document = world.documents.get(input.obj_token)
  if (document?.kind !== input.obj_type || document.deleted) return refuse(131005)
  const known = [...world.wikiNodes.values()].find(
    (node) => node.documentToken === document.token && node.originNodeToken === null,
  )
  if (known) return { kind: 'data', data: { wiki_token: known.nodeToken } }
  const space = openSpace(call)
  const place = openPlace(call, { target_parent_token: input.parent_wiki_token, target_space_id: space.id })
  if (!document.mayManage(caller)) return input.apply ? { kind: 'data', data: { applied: true } } : refuse(131006)
  document.folderToken = null
  const { editors, readers } = letIn(space)
  for (const id of readers) if (!document.mayRead({ id })) document.share(id, 'view')
  for (const id of editors) if (!document.mayEdit({ id })) document.share(id, 'edit')
  return { kind: 'data', data: { wiki_token: addNode(world, place, document.token).nodeToken } }
}

/** GET wiki/v2/tasks/:task_id. No call here leaves a task behind. */
export function getWikiTask(): Answer {
  return refuse(131005)
}

type Place = Pick<WikiNode, 'spaceId' | 'parentNodeToken'>

/** Where a page is to stand: under another page, or on the first level of a space. Both empty is a wrong parameter. */
function openPlace(
  call: Call,
  { target_parent_token: parent, target_space_id: id }: v.InferOutput<typeof MoveInput>,
): Place {
  const spaceId = id || (call.world.wikiNodes.get(parent)?.spaceId ?? refuse(parent === '' ? 131002 : 131005))
  const space = openSpace({ ...call, parameters: { space_id: spaceId } })
  checkParent(call, space, parent)
  if (nodesUnder(call.world, space.id, parent).length >= nodesPerWikiLevel) refuse(131003)
  return { spaceId: space.id, parentNodeToken: parent }
}

function addNode(world: SimulatedWorld, place: Place, documentToken: string): WikiNode {
  const nodeToken = makeToken('')
  const node = { key: nodeToken, nodeToken, ...place, documentToken, originNodeToken: null }
  world.wikiNodes.set(nodeToken, node)
  return node
}

/** Whom a page of a space is open to. */
function letIn(space: WikiSpace) {
  const everybody = everyone.map(({ openId }) => openId)
  return { editors: space.editors, readers: space.visibility === 'public' ? everybody : space.readers }
}

function isInside(world: SimulatedWorld, node: WikiNode, token: string): boolean {
  for (let at = world.wikiNodes.get(token); at; at = world.wikiNodes.get(at.parentNodeToken)) {
    if (at.nodeToken === node.nodeToken) return true
  }
  return false
}

function takeAlong(world: SimulatedWorld, { nodeToken, spaceId }: WikiNode): void {
  for (const below of [...world.wikiNodes.values()].filter(({ parentNodeToken }) => parentNodeToken === nodeToken)) {
    const moved = { ...below, spaceId }
    world.wikiNodes.set(below.nodeToken, moved)
    takeAlong(world, moved)
  }
}
