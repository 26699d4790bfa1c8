import { baseRoutes } from './base/base-routes.ts'
import { findingRoutes } from './drive/finding-routes.ts'
import { importRoutes } from './import/import-routes.ts'
import { docsRoot, rates, type Route } from './route.ts'
import { sheetsRoutes } from './sheet/sheets-routes.ts'
import { own } from '../own.ts'

/**
 * The calls of Feishu that this product knows: one row each. The gateway lets pass what the page may call, and paces it by
 * its rate; the engine and the page build requests from it; the simulator answers it.
 */

const docs = `${docsRoot}/server-docs/docs`

export const routes = {
  uploadAll: {
    method: 'POST',
    path: '/open-apis/drive/v1/medias/upload_all',
    rate: rates.upload,
    body: 'multipart',
    caller: 'page',
    docs: `${docs}/drive-v1/media/upload_all`,
  },
  uploadPrepare: {
    method: 'POST',
    path: '/open-apis/drive/v1/medias/upload_prepare',
    rate: rates.upload,
    body: 'json',
    caller: 'page',
    docs: `${docs}/drive-v1/media/multipart-upload-media/upload_prepare`,
  },
  uploadPart: {
    method: 'POST',
    path: '/open-apis/drive/v1/medias/upload_part',
    rate: rates.upload,
    body: 'multipart',
    caller: 'page',
    docs: `${docs}/drive-v1/media/multipart-upload-media/upload_part`,
  },
  uploadFinish: {
    method: 'POST',
    path: '/open-apis/drive/v1/medias/upload_finish',
    rate: rates.upload,
    body: 'json',
    caller: 'page',
    docs: `${docs}/drive-v1/media/multipart-upload-media/upload_finish`,
  },
  downloadMedia: {
    method: 'GET',
    path: '/open-apis/drive/v1/medias/:file_token/download',
    rate: rates.mediaDownload,
    body: 'none',
    caller: 'page',
    docs: `${docs}/drive-v1/media/download`,
  },
  createBlocks: {
    method: 'POST',
    path: '/open-apis/docx/v1/documents/:document_id/blocks/:block_id/children',
    rate: rates.docxEdit,
    body: 'json',
    caller: 'page',
    docs: `${docs}/docs/docx-v1/document-block/create`,
  },
  batchUpdateBlocks: {
    method: 'PATCH',
    path: '/open-apis/docx/v1/documents/:document_id/blocks/batch_update',
    rate: rates.docxEdit,
    body: 'json',
    caller: 'page',
    docs: `${docs}/docs/docx-v1/document-block/batch_update`,
  },
  updateBlock: {
    method: 'PATCH',
    path: '/open-apis/docx/v1/documents/:document_id/blocks/:block_id',
    rate: rates.docxEdit,
    body: 'json',
    caller: 'page',
    docs: `${docs}/docs/docx-v1/document-block/patch`,
  },
  deleteBlocks: {
    method: 'DELETE',
    path: '/open-apis/docx/v1/documents/:document_id/blocks/:block_id/children/batch_delete',
    rate: rates.docxEdit,
    body: 'json',
    caller: 'page',
    docs: `${docs}/docs/docx-v1/document-block/batch_delete`,
  },
  /** In no public reference page. UNCONFIRMED: counted with the other edits of docx (docs/feishu.md, U32). */
  updateDocument: {
    method: 'PUT',
    path: '/open-apis/docs_ai/v1/documents/:document_id',
    rate: rates.docxEdit,
    body: 'json',
    caller: 'page',
    docs: 'https://github.com/larksuite/cli/blob/main/shortcuts/doc/docs_update_v2.go',
  },
  getDocument: {
    method: 'GET',
    path: '/open-apis/docx/v1/documents/:document_id',
    rate: rates.docxRead,
    body: 'none',
    caller: 'page',
    docs: `${docs}/docs/docx-v1/document/get`,
  },
  listBlocks: {
    method: 'GET',
    path: '/open-apis/docx/v1/documents/:document_id/blocks',
    rate: rates.docxRead,
    body: 'none',
    caller: 'page',
    docs: `${docs}/docs/docx-v1/document-block/list`,
  },
  getBlock: {
    method: 'GET',
    path: '/open-apis/docx/v1/documents/:document_id/blocks/:block_id',
    rate: rates.docxRead,
    body: 'none',
    caller: 'page',
    docs: `${docs}/docs/docx-v1/document-block/get`,
  },
  listChildren: {
    method: 'GET',
    path: '/open-apis/docx/v1/documents/:document_id/blocks/:block_id/children',
    rate: rates.docxRead,
    body: 'none',
    caller: 'page',
    docs: `${docs}/docs/docx-v1/document-block/get-2`,
  },
  getWikiNode: {
    method: 'GET',
    path: '/open-apis/wiki/v2/spaces/get_node',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${docs}/wiki-v2/space-node/get_node`,
  },
  queryMetas: {
    method: 'POST',
    path: '/open-apis/drive/v1/metas/batch_query',
    rate: rates.tier4,
    body: 'json',
    caller: 'page',
    docs: `${docs}/drive-v1/file/batch_query`,
  },
  checkPermission: {
    method: 'GET',
    path: '/open-apis/drive/v1/permissions/:token/members/auth',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${docs}/permission/permission-member/auth`,
  },
  listMembers: {
    method: 'GET',
    path: '/open-apis/drive/v1/permissions/:token/members',
    rate: rates.tier4,
    body: 'none',
    caller: 'page',
    docs: `${docs}/permission/permission-member/list`,
  },
  exchangeToken: {
    method: 'POST',
    path: '/open-apis/authen/v2/oauth/token',
    rate: rates.tier4,
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token',
  },
  getUserInfo: {
    method: 'GET',
    path: '/open-apis/authen/v1/user_info',
    rate: rates.unpublished,
    body: 'none',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/server-docs/authentication-management/login-state-management/get',
  },
  getTenantToken: {
    method: 'POST',
    path: '/open-apis/auth/v3/tenant_access_token/internal',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal',
  },
  ...sheetsRoutes,
  ...baseRoutes,
  ...importRoutes,
  ...findingRoutes,
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes

export type { Rate, Route } from './route.ts'

const id = '[A-Za-z0-9_-]{1,128}'
const cell = '[A-Z]{1,3}[1-9][0-9]{0,6}'

/** What may stand for one `:name` of a path template, as a pattern: cells have the form of `cellRange`. */
function segmentOf(key: string): string {
  return key === 'range' ? `${id}!${cell}:${cell}` : id
}

/**
 * Fills a route's path template.
 *
 * @throws {RangeError} When a parameter is missing or could not be an id of Feishu, or its cells (so that a pasted link never
 *   steers a call to another path).
 */
export function pathOf(name: RouteName, parameters: Readonly<Record<string, string>> = {}): string {
  return routes[name].path.replace(/:([a-z_]+)/g, (_, key: string) => {
    const value = own(parameters, key)
    if (value === undefined || !new RegExp(`^${segmentOf(key)}$`).test(value))
      throw new RangeError(`${name}: "${key}" is not an id of Feishu`)
    return value
  })
}

const templates = Object.entries(routes).map(([name, route]) => ({
  name: name as RouteName,
  method: route.method,
  keys: [...route.path.matchAll(/:([a-z_]+)/g)].map((match) => match[1] ?? ''),
  // Literal segments outrank ids (…/blocks/batch_update is not a block), hence the sort below.
  pattern: new RegExp(`^${route.path.replace(/:([a-z_]+)/g, (_, key: string) => `(${segmentOf(key)})`)}$`),
}))
templates.sort((a, b) => a.keys.length - b.keys.length)

/** Finds the route that a method and a path (without query) belong to, with the ids in the path; `undefined` if none does. */
export function matchRoute(
  method: string,
  path: string,
): { readonly name: RouteName; readonly parameters: Readonly<Record<string, string>> } | undefined {
  for (const { name, method: wanted, keys, pattern } of templates) {
    if (wanted !== method) continue
    const match = pattern.exec(path)
    if (match) return { name, parameters: Object.fromEntries(keys.map((key, index) => [key, match[index + 1] ?? ''])) }
  }
  return undefined
}
