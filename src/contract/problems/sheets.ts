import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const source = 'sheets-v3, error tables of query and float_images, crawled 2026-05-24'
/** The page of values_image names no codes of its own and points to the general ones, which name no HTTP status. */
const v2 = 'api-call-guide, generic error codes, sheets, crawled 2026-05-24'

const wait = { actor: 'feishu', healing: 'repeat', actions: ['retry', 'copy-details'], concerns: 'document' } as const
const sheetGone = {
  actor: 'you',
  healing: 'none',
  actions: ['pick-document', 'open-document'],
  concerns: 'document',
} as const
const cellGone = {
  actor: 'you',
  healing: 'none',
  actions: ['pick-document', 'open-document'],
  concerns: 'file',
} as const
const lockedCell = {
  actor: 'document-owner',
  healing: 'none',
  actions: ['ask-access', 'pick-document', 'copy-details'],
  concerns: 'file',
} as const
const tooLarge = {
  actor: 'you',
  healing: 'none',
  actions: ['pick-document', 'choose-smaller-file', 'remove-file', 'copy-details'],
  concerns: 'file',
} as const

/** Codes of sheets/v2 values_image (90xxx) and of sheets/v3 (131xxxx). */
export const sheetsProblems = {
  90202: { httpStatus: null, msg: 'validate RangeVal fail', ...cellGone, source: v2 },
  90204: { httpStatus: null, msg: 'WrongRequestBody', ...treatments.badCall, source: v2 },
  90211: { httpStatus: null, msg: 'WrongSheetId', ...sheetGone, source: v2 },
  90212: { httpStatus: null, msg: 'WrongRowOrCol', ...cellGone, source: v2 },
  90213: { httpStatus: null, msg: 'PermissionFail', ...treatments.noEditRight, source: v2 },
  90214: { httpStatus: null, msg: 'SpreadSheetNotFound', ...treatments.documentGone, source: v2 },
  90215: { httpStatus: null, msg: 'SheetIdNotFound', ...sheetGone, source: v2 },
  90217: { httpStatus: null, msg: 'TooManyRequest', ...wait, source: v2 },
  90218: { httpStatus: null, msg: 'LockedCell', ...lockedCell, source: v2 },
  90226: { httpStatus: null, msg: 'ExcessLimit', ...treatments.documentFull, source: v2 },
  90227: { httpStatus: null, msg: 'TooLargeRequest', ...tooLarge, source: v2 },
  90235: { httpStatus: null, msg: 'Retry later', ...wait, source: v2 },
  90242: { httpStatus: null, msg: 'Spreadsheet in mix state', ...wait, source: v2 },
  1310202: { httpStatus: 400, msg: 'Wrong Range', ...cellGone, source },
  1310211: { httpStatus: 400, msg: 'Wrong Sheet Id', ...sheetGone, source },
  1310213: { httpStatus: 400, msg: 'Permission Fail', ...treatments.noEditRight, source },
  1310214: { httpStatus: 400, msg: 'SpreadSheet Not Found', ...treatments.documentGone, source },
  1310215: { httpStatus: 400, msg: 'Sheet Id Not Found', ...sheetGone, source },
  1310217: { httpStatus: 400, msg: 'Too Many Request', ...wait, source },
  1310218: { httpStatus: 400, msg: 'Locked Cell', ...lockedCell, source },
  1310226: { httpStatus: 400, msg: 'Excess Limit', ...treatments.documentFull, source },
  1310229: { httpStatus: 400, msg: 'Wrong URL Param', ...treatments.badCall, source },
  1310235: { httpStatus: 400, msg: 'Retry Later', ...wait, source },
  1310242: { httpStatus: 400, msg: 'In Mix state', ...wait, source },
  1310243: { httpStatus: 400, msg: 'Wrong Float Image Id', ...treatments.badCall, source },
  1310244: { httpStatus: 400, msg: 'Exist Float Image Id', ...treatments.badCall, source },
  1310245: { httpStatus: 400, msg: 'Wrong Float Image Token', ...treatments.sendAgain, source },
  1310246: { httpStatus: 400, msg: 'Wrong Float Image Value', ...treatments.badCall, source },
  1310247: { httpStatus: 400, msg: 'Image Excess', ...treatments.documentFull, source },
  1310249: { httpStatus: 400, msg: 'Spreadsheet Deleted', ...treatments.documentGone, source },
  1310251: { httpStatus: 400, msg: 'Invalid Parameter', ...treatments.badCall, source },
  1315201: { httpStatus: 500, msg: 'Server Error', ...treatments.internalError, source },
  1315203: { httpStatus: 500, msg: 'Server Error', ...treatments.internalError, source },
  1315210: { httpStatus: 500, msg: 'Server Error', ...treatments.internalError, source },
} as const satisfies ProblemTable
