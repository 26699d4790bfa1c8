import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const source = 'bitable-v1/app-table-record, error tables, crawled 2026-05-24'
/** Codes of any document, which the pages of bases leave out. */
const general = 'api-call-guide, generic error codes, documents, crawled 2026-05-24'

/** A table takes one write at a time: waiting helps. */
const wait = { actor: 'feishu', healing: 'repeat', actions: ['retry', 'copy-details'], concerns: 'document' } as const

/** Deleted, or created so recently that not all servers know it (larksuite/cli codemeta_base.go, 2026-04-18). */
const notYetThere = {
  actor: 'you',
  healing: 'repeat',
  actions: ['pick-document', 'open-document', 'retry'],
  concerns: 'document',
} as const

const tableGone = {
  actor: 'you',
  healing: 'none',
  actions: ['pick-document', 'open-document'],
  concerns: 'document',
} as const
const columnGone = tableGone

/** One row of a batch: the others must not fail with it. */
const recordGone = {
  actor: 'you',
  healing: 'split-batch',
  actions: ['pick-document', 'retry', 'open-document'],
  concerns: 'file',
} as const
const cellFull = recordGone

/**
 * Codes of bitable/v1 that reading tables, columns and rows and writing text and attachments can meet. Rows about views, forms, roles
 * and the making of tables and columns are left out: no call makes them.
 */
export const baseProblems = {
  /** Also the answer to the token of a wiki page where that of its base is expected. */
  91402: { httpStatus: null, msg: 'NOTEXIST', ...treatments.documentGone, source: general },
  91403: { httpStatus: null, msg: 'FORBIDDEN', ...treatments.noEditRight, source: general },
  1254000: { httpStatus: 200, msg: 'WrongRequestJson', ...treatments.badMember, source },
  1254001: { httpStatus: 200, msg: 'WrongRequestBody', ...treatments.badMember, source },
  1254002: { httpStatus: 200, msg: 'Fail', ...treatments.internalError, source },
  1254003: { httpStatus: 200, msg: 'WrongBaseToken', ...treatments.documentGone, source },
  1254004: { httpStatus: 200, msg: 'WrongTableId', ...tableGone, source },
  1254006: { httpStatus: 200, msg: 'WrongRecordId', ...recordGone, source },
  1254007: { httpStatus: 200, msg: 'EmptyValue', ...treatments.badMember, source },
  1254009: { httpStatus: 200, msg: 'WrongFieldId', ...columnGone, source },
  1254010: { httpStatus: 200, msg: 'ReqConvError', ...treatments.badMember, source },
  1254011: { httpStatus: 400, msg: 'Page size must greater than 0.', ...treatments.badCall, source },
  1254015: { httpStatus: 400, msg: 'Field types do not match.', ...columnGone, source },
  1254016: { httpStatus: 200, msg: 'InvalidSort', ...treatments.badCall, source },
  1254018: { httpStatus: 200, msg: 'InvalidFilter', ...treatments.badCall, source },
  1254024: { httpStatus: 200, msg: 'InvalidFieldNames', ...columnGone, source },
  1254027: { httpStatus: 403, msg: 'UploadAttachNotAllowed', ...treatments.sendAgain, source },
  1254030: { httpStatus: 200, msg: 'TooLargeResponse', ...treatments.internalError, source },
  1254036: { httpStatus: 400, msg: 'Base is copying, please try again later.', ...wait, source },
  1254037: {
    httpStatus: 400,
    msg: 'Invalid client token, make sure that it complies with the specification.',
    ...treatments.badCall,
    source,
  },
  1254040: { httpStatus: 200, msg: 'BaseTokenNotFound', ...notYetThere, source },
  1254041: { httpStatus: 200, msg: 'TableIdNotFound', ...notYetThere, source },
  1254043: { httpStatus: 200, msg: 'RecordIdNotFound', ...recordGone, source },
  1254044: { httpStatus: 200, msg: 'FieldIdNotFound', ...notYetThere, source },
  1254045: { httpStatus: 200, msg: 'FieldNameNotFound', ...notYetThere, source },
  1254060: { httpStatus: 200, msg: 'TextFieldConvFail', ...columnGone, source },
  1254061: { httpStatus: 200, msg: 'NumberFieldConvFail', ...columnGone, source },
  1254062: { httpStatus: 200, msg: 'SingleSelectFieldConvFail', ...columnGone, source },
  1254063: { httpStatus: 200, msg: 'MultiSelectFieldConvFail', ...columnGone, source },
  1254064: { httpStatus: 200, msg: 'DatetimeFieldConvFail', ...columnGone, source },
  1254065: { httpStatus: 200, msg: 'CheckboxFieldConvFail', ...columnGone, source },
  1254066: { httpStatus: 200, msg: 'UserFieldConvFail', ...columnGone, source },
  1254067: { httpStatus: 200, msg: 'LinkFieldConvFail', ...columnGone, source },
  1254068: { httpStatus: 200, msg: 'URLFieldConvFail', ...columnGone, source },
  1254069: { httpStatus: 200, msg: 'AttachFieldConvFail', ...treatments.sendAgain, source },
  1254103: { httpStatus: 200, msg: 'RecordExceedLimit', ...treatments.documentFull, source },
  1254104: { httpStatus: 200, msg: 'RecordAddOnceExceedLimit', ...treatments.badMember, source },
  1254106: { httpStatus: 200, msg: 'AttachExceedLimit', ...cellFull, source },
  1254112: { httpStatus: 200, msg: 'TooManyRequestInSingleBase', ...wait, source },
  1254130: { httpStatus: 200, msg: 'TooLargeCell', ...cellFull, source },
  1254290: { httpStatus: 200, msg: 'TooManyRequest', ...wait, source },
  1254291: { httpStatus: 200, msg: 'Write conflict', ...wait, source },
  1254301: { httpStatus: 200, msg: 'OperationTypeError', ...treatments.badCall, source },
  1254302: { httpStatus: 403, msg: 'Permission denied.', ...treatments.noEditRight, source },
  1254303: { httpStatus: 200, msg: 'The attachment does not belong to this bitable.', ...treatments.sendAgain, source },
  1254304: { httpStatus: 403, msg: 'Permission denied.', ...treatments.noEditRight, source },
  1254306: {
    httpStatus: 403,
    msg: 'The tenant or base owner is subject to base plan limits.',
    ...treatments.adminDecides,
    concerns: 'document',
    source,
  },
  1254607: { httpStatus: 400, msg: 'Data not ready, please try again later', ...wait, source },
  1254608: { httpStatus: 403, msg: 'Same API requests are submitted repeatedly.', ...wait, source },
  1255001: { httpStatus: 200, msg: 'InternalError', ...treatments.internalError, source },
  1255002: { httpStatus: 200, msg: 'RpcError', ...treatments.internalError, source },
  1255003: { httpStatus: 200, msg: 'MarshalError', ...treatments.internalError, source },
  1255004: { httpStatus: 200, msg: 'UmMarshalError', ...treatments.internalError, source },
  1255005: { httpStatus: 200, msg: 'ConvError', ...treatments.internalError, source },
  1255006: {
    httpStatus: 400,
    msg: 'Client token conflict, please generate a new client token and try again.',
    ...treatments.badCall,
    source,
  },
  1255040: { httpStatus: 504, msg: 'Request timed out, please try again later.', ...wait, source },
} as const satisfies ProblemTable
