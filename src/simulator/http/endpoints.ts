import { rates } from '../../contract/feishu/route.ts'
import { routes } from '../../contract/feishu/routes.ts'
import { storeAppRoutes } from '../../contract/feishu/store-app/store-app-routes.ts'
import { otherBaseRoutes } from '../base/base-routes.ts'
import { commentRoutes } from '../comments/comment-routes.ts'
import { driveRoutes } from '../drive/drive-routes.ts'
import { otherSheetRoutes } from '../sheets/sheets-routes.ts'
import { historicRoutes } from '../oauth/historic-routes.ts'
import type { Endpoint } from './endpoint.ts'

const docs = 'https://open.feishu.cn/document/server-docs'
const wiki = 'https://open.feishu.cn/document/ukTMukTMukTM/uUDN04SN0QjL1QDN/wiki-v2'

/** Calls of Feishu that this product makes only if configured, or not at all; for other clients and for tests. */
const strangersRoutes = {
  getAppToken: {
    method: 'POST',
    path: '/open-apis/auth/v3/app_access_token/internal',
    rate: rates.tier4,
    body: 'json',
    caller: 'gateway',
    docs: `${docs}/authentication-management/access-token/app_access_token_internal`,
  },
  getJsTicket: {
    method: 'POST',
    path: '/open-apis/jssdk/ticket/get',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/ukTMukTMukTM/uYTM5UjL2ETO14iNxkTN/h5_js_sdk/authorization',
  },
  /** At accounts.feishu.cn, which this simulator serves as well. */
  exchangeTokenV3: {
    method: 'POST',
    path: '/oauth/v3/token',
    rate: { calls: 50, perMs: 1000 },
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/authentication-management/access-token/get-user-access-token-v3',
  },
  createDescendants: {
    method: 'POST',
    path: '/open-apis/docx/v1/documents/:document_id/blocks/:block_id/descendant',
    rate: rates.docxEdit,
    body: 'json',
    caller: 'gateway',
    docs: `${docs}/docs/docx-v1/document-block/create-2`,
  },
  getRawContent: {
    method: 'GET',
    path: '/open-apis/docx/v1/documents/:document_id/raw_content',
    rate: rates.docxRead,
    body: 'none',
    caller: 'gateway',
    docs: `${docs}/docs/docx-v1/document/raw_content`,
  },
  convertContent: {
    method: 'POST',
    path: '/open-apis/docx/v1/documents/blocks/convert',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/ukTMukTMukTM/uUDN04SN0QjL1QDN/document-docx/docx-v1/document/convert',
  },
  getContent: {
    method: 'GET',
    path: '/open-apis/docs/v1/content',
    rate: rates.docxRead,
    body: 'none',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/ukTMukTMukTM/uUDN04SN0QjL1QDN/docs-v1/content/get',
  },
  getSpreadsheet: {
    method: 'GET',
    path: '/open-apis/sheets/v3/spreadsheets/:spreadsheet_token',
    rate: rates.tier3,
    body: 'none',
    caller: 'gateway',
    docs: `${docs}/docs/sheets-v3/spreadsheet/get`,
  },
  getSpreadsheetMeta: {
    method: 'GET',
    path: '/open-apis/sheets/v2/spreadsheets/:spreadsheet_token/metainfo',
    rate: rates.cellRead,
    body: 'none',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/ukTMukTMukTM/uETMzUjLxEzM14SMxMTN',
  },
  searchNodes: {
    method: 'POST',
    path: '/open-apis/wiki/v2/nodes/search',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/ukTMukTMukTM/uEzN0YjLxcDN24SM3QjN/search_wiki',
  },
  getSpace: {
    method: 'GET',
    path: '/open-apis/wiki/v2/spaces/:space_id',
    rate: rates.tier3,
    body: 'none',
    caller: 'gateway',
    docs: `${wiki}/space/get`,
  },
  renameNode: {
    method: 'POST',
    path: '/open-apis/wiki/v2/spaces/:space_id/nodes/:node_token/update_title',
    rate: rates.tier3,
    body: 'json',
    caller: 'gateway',
    docs: `${wiki}/space-node/update_title`,
  },
  copyNode: {
    method: 'POST',
    path: '/open-apis/wiki/v2/spaces/:space_id/nodes/:node_token/copy',
    rate: rates.tier3,
    body: 'json',
    caller: 'gateway',
    docs: `${wiki}/space-node/copy`,
  },
  moveNode: {
    method: 'POST',
    path: '/open-apis/wiki/v2/spaces/:space_id/nodes/:node_token/move',
    rate: rates.tier3,
    body: 'json',
    caller: 'gateway',
    docs: `${wiki}/space-node/move`,
  },
  moveIntoWiki: {
    method: 'POST',
    path: '/open-apis/wiki/v2/spaces/:space_id/nodes/move_docs_to_wiki',
    rate: rates.tier3,
    body: 'json',
    caller: 'gateway',
    docs: `${wiki}/space-node/move_docs_to_wiki`,
  },
  getWikiTask: {
    method: 'GET',
    path: '/open-apis/wiki/v2/tasks/:task_id',
    rate: rates.tier3,
    body: 'none',
    caller: 'gateway',
    docs: `${wiki}/task/get`,
  },
  /** The path of the same call in the official SDKs. */
  searchNodesV1: {
    method: 'POST',
    path: '/open-apis/wiki/v1/nodes/search',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/ukTMukTMukTM/uEzN0YjLxcDN24SM3QjN/search_wiki',
  },
  getPerson: {
    method: 'GET',
    path: '/open-apis/contact/v3/users/:user_id',
    rate: rates.tier4,
    body: 'none',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get',
  },
  findPeople: {
    method: 'POST',
    path: '/open-apis/contact/v3/users/batch_get_id',
    rate: rates.tier4,
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/batch_get_id',
  },
  listScopes: {
    method: 'GET',
    path: '/open-apis/application/v6/scopes',
    rate: rates.unpublished,
    body: 'none',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/scope/list',
  },
} as const satisfies Record<string, Endpoint>

/** Every call that the simulator answers. */
export const endpoints = {
  ...strangersRoutes,
  ...historicRoutes,
  ...otherBaseRoutes,
  ...otherSheetRoutes,
  ...driveRoutes,
  ...commentRoutes,
  ...storeAppRoutes,
  ...routes,
}

export type EndpointName = keyof typeof endpoints

export function endpointOf(name: EndpointName): Endpoint {
  return endpoints[name]
}

export function isEndpointName(name: string): name is EndpointName {
  return Object.hasOwn(endpoints, name)
}

/** Endpoints that take no second call while one runs (media/introduction, 2025-06-09, and file/introduction, 2024-05-29: "no concurrent calls"). */
export const uploadEndpoints: ReadonlySet<EndpointName> = new Set<EndpointName>([
  'uploadAll',
  'uploadPrepare',
  'uploadPart',
  'uploadFinish',
  'uploadFile',
  'uploadFilePrepare',
  'uploadFilePart',
  'uploadFileFinish',
])

/** Endpoints that give tokens to a person's client. */
export const tokenEndpoints: ReadonlySet<EndpointName> = new Set<EndpointName>([
  'exchangeToken',
  'exchangeTokenV3',
  'getPersonToken',
  'refreshPersonToken',
  'getOidcToken',
  'refreshOidcToken',
  'getPassportToken',
])

/** How an endpoint refuses: in Feishu's envelope, as OAuth does with Feishu's code, or as OAuth does without it. */
export function refusalStyleOf(name: EndpointName): 'feishu' | 'oauth' | 'passport' {
  if (name === 'exchangeToken' || name === 'exchangeTokenV3') return 'oauth'
  return name === 'getPassportToken' || name === 'getPassportUser' ? 'passport' : 'feishu'
}
