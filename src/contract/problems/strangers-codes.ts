import type { Problem } from './problem.ts'

const bases = 'bitable-v1/app/create, error table, crawled 2026-05-24'
const tables = 'bitable-v1/app-table/create, error table, crawled 2026-05-24'
const contact = 'contact-v3/user/get, error table, updated 2026-04-03'
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
  1254013: { httpStatus: 200, msg: 'TableNameDuplicated', source: tables },
  1254107: { httpStatus: 200, msg: 'FilterLengthExceedLimit', source: records },
  1254108: { httpStatus: 200, msg: 'SortLengthExceedLimit', source: records },
  1254701: { httpStatus: 403, msg: 'DriveNodePermNotAllow', source: bases },
  1254702: { httpStatus: 404, msg: 'DriveNodeNotExist', source: bases },
  1254800: { httpStatus: 400, msg: 'InvalidParameter', source: bases },
} as const satisfies Readonly<Record<number, Pick<Problem, 'httpStatus' | 'msg' | 'source'>>>
