import { getBase, listFields, listTables } from '../base/read-base.ts'
import { batchGetRecords, searchRecords } from '../base/read-records.ts'
import {
  batchCreateRecords,
  batchDeleteRecords,
  batchUpdateRecords,
  createRecord,
  updateRecord,
} from '../base/write-records.ts'
import { createBlocks } from '../docx/create-blocks.ts'
import { deleteBlocks } from '../docx/delete-blocks.ts'
import { getBlock, getDocument, listBlocks, listChildren } from '../docx/read-blocks.ts'
import { batchUpdateBlocks, updateBlock } from '../docx/update-blocks.ts'
import { updateDocument } from '../docx/update-document.ts'
import { createDocument } from '../finding/create-document.ts'
import { createFolder } from '../finding/create-folder.ts'
import { deleteFile } from '../finding/delete-file.ts'
import { createNode } from '../finding/create-node.ts'
import { getRootFolder } from '../finding/folder.ts'
import { listFiles } from '../finding/list-files.ts'
import { listMembers } from '../finding/list-members.ts'
import { checkPermission, queryMetas } from '../finding/look-up.ts'
import { getWikiNode, listNodes, listSpaces } from '../finding/read-wiki.ts'
import { searchDocuments } from '../finding/search-documents.ts'
import { searchObjects } from '../finding/search-objects.ts'
import { createImportTask, getImportTask } from '../imports/import-task-calls.ts'
import { downloadMedia } from '../media/send-media.ts'
import { uploadAll } from '../media/upload-all.ts'
import { uploadFinish, uploadPart, uploadPrepare } from '../media/upload-parts.ts'
import { exchangeToken, exchangeTokenV3 } from '../oauth/exchange-token.ts'
import { getAppOwnToken } from '../oauth/tenant-token.ts'
import { getUserInfo } from '../oauth/user-info.ts'
import { getStoreAppToken, getStoreTenantToken, resendAppTicket } from '../store-app/store-app-calls.ts'
import { createFloatImage } from '../sheets/create-float-image.ts'
import { deleteFloatImage, queryFloatImages } from '../sheets/delete-float-image.ts'
import { querySheets } from '../sheets/query-sheets.ts'
import { readCells } from '../sheets/read-cells.ts'
import { cellImageJsonMaxBytes, writeCellImage } from '../sheets/write-cell-image.ts'
import { writeCells } from '../sheets/write-cells.ts'
import type { Handler } from './call.ts'
import type { EndpointName } from './endpoints.ts'

/** The handler of each call. */
export const handlers: Readonly<Record<EndpointName, Handler>> = {
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
  updateDocument: { with: 'caller', answer: updateDocument },
  getDocument: { with: 'caller', answer: getDocument },
  listBlocks: { with: 'caller', answer: listBlocks },
  getBlock: { with: 'caller', answer: getBlock },
  listChildren: { with: 'caller', answer: listChildren },
  querySheets: { with: 'caller', answer: querySheets },
  readCells: { with: 'caller', answer: readCells },
  writeCellImage: { with: 'caller', answer: writeCellImage, jsonMaxBytes: cellImageJsonMaxBytes },
  createFloatImage: { with: 'caller', answer: createFloatImage },
  writeCells: { with: 'caller', answer: writeCells },
  queryFloatImages: { with: 'caller', answer: queryFloatImages },
  deleteFloatImage: { with: 'caller', answer: deleteFloatImage },
  getBase: { with: 'caller', answer: getBase },
  listTables: { with: 'caller', answer: listTables },
  listFields: { with: 'caller', answer: listFields },
  searchRecords: { with: 'caller', answer: searchRecords },
  batchGetRecords: { with: 'caller', answer: batchGetRecords },
  createRecord: { with: 'caller', answer: createRecord },
  updateRecord: { with: 'caller', answer: updateRecord },
  batchCreateRecords: { with: 'caller', answer: batchCreateRecords },
  batchUpdateRecords: { with: 'caller', answer: batchUpdateRecords },
  batchDeleteRecords: { with: 'caller', answer: batchDeleteRecords },
  createImportTask: { with: 'caller', answer: createImportTask },
  getImportTask: { with: 'caller', answer: getImportTask },
  listFiles: { with: 'caller', answer: listFiles },
  getRootFolder: { with: 'caller', answer: getRootFolder },
  deleteFile: { with: 'caller', answer: deleteFile },
  createFolder: { with: 'caller', answer: createFolder },
  listSpaces: { with: 'caller', answer: listSpaces },
  listNodes: { with: 'caller', answer: listNodes },
  createNode: { with: 'caller', answer: createNode },
  getWikiNode: { with: 'caller', answer: getWikiNode },
  searchDocuments: { with: 'caller', answer: searchDocuments },
  searchObjects: { with: 'caller', answer: searchObjects },
  queryMetas: { with: 'caller', answer: queryMetas },
  checkPermission: { with: 'caller', answer: checkPermission },
  listMembers: { with: 'caller', answer: listMembers },
  getUserInfo: { with: 'caller', answer: getUserInfo },
  exchangeToken: { with: 'nothing', answer: exchangeToken },
  exchangeTokenV3: { with: 'nothing', answer: exchangeTokenV3 },
  resendAppTicket: { with: 'nothing', answer: resendAppTicket },
  getStoreAppToken: { with: 'nothing', answer: getStoreAppToken },
  getStoreTenantToken: { with: 'nothing', answer: getStoreTenantToken },
  getTenantToken: { with: 'nothing', answer: getAppOwnToken('tenant') },
  getAppToken: { with: 'nothing', answer: getAppOwnToken('app-and-tenant') },
}
