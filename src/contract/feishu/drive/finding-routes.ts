import { docsRoot, rates, type Route } from '../route.ts'

const reference = `${docsRoot}/uAjLw4CM/ukTMukTMukTM/reference`

const wiki = `${docsRoot}/ukTMukTMukTM/uUDN04SN0QjL1QDN/wiki-v2`

/** Calls by which a person finds a document, or makes a new one: folders, wikis, search. */
export const findingRoutes = {
  listFiles: {
    method: 'GET',
    path: '/open-apis/drive/v1/files',
    rate: rates.tier8,
    body: 'none',
    caller: 'page',
    docs: `${reference}/drive-v1/file/list`,
  },
  getRootFolder: {
    method: 'GET',
    path: '/open-apis/drive/explorer/v2/root_folder/meta',
    rate: rates.unpublished,
    body: 'none',
    caller: 'page',
    docs: `${docsRoot}/ukTMukTMukTM/ugTNzUjL4UzM14CO1MTN/get-root-folder-meta`,
  },
  createFolder: {
    method: 'POST',
    path: '/open-apis/drive/v1/files/create_folder',
    rate: rates.folderCreate,
    body: 'json',
    caller: 'page',
    docs: `${reference}/drive-v1/file/create_folder`,
  },
  createDocument: {
    method: 'POST',
    path: '/open-apis/docx/v1/documents',
    rate: rates.docxCreate,
    body: 'json',
    caller: 'page',
    docs: `${docsRoot}/server-docs/docs/docs/docx-v1/document/create`,
  },
  listSpaces: {
    method: 'GET',
    path: '/open-apis/wiki/v2/spaces',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${wiki}/space/list`,
  },
  listNodes: {
    method: 'GET',
    path: '/open-apis/wiki/v2/spaces/:space_id/nodes',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${wiki}/space-node/list`,
  },
  createNode: {
    method: 'POST',
    path: '/open-apis/wiki/v2/spaces/:space_id/nodes',
    rate: rates.tier3,
    body: 'json',
    caller: 'page',
    docs: `${wiki}/space-node/create`,
  },
  searchDocuments: {
    method: 'POST',
    path: '/open-apis/search/v2/doc_wiki/search',
    rate: rates.tier3,
    body: 'json',
    caller: 'page',
    docs: `${reference}/search-v2/doc_wiki/search`,
  },
  searchObjects: {
    method: 'POST',
    path: '/open-apis/suite/docs-api/search/object',
    rate: rates.unpublished,
    body: 'json',
    caller: 'page',
    docs: `${docsRoot}/ukTMukTMukTM/ugDM4UjL4ADO14COwgTN`,
  },
} as const satisfies Record<string, Route>
