import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { SpaceId, WikiNodeToken } from '../ids.ts'
import { wikiItemsPerPage } from '../limits.ts'
import { Paging, nextPageTokenOf, type Page } from '../paging.ts'

/** GET wiki/v2/spaces/get_node: the document behind a wiki link. A shortcut answers its original's `obj_token`. */
export function getWikiNodeRequest(token: string): ApiRequest {
  return { route: 'getWikiNode', parameters: {}, query: { token, obj_type: 'wiki' }, body: { kind: 'none' } }
}

const WikiNode = v.object({
  space_id: v.optional(v.nullable(SpaceId), null),
  node_token: WikiNodeToken,
  obj_token: v.string(),
  obj_type: v.string(),
  title: v.optional(v.string(), ''),
  owner: v.optional(v.string(), ''),
})
/** A wiki page and the document behind it, as get_node answers. `owner` is empty where Feishu leaves it out. */
export type WikiNode = v.InferOutput<typeof WikiNode>

/** Reads the answer of get_node. */
export function readWikiNode(answer: ApiAnswer): Reading<WikiNode> {
  const reading = readAnswer(answer, v.object({ node: WikiNode }))
  return reading.ok ? { ok: true, data: reading.data.node } : reading
}

/** Space id of the person's own library; listSpaces does not list it (wiki-v2/space-node/list). */
export const myLibrary = v.parse(SpaceId, 'my_library')

const pageQuery = (pageToken: string) => ({
  page_size: String(wikiItemsPerPage),
  ...(pageToken !== '' && { page_token: pageToken }),
})

/** GET wiki/v2/spaces: one page of the spaces that a person sees. A page may be empty without being the last. */
export function listSpacesRequest(pageToken: string): ApiRequest {
  return { route: 'listSpaces', parameters: {}, query: pageQuery(pageToken), body: { kind: 'none' } }
}

/** A wiki. */
export interface Space {
  readonly spaceId: SpaceId
  /** Empty where Feishu leaves it out. */
  readonly name: string
  /** Plain text; empty where there is none. */
  readonly description: string
}

const WireSpace = v.object({
  space_id: SpaceId,
  name: v.optional(v.string(), ''),
  description: v.optional(v.string(), ''),
})

/** Reads one page of wikis; it may be empty without being the last. */
export function readSpacePage(answer: ApiAnswer): Reading<Page<Space>> {
  const reading = readAnswer(answer, v.object({ ...Paging, items: v.optional(v.nullable(v.array(WireSpace))) }))
  if (!reading.ok) return reading
  const items = (reading.data.items ?? []).map(({ space_id: spaceId, name, description }) => ({
    spaceId,
    name,
    description,
  }))
  return { ok: true, data: { items, nextPageToken: nextPageTokenOf(reading.data) } }
}

/**
 * GET wiki/v2/spaces/:space_id/nodes: one page of the nodes under another.
 *
 * @param parent `null`: on the first level of the space.
 * @param pageToken Empty for the first page.
 */
export function listNodesRequest(spaceId: SpaceId, parent: WikiNodeToken | null, pageToken: string): ApiRequest {
  return {
    route: 'listNodes',
    parameters: { space_id: spaceId },
    query: { ...pageQuery(pageToken), ...(parent !== null && { parent_node_token: parent }) },
    body: { kind: 'none' },
  }
}

/** A node of a wiki with its document; for a shortcut, its original's document. */
export interface SpaceNode {
  readonly nodeToken: WikiNodeToken
  /** Token of the document that the node shows. */
  readonly objToken: string
  /** docx, sheet, bitable, doc, mindnote, file, slides. */
  readonly objType: string
  readonly title: string
  readonly hasChild: boolean
  readonly isShortcut: boolean
  /** An open_id; empty where Feishu leaves it out. */
  readonly ownerId: string
  /** When its document was last edited, in seconds since 1970; 0: unknown. */
  readonly editedSeconds: number
}

const WireNode = v.object({
  node_token: WikiNodeToken,
  obj_token: v.string(),
  obj_type: v.string(),
  title: v.optional(v.string(), ''),
  has_child: v.optional(v.boolean(), false),
  node_type: v.optional(v.string(), 'origin'),
  owner: v.optional(v.string(), ''),
  obj_edit_time: v.optional(v.string(), ''),
})

const nodeOf = (node: v.InferOutput<typeof WireNode>): SpaceNode => ({
  nodeToken: node.node_token,
  objToken: node.obj_token,
  objType: node.obj_type,
  title: node.title,
  hasChild: node.has_child,
  isShortcut: node.node_type === 'shortcut',
  ownerId: node.owner,
  editedSeconds: Number(node.obj_edit_time) || 0,
})

/** Reads one page of nodes; it may be empty without being the last. */
export function readNodePage(answer: ApiAnswer): Reading<Page<SpaceNode>> {
  const reading = readAnswer(answer, v.object({ ...Paging, items: v.optional(v.nullable(v.array(WireNode))) }))
  if (!reading.ok) return reading
  const items = (reading.data.items ?? []).map(nodeOf)
  return { ok: true, data: { items, nextPageToken: nextPageTokenOf(reading.data) } }
}

/** An empty document to create in a wiki. */
export interface CreateNodeInput {
  readonly spaceId: SpaceId
  /** `null`: on the first level of the space. */
  readonly parent: WikiNodeToken | null
  readonly objType: 'docx' | 'sheet' | 'bitable'
  /** Of the node and of its document. */
  readonly title: string
}

/** POST wiki/v2/spaces/:space_id/nodes: a new empty document in a wiki. Not idempotent. */
export function createNodeRequest({ spaceId, parent, objType, title }: CreateNodeInput): ApiRequest {
  return {
    route: 'createNode',
    parameters: { space_id: spaceId },
    query: {},
    body: {
      kind: 'json',
      value: {
        obj_type: objType,
        node_type: 'origin',
        title,
        ...(parent !== null && { parent_node_token: parent }),
      },
    },
  }
}

/** Reads the created node. */
export function readNewNode(answer: ApiAnswer): Reading<SpaceNode> {
  const reading = readAnswer(answer, v.object({ node: WireNode }))
  return reading.ok ? { ok: true, data: nodeOf(reading.data.node) } : reading
}
