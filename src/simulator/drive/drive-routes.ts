import { rates } from '../../contract/feishu/route.ts'
import type { Endpoint } from '../http/endpoint.ts'

const reference = 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1'

/** Calls of Drive that only other programs make. */
export const driveRoutes = {
  getTemporaryLinks: {
    method: 'GET',
    path: '/open-apis/drive/v1/medias/batch_get_tmp_download_url',
    rate: rates.unpublished,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/media/batch_get_tmp_download_url`,
  },
  downloadFile: {
    method: 'GET',
    path: '/open-apis/drive/v1/files/:file_token/download',
    rate: rates.mediaDownload,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/file/download`,
  },
  uploadFile: {
    method: 'POST',
    path: '/open-apis/drive/v1/files/upload_all',
    rate: rates.upload,
    body: 'multipart',
    caller: 'gateway',
    docs: `${reference}/file/upload_all`,
  },
  uploadFilePrepare: {
    method: 'POST',
    path: '/open-apis/drive/v1/files/upload_prepare',
    rate: rates.upload,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/file/upload_prepare`,
  },
  uploadFilePart: {
    method: 'POST',
    path: '/open-apis/drive/v1/files/upload_part',
    rate: rates.upload,
    body: 'multipart',
    caller: 'gateway',
    docs: `${reference}/file/upload_part`,
  },
  uploadFileFinish: {
    method: 'POST',
    path: '/open-apis/drive/v1/files/upload_finish',
    rate: rates.upload,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/file/upload_finish`,
  },
  /** Five a second, 10 000 a day, none at once. */
  copyFile: {
    method: 'POST',
    path: '/open-apis/drive/v1/files/:file_token/copy',
    rate: { calls: 5, perMs: 1000, perDay: 10_000 },
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/file/copy`,
  },
  getFolder: {
    method: 'GET',
    path: '/open-apis/drive/explorer/v2/folder/:folder_token/meta',
    rate: rates.unpublished,
    body: 'none',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/ukTMukTMukTM/uAjNzUjLwYzM14CM2MTN',
  },
  addMember: {
    method: 'POST',
    path: '/open-apis/drive/v1/permissions/:token/members',
    rate: rates.tier3,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/permission-member/create`,
  },
  updateMember: {
    method: 'PUT',
    path: '/open-apis/drive/v1/permissions/:token/members/:member_id',
    rate: rates.tier3,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/permission-member/update`,
  },
  removeMember: {
    method: 'DELETE',
    path: '/open-apis/drive/v1/permissions/:token/members/:member_id',
    rate: rates.tier3,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/permission-member/delete`,
  },
} as const satisfies Record<string, Endpoint>
