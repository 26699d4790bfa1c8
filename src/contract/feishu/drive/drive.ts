import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import type { DocumentKind } from '../document-links.ts'

/** POST drive/v1/metas/batch_query for one document: title, owner and URL. */
export function queryMetaRequest(token: string, kind: DocumentKind): ApiRequest {
  return queryMetasRequest([{ token, kind }])
}

const Metas = v.object({
  metas: v.optional(
    v.array(
      v.object({
        doc_token: v.string(),
        title: v.optional(v.string(), ''),
        owner_id: v.optional(v.string(), ''),
        url: v.optional(v.string(), ''),
      }),
    ),
    [],
  ),
  failed_list: v.optional(v.array(v.object({ token: v.string(), code: v.number() })), []),
})

/** Metadata of one document, or that there is none. */
export type Meta =
  | { readonly found: true; readonly title: string; readonly ownerId: string; readonly url: string }
  /** `code`: 970002 unsupported kind, 970003 no permission, 970005 missing or of another kind; `null`: not answered. */
  | { readonly found: false; readonly code: number | null }

/** Reads the metadata of the only document asked for. */
export function readMeta(answer: ApiAnswer): Reading<Meta> {
  const reading = readAnswer(answer, Metas)
  if (!reading.ok) return reading
  const [meta] = reading.data.metas
  if (meta) return { ok: true, data: foundMeta(meta) }
  return { ok: true, data: { found: false, code: reading.data.failed_list[0]?.code ?? null } }
}

/** POST drive/v1/metas/batch_query for several documents, at most `metasPerQuery`. */
export function queryMetasRequest(documents: readonly DocumentName[]): ApiRequest {
  return {
    route: 'queryMetas',
    parameters: {},
    query: {},
    body: {
      kind: 'json',
      value: {
        request_docs: documents.map(({ token, kind }) => ({ doc_token: token, doc_type: kind })),
        with_url: true,
      },
    },
  }
}

/** A document by its token and kind, as metas/batch_query requires them. */
export interface DocumentName {
  readonly token: string
  readonly kind: DocumentKind
}

/** Reads metadata by token. Feishu may leave out a document: it is then not in the map. */
export function readMetas(answer: ApiAnswer): Reading<ReadonlyMap<string, Meta>> {
  const reading = readAnswer(answer, Metas)
  if (!reading.ok) return reading
  const found = reading.data.metas.map((meta) => [meta.doc_token, foundMeta(meta)] as const)
  const failed = reading.data.failed_list.map(({ token, code }) => [token, { found: false, code } as const] as const)
  return { ok: true, data: new Map<string, Meta>([...found, ...failed]) }
}

function foundMeta(meta: v.InferOutput<typeof Metas>['metas'][number]): Meta {
  return { found: true, title: meta.title, ownerId: meta.owner_id, url: meta.url }
}

/** GET drive/v1/permissions/:token/members/auth: whether the caller may edit. Not for folders, whose kind it does not take. */
export function checkEditRequest(token: string, kind: DocumentKind): ApiRequest {
  return {
    route: 'checkPermission',
    parameters: { token },
    query: { type: kind, action: 'edit' },
    body: { kind: 'none' },
  }
}

/** Reads whether the caller may edit. */
export function readMayEdit(answer: ApiAnswer): Reading<boolean> {
  const reading = readAnswer(answer, v.object({ auth_result: v.boolean() }))
  return reading.ok ? { ok: true, data: reading.data.auth_result } : reading
}
