import { docsRoot, rates, type Route, serverDocs } from '../route.ts'

const reference = `${docsRoot}/uAjLw4CM/ukTMukTMukTM/reference`

/** Calls of Drive: folders, and what any document has (title, owner, members). */
export const driveRoutes = {
  queryMetas: {
    method: 'POST',
    path: '/open-apis/drive/v1/metas/batch_query',
    rate: rates.tier4,
    body: 'json',
    caller: 'page',
    docs: `${serverDocs}/drive-v1/file/batch_query`,
  },
  checkPermission: {
    method: 'GET',
    path: '/open-apis/drive/v1/permissions/:token/members/auth',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${serverDocs}/permission/permission-member/auth`,
  },
  listMembers: {
    method: 'GET',
    path: '/open-apis/drive/v1/permissions/:token/members',
    rate: rates.tier4,
    body: 'none',
    caller: 'page',
    docs: `${serverDocs}/permission/permission-member/list`,
  },
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
  /** Only `npm run verify` makes it, for what it made itself. Official, drive-v1/file/delete: folders go by a task of their own. */
  deleteFile: {
    method: 'DELETE',
    path: '/open-apis/drive/v1/files/:file_token',
    rate: rates.folderCreate,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/drive-v1/file/delete`,
  },
} as const satisfies Record<string, Route>
