import * as v from 'valibot'
import { nodesPerWikiLevel } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { makeToken } from '../world/name-maker.ts'
import { everyone } from '../world/people.ts'
import type { WikiNode, WikiSpace } from '../world/wiki-space.ts'
import { addDocument } from './add-document.ts'
import { openNode, openSpace } from './read-wiki.ts'
import { documentOf, nodesUnder, wireNode } from './wiki.ts'

const CreateInput = v.object({
  // Nodes for files cannot be created (wiki-v2/space-node/create).
  obj_type: v.picklist(['docx', 'sheet', 'bitable', 'mindnote', 'slides', 'doc']),
  parent_node_token: v.optional(v.string(), ''),
  node_type: v.picklist(['origin', 'shortcut']),
  origin_node_token: v.optional(v.string(), ''),
  title: v.optional(v.string(), ''),
})
type CreateInput = v.InferOutput<typeof CreateInput>

/** POST wiki/v2/spaces/:space_id/nodes: a new empty document as a page, or a shortcut to a page. */
export function createNode(call: Call): Answer {
  const { world } = call
  const input = readInput(CreateInput, call.body, 131002)
  const space = openSpace(call)
  const parentNodeToken = input.parent_node_token
  checkParent(call, space, parentNodeToken)
  if (input.obj_type === 'doc' && input.node_type === 'origin') refuse(131010)
  if (nodesUnder(world, space.id, parentNodeToken).length >= nodesPerWikiLevel) refuse(131003)
  const stands = input.node_type === 'shortcut' ? shortcutTo(call, input) : originalOf(call, space, input)
  const nodeToken = makeToken('')
  const node = { key: nodeToken, nodeToken, spaceId: space.id, parentNodeToken, ...stands }
  world.wikiNodes.set(nodeToken, node)
  const document = documentOf(world, node) ?? refuse(131007)
  return { kind: 'data', data: { node: wireNode(world, node, document) } }
}

/** Editors of a page may create pages under it; only editors of the space may on the first level. */
export function checkParent(call: Call, space: WikiSpace, parentNodeToken: string): void {
  const { world, caller } = call
  if (parentNodeToken === '') {
    if (!space.editors.includes(caller.id)) refuse(131006)
    return
  }
  const parent = documentOf(world, openNode(call, space, parentNodeToken)) ?? refuse(131005)
  if (!parent.mayEdit(caller)) refuse(131006)
}

type NodeOrigin = Pick<WikiNode, 'documentToken' | 'originNodeToken'>

function shortcutTo({ world, caller }: Call, { origin_node_token: token }: CreateInput): NodeOrigin {
  const origin = world.wikiNodes.get(token) ?? refuse(131005)
  if (!documentOf(world, origin)?.mayRead(caller)) refuse(131006)
  return { documentToken: origin.documentToken, originNodeToken: origin.originNodeToken ?? origin.nodeToken }
}

/** A new page is shared with the same people as its space. */
function originalOf(call: Call, space: WikiSpace, { obj_type: kind, title }: CreateInput): NodeOrigin {
  const everybody = everyone.map(({ openId }) => openId)
  const readers = space.visibility === 'public' ? everybody : space.readers
  const document = addDocument(call, kind, { title, folderToken: null, editors: space.editors, readers })
  return { documentToken: document.token, originNodeToken: null }
}
