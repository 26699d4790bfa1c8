import type { Handler } from './call.ts'
import { batchUpdateBlocks, updateBlock } from './docx/update-blocks.ts'
import { createBlocks } from './docx/create-blocks.ts'
import { createDocument } from './docx/create-document.ts'
import { deleteBlocks } from './docx/delete-blocks.ts'
import { getBlock, getDocument, listBlocks, listChildren } from './docx/read-blocks.ts'
import { checkPermission, queryMetas } from './drive.ts'
import type { EndpointName } from './endpoints.ts'
import { downloadMedia } from './media/download-media.ts'
import { uploadAll } from './media/upload-all.ts'
import { uploadFinish, uploadPart, uploadPrepare } from './media/upload-parts.ts'
import { exchangeToken, exchangeTokenV3 } from './oauth/exchange-token.ts'
import { getAppOwnToken } from './oauth/tenant-token.ts'
import { getUserInfo } from './oauth/user-info.ts'
import { getWikiNode } from './wiki.ts'

/** Who answers each call. One without a handler is answered as a path that Feishu does not know: sheets, bases, imports, folders, search. */
export const handlers: Readonly<Partial<Record<EndpointName, Handler>>> = {
  uploadAll: { with: 'file', answer: uploadAll },
  uploadPrepare: { with: 'caller', answer: uploadPrepare },
  uploadPart: { with: 'file', answer: uploadPart },
  uploadFinish: { with: 'caller', answer: uploadFinish },
  downloadMedia: { with: 'caller', answer: downloadMedia },
  createDocument: { with: 'caller', answer: createDocument },
  createBlocks: { with: 'caller', answer: createBlocks },
  batchUpdateBlocks: { with: 'caller', answer: batchUpdateBlocks },
  updateBlock: { with: 'caller', answer: updateBlock },
  deleteBlocks: { with: 'caller', answer: deleteBlocks },
  getDocument: { with: 'caller', answer: getDocument },
  listBlocks: { with: 'caller', answer: listBlocks },
  getBlock: { with: 'caller', answer: getBlock },
  listChildren: { with: 'caller', answer: listChildren },
  getWikiNode: { with: 'caller', answer: getWikiNode },
  queryMetas: { with: 'caller', answer: queryMetas },
  checkPermission: { with: 'caller', answer: checkPermission },
  getUserInfo: { with: 'caller', answer: getUserInfo },
  exchangeToken: { with: 'nothing', answer: exchangeToken },
  exchangeTokenV3: { with: 'nothing', answer: exchangeTokenV3 },
  getTenantToken: { with: 'nothing', answer: getAppOwnToken('tenant') },
  getAppToken: { with: 'nothing', answer: getAppOwnToken('app-and-tenant') },
}
