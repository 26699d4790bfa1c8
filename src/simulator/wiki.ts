import { refuse, type Answer } from './answer.ts'
import type { Call } from './call.ts'
import type { SimulatedDocument } from './document.ts'
import { wikiSpaceId, type WikiNode } from './seed-documents.ts'
import type { World } from './world.ts'

/** GET wiki/v2/spaces/get_node: by node token or, with `obj_type`, by the document's. A shortcut answers its original. */
export function getWikiNode({ world, caller, query }: Call): Answer {
  const token = query['token'] ?? ''
  if (token === '') refuse(131002)
  const node = findNode(world, token, query['obj_type'] ?? 'wiki')
  const document = node && world.documents.get(node.documentToken)
  if (!document || document.deleted) return refuse(131005)
  if (!document.mayRead(caller)) refuse(131006)
  return { kind: 'data', data: { node: wireNode(node, document) } }
}

function findNode(world: World, token: string, kind: string): WikiNode | undefined {
  if (kind === 'wiki') return world.wikiNodes.get(token)
  if (world.documents.get(token)?.kind !== kind) return undefined
  return [...world.wikiNodes.values()].find((node) => node.documentToken === token && node.originNodeToken === null)
}

function wireNode(node: WikiNode, document: SimulatedDocument): Readonly<Record<string, unknown>> {
  const createdSeconds = String(Math.floor(document.createdAtMs / 1000))
  return {
    space_id: wikiSpaceId,
    node_token: node.nodeToken,
    obj_token: document.token,
    obj_type: document.kind,
    parent_node_token: '',
    node_type: node.originNodeToken === null ? 'origin' : 'shortcut',
    origin_node_token: node.originNodeToken ?? node.nodeToken,
    origin_space_id: wikiSpaceId,
    has_child: false,
    title: document.title,
    obj_create_time: createdSeconds,
    obj_edit_time: String(Math.floor(document.editedAtMs / 1000)),
    node_create_time: createdSeconds,
    creator: document.ownerId,
    owner: document.ownerId,
    node_creator: document.ownerId,
  }
}
