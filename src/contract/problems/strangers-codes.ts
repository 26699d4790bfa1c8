import type { Problem } from './problem.ts'

const comments = 'public programs that call drive/v1/files/:token/comments, read 2026-11-30 (docs/feishu.md, U69)'
const bases = 'bitable-v1/app/create, error table, crawled 2026-05-24'
const tables = 'bitable-v1/app-table/create, error table, crawled 2026-05-24'
const contact = 'contact-v3/user/get, error table, updated 2026-04-03'
const content = 'docs-v1/content/get, error table, updated 2025-08-15'
const docx = 'docx error tables, updated 2025-07'
const fields = 'bitable-v1/app-table-field/create, error table, updated 2025-07-28'
const exporting = 'drive-v1/export_task, error tables, updated 2025-02-25'
const historic = 'historic-version/authen, error tables, updated 2025-06-26'
const records = 'bitable-v1/app-table-record/list, error table, updated 2024-09-18'

/**
 * Codes of calls that other programs make and this product never does: the simulator answers by them. They have no row in the
 * catalogue, since nobody here meets them.
 */
export const strangersCodes = {
  10001: { httpStatus: 200, msg: 'invalid param', source: 'wiki/v2/nodes/search, error table, updated 2025-12-22' },
  20014: {
    httpStatus: 200,
    msg: 'The app access token passed is invalid. Please check the value',
    source: historic,
  },
  20038: {
    httpStatus: 200,
    msg: 'The refresh token passed is not found. Please check the value',
    source: historic,
  },
  40001: { httpStatus: 400, msg: 'invalid parameter', source: contact },
  41012: { httpStatus: 400, msg: 'user id invalid error', source: contact },
  91203: {
    httpStatus: null,
    msg: 'not found',
    source: 'drive/explorer/v2/folder/:folderToken/meta, updated 2024-11-28',
  },
  1060001: { httpStatus: 400, msg: 'param is invalid', source: exporting },
  1069302: { httpStatus: 400, msg: 'param error', source: comments },
  1069307: { httpStatus: 404, msg: 'not exist', source: comments },
  1069918: { httpStatus: 400, msg: 'file extension and type mismatch', source: exporting },
  1254012: { httpStatus: 200, msg: 'NotSupportFieldOrView', source: fields },
  1254013: { httpStatus: 200, msg: 'TableNameDuplicated', source: tables },
  1254014: { httpStatus: 200, msg: 'FieldNameDuplicated', source: fields },
  1254026: { httpStatus: 200, msg: 'EmptyOptionName', source: fields },
  1254028: { httpStatus: 400, msg: 'EmptyFieldName', source: fields },
  1254072: {
    httpStatus: 200,
    msg: 'Failed to convert phone field, please make sure it is correct.',
    source: records,
  },
  1254080: { httpStatus: 400, msg: 'TextFieldPropertyError', source: fields },
  1254081: { httpStatus: 400, msg: 'NumberFieldPropertyError', source: fields },
  1254082: { httpStatus: 400, msg: 'SingleSelectFieldPropertyError', source: fields },
  1254083: { httpStatus: 400, msg: 'MultiSelectFieldPropertyError', source: fields },
  1254084: { httpStatus: 400, msg: 'DateFieldPropertyError', source: fields },
  1254085: { httpStatus: 400, msg: 'CheckboxFieldPropertyError', source: fields },
  1254086: { httpStatus: 400, msg: 'UserFieldPropertyError', source: fields },
  1254087: { httpStatus: 400, msg: 'URLFieldPropertyError', source: fields },
  1254088: { httpStatus: 400, msg: 'AttachFieldPropertyError', source: fields },
  1254089: { httpStatus: 400, msg: 'LinkFieldPropertyError', source: fields },
  1254093: { httpStatus: 400, msg: 'CreatedTimeFieldPropertyError', source: fields },
  1254094: { httpStatus: 400, msg: 'ModifiedTimeFieldPropertyError', source: fields },
  1254095: { httpStatus: 400, msg: 'CreatedUserFieldPropertyError', source: fields },
  1254096: { httpStatus: 400, msg: 'ModifiedUserFieldPropertyError', source: fields },
  1254107: { httpStatus: 200, msg: 'FilterLengthExceedLimit', source: records },
  1254108: { httpStatus: 200, msg: 'SortLengthExceedLimit', source: records },
  1254701: { httpStatus: 403, msg: 'DriveNodePermNotAllow', source: bases },
  1254702: { httpStatus: 404, msg: 'DriveNodeNotExist', source: bases },
  1254800: { httpStatus: 400, msg: 'InvalidParameter', source: bases },
  1310204: { httpStatus: 400, msg: 'Wrong Request Body', source: 'sheets-v3/spreadsheet/create, updated 2025-05-07' },
  1770010: { httpStatus: 400, msg: 'too many table column', source: docx },
  1770011: { httpStatus: 400, msg: 'too many table cell', source: docx },
  1770012: { httpStatus: 400, msg: 'too many grid column', source: docx },
  1770026: { httpStatus: 400, msg: 'row operation over range', source: docx },
  1770027: { httpStatus: 400, msg: 'column operation over range', source: docx },
  2889902: { httpStatus: 403, msg: 'no permission', source: content },
  2889904: { httpStatus: 400, msg: 'invalid param', source: content },
  2889906: { httpStatus: 403, msg: 'docs deleted', source: content },
  2889914: { httpStatus: 400, msg: 'doc token not found', source: content },
} as const satisfies Readonly<Record<number, Pick<Problem, 'httpStatus' | 'msg' | 'source'>>>
