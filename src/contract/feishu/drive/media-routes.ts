import { rates, type Route, serverDocs } from '../route.ts'

/** Calls that send files to Feishu and read them back. */
export const mediaRoutes = {
  uploadAll: {
    method: 'POST',
    path: '/open-apis/drive/v1/medias/upload_all',
    rate: rates.upload,
    body: 'multipart',
    caller: 'page',
    docs: `${serverDocs}/drive-v1/media/upload_all`,
  },
  uploadPrepare: {
    method: 'POST',
    path: '/open-apis/drive/v1/medias/upload_prepare',
    rate: rates.upload,
    body: 'json',
    caller: 'page',
    docs: `${serverDocs}/drive-v1/media/multipart-upload-media/upload_prepare`,
  },
  uploadPart: {
    method: 'POST',
    path: '/open-apis/drive/v1/medias/upload_part',
    rate: rates.upload,
    body: 'multipart',
    caller: 'page',
    docs: `${serverDocs}/drive-v1/media/multipart-upload-media/upload_part`,
  },
  uploadFinish: {
    method: 'POST',
    path: '/open-apis/drive/v1/medias/upload_finish',
    rate: rates.upload,
    body: 'json',
    caller: 'page',
    docs: `${serverDocs}/drive-v1/media/multipart-upload-media/upload_finish`,
  },
  downloadMedia: {
    method: 'GET',
    path: '/open-apis/drive/v1/medias/:file_token/download',
    rate: rates.mediaDownload,
    body: 'none',
    caller: 'page',
    docs: `${serverDocs}/drive-v1/media/download`,
  },
} as const satisfies Record<string, Route>
