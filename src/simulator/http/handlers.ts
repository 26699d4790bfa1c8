import { batchCreateTables, createBase, createTable, deleteTable } from '../base/create-base.ts'
import { createField, deleteField, updateField } from '../base/fields/write-fields.ts'
import { getRecord, listRecords } from '../base/list-records.ts'
import { getBase, listFields, listTables, listViews } from '../base/read-base.ts'
import { batchGetRecords, searchRecords } from '../base/read-records.ts'
import {
  batchCreateRecords,
  batchDeleteRecords,
  batchUpdateRecords,
  createRecord,
  deleteRecord,
  updateRecord,
} from '../base/write-records.ts'
import {
  createComment,
  createReply,
  getComment,
  listComments,
  listReplies,
  queryComments,
  solveComment,
} from '../comments/comment-calls.ts'
import { findPeople } from '../contact/find-people.ts'
import { getPerson } from '../contact/get-person.ts'
import { convertContent, convertJsonMaxBytes } from '../docx/convert/convert-content.ts'
import { createBlocks } from '../docx/create-blocks.ts'
import { createDescendants } from '../docx/create-descendants.ts'
import { deleteBlocks } from '../docx/delete-blocks.ts'
import { getContent } from '../docx/export/get-content.ts'
import { getRawContent } from '../docx/export/raw-content.ts'
import { getBlock, getDocument, listBlocks, listChildren } from '../docx/read-blocks.ts'
import { batchUpdateBlocks, updateBlock } from '../docx/update-blocks.ts'
import { copyFile } from '../drive/copy-file.ts'
import { getFolder } from '../drive/get-folder.ts'
import { downloadFile, finishFile, prepareFile, uploadFile, uploadFilePart } from '../drive/drive-files.ts'
import {
  changeFirstPublicSettings,
  changePublicSettings,
  getFirstPublicSettings,
  getPublicSettings,
} from '../drive/public-settings.ts'
import { addMember, removeMember, transferOwner, updateMember } from '../drive/share-document.ts'
import { updateDocument } from '../docx/docs-ai/update-document.ts'
import { createDocument } from '../finding/create-document.ts'
import { createFolder } from '../finding/create-folder.ts'
import { deleteFile } from '../finding/delete-file.ts'
import { renameNode } from '../finding/rename-node.ts'
import { createExportTask, downloadExport, getExportTask } from '../exports/export-task-calls.ts'
import { createNode } from '../finding/create-node.ts'
import { copyNode, getWikiTask, moveIntoWiki, moveNode } from '../finding/move-node.ts'
import { getRootFolder } from '../finding/folder.ts'
import { listFiles } from '../finding/list-files.ts'
import { listMembers } from '../finding/list-members.ts'
import { checkPermission, queryMetas } from '../finding/look-up.ts'
import { getSpace, getWikiNode, listNodes, listSpaces } from '../finding/read-wiki.ts'
import { searchDocuments } from '../finding/search-documents.ts'
import { searchNodes } from '../finding/search-nodes.ts'
import { searchObjects } from '../finding/search-objects.ts'
import { createImportTask, getImportTask } from '../imports/import-task-calls.ts'
import { downloadMedia } from '../media/send-media.ts'
import { getTemporaryLinks } from '../media/temporary-links.ts'
import { uploadAll } from '../media/upload-all.ts'
import { uploadFinish, uploadPart, uploadPrepare } from '../media/upload-parts.ts'
import { exchangeToken, exchangeTokenV3 } from '../oauth/exchange-token.ts'
import { getAppOwnToken, getJsTicket, listScopes } from '../oauth/app-calls.ts'
import { exchangeHistoric, getPassportToken, refreshHistoric } from '../oauth/historic-token.ts'
import { getPassportUser, getUserInfo } from '../oauth/user-info.ts'
import { getStoreAppToken, getStoreTenantToken, resendAppTicket } from '../store-app/store-app-calls.ts'
import { appendCells } from '../sheets/append-cells.ts'
import { createSpreadsheet } from '../sheets/create-spreadsheet.ts'
import { createFloatImage } from '../sheets/create-float-image.ts'
import { deleteFloatImage, queryFloatImages } from '../sheets/delete-float-image.ts'
import { getSpreadsheet, getSpreadsheetMeta } from '../sheets/get-spreadsheet.ts'
import { querySheets } from '../sheets/query-sheets.ts'
import { readCells, readRanges } from '../sheets/read-cells.ts'
import { cellImageJsonMaxBytes, writeCellImage } from '../sheets/write-cell-image.ts'
import { writeCells, writeRanges } from '../sheets/write-cells.ts'
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
  createDescendants: { with: 'caller', answer: createDescendants },
  getRawContent: { with: 'caller', answer: getRawContent },
  convertContent: { with: 'caller', answer: convertContent, jsonMaxBytes: convertJsonMaxBytes },
  getContent: { with: 'caller', answer: getContent },
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
  getJsTicket: { with: 'caller', answer: getJsTicket },
  getAppToken: { with: 'nothing', answer: getAppOwnToken('app-and-tenant') },
  listRecords: { with: 'caller', answer: listRecords },
  getRecord: { with: 'caller', answer: getRecord },
  deleteRecord: { with: 'caller', answer: deleteRecord },
  getTemporaryLinks: { with: 'caller', answer: getTemporaryLinks },
  downloadFile: { with: 'caller', answer: downloadFile },
  uploadFile: { with: 'file', answer: uploadFile },
  uploadFilePrepare: { with: 'caller', answer: prepareFile },
  uploadFilePart: { with: 'file', answer: uploadFilePart },
  uploadFileFinish: { with: 'caller', answer: finishFile },
  copyFile: { with: 'caller', answer: copyFile },
  getFolder: { with: 'caller', answer: getFolder },
  addMember: { with: 'caller', answer: addMember },
  updateMember: { with: 'caller', answer: updateMember },
  removeMember: { with: 'caller', answer: removeMember },
  transferOwner: { with: 'caller', answer: transferOwner },
  getPublicSettings: { with: 'caller', answer: getPublicSettings },
  changePublicSettings: { with: 'caller', answer: changePublicSettings },
  getFirstPublicSettings: { with: 'caller', answer: getFirstPublicSettings },
  changeFirstPublicSettings: { with: 'caller', answer: changeFirstPublicSettings },
  createExportTask: { with: 'caller', answer: createExportTask },
  getExportTask: { with: 'caller', answer: getExportTask },
  downloadExport: { with: 'caller', answer: downloadExport },
  listComments: { with: 'caller', answer: listComments },
  queryComments: { with: 'caller', answer: queryComments },
  createComment: { with: 'caller', answer: createComment },
  getComment: { with: 'caller', answer: getComment },
  solveComment: { with: 'caller', answer: solveComment },
  listReplies: { with: 'caller', answer: listReplies },
  createReply: { with: 'caller', answer: createReply },
  copyNode: { with: 'caller', answer: copyNode },
  moveNode: { with: 'caller', answer: moveNode },
  moveIntoWiki: { with: 'caller', answer: moveIntoWiki },
  getWikiTask: { with: 'caller', answer: getWikiTask },
  getSpace: { with: 'caller', answer: getSpace },
  renameNode: { with: 'caller', answer: renameNode },
  createField: { with: 'caller', answer: createField },
  updateField: { with: 'caller', answer: updateField },
  deleteField: { with: 'caller', answer: deleteField },
  batchCreateTables: { with: 'caller', answer: batchCreateTables },
  deleteTable: { with: 'caller', answer: deleteTable },
  createSpreadsheet: { with: 'caller', answer: createSpreadsheet },
  writeRanges: { with: 'caller', answer: writeRanges },
  appendCells: { with: 'caller', answer: appendCells },
  readRanges: { with: 'caller', answer: readRanges },
  getSpreadsheet: { with: 'caller', answer: getSpreadsheet },
  getSpreadsheetMeta: { with: 'caller', answer: getSpreadsheetMeta },
  searchNodes: { with: 'caller', answer: searchNodes },
  searchNodesV1: { with: 'caller', answer: searchNodes },
  getPerson: { with: 'caller', answer: getPerson },
  createBase: { with: 'caller', answer: createBase },
  createTable: { with: 'caller', answer: createTable },
  listViews: { with: 'caller', answer: listViews },
  findPeople: { with: 'caller', answer: findPeople },
  listScopes: { with: 'caller', answer: listScopes },
  getPersonToken: { with: 'nothing', answer: exchangeHistoric('person') },
  refreshPersonToken: { with: 'nothing', answer: refreshHistoric('person') },
  getOidcToken: { with: 'nothing', answer: exchangeHistoric('scopes') },
  refreshOidcToken: { with: 'nothing', answer: refreshHistoric('scopes') },
  getPassportToken: { with: 'nothing', answer: getPassportToken },
  getPassportUser: { with: 'caller', answer: getPassportUser },
}
