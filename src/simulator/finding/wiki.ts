import type { SimulatedDocument } from '../world/document.ts'
import type { Caller } from '../world/identity.ts'
import type { WikiNode, WikiSpace } from '../world/wiki-space.ts'
import type { SimulatedWorld } from '../world/world.ts'

export function seesSpace(space: WikiSpace, { kind, id }: Pick<Caller, 'kind' | 'id'>): boolean {
  if (space.visibility === 'public' && kind === 'user') return true
  return space.editors.includes(id) || space.readers.includes(id)
}

/** Nodes directly under one, or on the first level of a space, that still have a document. */
export function nodesUnder(world: SimulatedWorld, spaceId: string, parentNodeToken: string): readonly WikiNode[] {
  const nodes = [...world.wikiNodes.values()]
  return nodes.filter(
    (node) => node.spaceId === spaceId && node.parentNodeToken === parentNodeToken && documentOf(world, node),
  )
}

/** The document behind a node; `undefined` once it was deleted. */
export function documentOf(world: SimulatedWorld, { documentToken }: WikiNode): SimulatedDocument | undefined {
  const document = world.documents.get(documentToken)
  return document?.deleted === true ? undefined : document
}

/** A node as the API answers it. */
export function wireNode(
  world: SimulatedWorld,
  node: WikiNode,
  document: SimulatedDocument,
): Readonly<Record<string, unknown>> {
  const createdSeconds = String(Math.floor(document.createdAtMs / 1000))
  const origin = world.wikiNodes.get(node.originNodeToken ?? node.nodeToken)
  return {
    space_id: node.spaceId,
    node_token: node.nodeToken,
    obj_token: document.token,
    obj_type: document.kind,
    parent_node_token: node.parentNodeToken,
    node_type: node.originNodeToken === null ? 'origin' : 'shortcut',
    origin_node_token: node.originNodeToken ?? node.nodeToken,
    origin_space_id: origin?.spaceId ?? node.spaceId,
    has_child: nodesUnder(world, node.spaceId, node.nodeToken).length > 0,
    title: document.title,
    obj_create_time: createdSeconds,
    obj_edit_time: String(Math.floor(document.editedAtMs / 1000)),
    node_create_time: createdSeconds,
    creator: document.ownerId,
    owner: document.ownerId,
    node_creator: document.ownerId,
  }
}
