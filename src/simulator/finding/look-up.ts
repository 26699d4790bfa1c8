import * as v from 'valibot'
import { metasPerQuery } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { userIdsOf } from '../contact/user-id.ts'
import type { SimulatedDocument } from '../world/document.ts'
import type { SimulatedWorld } from '../world/world.ts'

const kinds = ['doc', 'docx', 'sheet', 'bitable', 'mindnote', 'file', 'wiki', 'folder', 'slides', 'synced_block']

const MetasInput = v.object({
  request_docs: v.pipe(
    v.array(v.object({ doc_token: v.string(), doc_type: v.string() })),
    v.minLength(1),
    v.maxLength(metasPerQuery),
  ),
  with_url: v.optional(v.boolean(), false),
})

/** POST drive/v1/metas/batch_query: what each document is, or 970002 (kind), 970003 (no permission), 970005 (none). */
export function queryMetas(call: Call): Answer {
  const { world, caller, body } = call
  const input = readInput(MetasInput, body, 1061002)
  const idOf = userIdsOf(call)
  const metas: unknown[] = []
  const failed: unknown[] = []
  for (const { doc_token: token, doc_type: kind } of input.request_docs) {
    const document = findDocument(world, token, kind)
    const fail = (code: number) => failed.push({ token, code })
    if (!kinds.includes(kind)) fail(970002)
    else if (!document || document.deleted) fail(970005)
    else if (!document.mayRead(caller)) fail(970003)
    else
      metas.push(wireMeta(document, { token, kind, idOf, url: input.with_url ? addressOf(world, token, kind) : null }))
  }
  return { kind: 'data', data: { metas, failed_list: failed } }
}

interface AskedMeta {
  readonly token: string
  readonly kind: string
  readonly idOf: (openId: string) => string
  readonly url: string | null
}

function wireMeta(
  document: SimulatedDocument,
  { token, kind, idOf, url }: AskedMeta,
): Readonly<Record<string, unknown>> {
  return {
    doc_token: token,
    doc_type: kind,
    title: document.title,
    owner_id: idOf(document.ownerId),
    create_time: String(Math.floor(document.createdAtMs / 1000)),
    latest_modify_user: idOf(document.editedBy),
    latest_modify_time: String(Math.floor(document.editedAtMs / 1000)),
    ...(url !== null && { url }),
    sec_label_name: '',
    request_doc_info: { doc_token: token, doc_type: kind },
  }
}

const permissionKinds = ['doc', 'docx', 'sheet', 'file', 'wiki', 'bitable', 'mindnote', 'minutes', 'slides'] as const
const PermissionInput = v.object({
  type: v.picklist(permissionKinds),
  action: v.picklist(['view', 'edit', 'share', 'comment', 'export', 'copy', 'print', 'manage_public']),
})

/** GET drive/v1/permissions/:token/members/auth: whether the caller may do `action`. */
export function checkPermission({ world, caller, parameters, query }: Call): Answer {
  const { type, action } = readInput(PermissionInput, query, 1063001)
  const document = findDocument(world, parameters['token'] ?? '', type)
  if (!document) return refuse(1063001)
  if (document.deleted) refuse(1063005)
  return { kind: 'data', data: { auth_result: may(document, caller.id, action) } }
}

/** Sharing and public access belong to the owner and managers, writing to editors, everything else to readers. */
function may(document: SimulatedDocument, callerId: string, action: string): boolean {
  if (action === 'share' || action === 'manage_public') return document.mayManage({ id: callerId })
  return action === 'edit' ? document.mayEdit({ id: callerId }) : document.mayRead({ id: callerId })
}

/** The document of a token, when the token is of that kind; a wiki node's token finds its document. */
export function findDocument(world: SimulatedWorld, token: string, kind: string): SimulatedDocument | undefined {
  const node = kind === 'wiki' ? world.wikiNodes.get(token) : undefined
  const document = world.documents.get(node?.documentToken ?? token)
  return node || document?.kind === kind ? document : undefined
}

function addressOf(world: SimulatedWorld, token: string, kind: string): string {
  return world.urlOf(kind === 'wiki' ? `/wiki/${token}` : (world.documents.get(token)?.path ?? '/'))
}
