import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const source = 'drive-v1/import_task, error tables of create and get, crawled 2026-05-24'
const job = { httpStatus: null, msg: '', source: 'drive-v1/import_task/get, job_status, updated 2024-10-11' } as const

const badFile = {
  actor: 'you',
  healing: 'none',
  actions: ['choose-file-again', 'remove-file', 'copy-details'],
  concerns: 'file',
} as const
const wrongFormat = { ...badFile, actions: ['rename', 'choose-file-again', 'remove-file', 'copy-details'] } as const
/** A document takes it as an attachment. */
const tooLarge = {
  ...badFile,
  actions: ['pick-document', 'choose-smaller-file', 'remove-file', 'copy-details'],
} as const
const folderForbids = treatments.noEditRight
/** May succeed when sent again; the uploaded source is gone by then. */
const slow = {
  actor: 'you',
  healing: 'restart-upload',
  actions: ['retry', 'choose-smaller-file'],
  concerns: 'file',
} as const

/** Codes of drive/v1/import_tasks, and what `job_status` says of a task that failed, as `import-<job_status>`. */
export const importProblems = {
  1069901: { httpStatus: 500, msg: 'internal error', ...treatments.internalError, source },
  1069902: { httpStatus: 403, msg: 'no permission', ...treatments.noEditRight, source },
  1069903: { httpStatus: 500, msg: 'internal error', ...treatments.internalError, source },
  1069904: { httpStatus: 400, msg: 'invalid param', ...wrongFormat, source },
  1069905: { httpStatus: 500, msg: 'internal error', ...treatments.internalError, source },
  1069906: { httpStatus: 403, msg: 'docs deleted', ...treatments.documentGone, source },
  1069907: { httpStatus: 404, msg: 'file token not found', ...treatments.sendAgain, source },
  1069908: { httpStatus: 403, msg: 'mount point not found or no permission', ...folderForbids, source },
  1069909: { httpStatus: 400, msg: 'import file size over limit', ...tooLarge, source },
  1069910: { httpStatus: 400, msg: 'import file extension not match', ...wrongFormat, source },
  1069911: { httpStatus: 400, msg: 'import file type not match', ...wrongFormat, source },
  1069912: { httpStatus: 400, msg: 'folder not exist', ...treatments.wrongTarget, source },
  1069913: { httpStatus: 400, msg: 'import file token expired', ...treatments.sendAgain, source },
  1069914: { httpStatus: 400, msg: 'invalid file token', ...treatments.sendAgain, source },
  1069923: { httpStatus: 429, msg: 'too many requests', ...treatments.busy, source },
  'import-3': { ...job, ...treatments.internalError },
  'import-100': { ...job, ...badFile },
  'import-101': { ...job, ...treatments.internalError },
  'import-102': { ...job, ...treatments.internalError },
  'import-103': { ...job, ...treatments.internalError },
  'import-104': { ...job, ...treatments.adminDecides },
  'import-105': { ...job, ...treatments.wrongTarget },
  'import-106': { ...job, ...treatments.internalError },
  'import-108': { ...job, ...slow },
  'import-109': { ...job, ...treatments.internalError },
  'import-110': { ...job, ...folderForbids },
  'import-112': { ...job, ...badFile },
  'import-113': { ...job, ...badFile },
  'import-114': { ...job, ...treatments.internalError },
  'import-115': { ...job, ...tooLarge },
  'import-116': { ...job, ...folderForbids },
  'import-117': { ...job, ...treatments.wrongTarget },
  'import-118': { ...job, ...wrongFormat },
  'import-119': { ...job, ...treatments.wrongTarget },
  'import-120': { ...job, ...wrongFormat },
  'import-121': { ...job, ...treatments.sendAgain },
  'import-122': { ...job, ...slow },
  'import-129': { ...job, ...badFile },
  'import-5000': { ...job, ...treatments.internalError },
  'import-7000': { ...job, ...tooLarge },
  'import-7001': { ...job, ...tooLarge },
  'import-7002': { ...job, ...tooLarge },
} as const satisfies ProblemTable
