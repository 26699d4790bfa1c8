import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const source = 'drive-v1/media/upload_all, error table, 2025-02-25'

/**
 * Codes of drive/v1/medias: the whole official table. The thumbnail, copy and folder rows (1062004 to 1062006, 1062012 to
 * 1062014, 1062505 to 1062507) belong to calls this product does not make; they have messages anyway.
 */
export const mediaProblems = {
  1061001: { httpStatus: 200, msg: 'internal error.', ...treatments.internalError, source },
  1061002: { httpStatus: 400, msg: 'params error.', ...treatments.badCall, source },
  1061003: { httpStatus: 404, msg: 'not found.', ...treatments.blockGone, source },
  1061004: { httpStatus: 403, msg: 'forbidden.', ...treatments.noEditRight, source },
  1061005: { httpStatus: 401, msg: 'auth failed.', ...treatments.staleToken, source },
  1061006: { httpStatus: 200, msg: 'internal time out.', ...treatments.busy, source },
  1061007: { httpStatus: 404, msg: 'file has been delete.', ...treatments.blockGone, source },
  1061008: {
    httpStatus: 400,
    msg: 'invalid file name.',
    actor: 'you',
    healing: 'none',
    actions: ['rename', 'remove-file'],
    concerns: 'file',
    source,
  },
  1061021: { httpStatus: 400, msg: 'upload id expire.', ...treatments.sendAgain, source },
  1061041: { httpStatus: 400, msg: 'parent node has been deleted.', ...treatments.blockGone, source },
  1061042: { httpStatus: 400, msg: 'parent node out of limit.', ...treatments.documentFull, source },
  1061043: {
    httpStatus: 400,
    msg: 'file size beyond limit.',
    actor: 'you',
    healing: 'none',
    actions: ['choose-smaller-file', 'remove-file', 'copy-details'],
    concerns: 'file',
    source,
  },
  1061044: { httpStatus: 400, msg: 'parent node not exist.', ...treatments.blockGone, source },
  // The overview of media: what concurrent upload calls are refused with (media/introduction, 2025-06-09).
  1061045: { httpStatus: 200, msg: 'can retry.', ...treatments.busy, source },
  1061061: {
    httpStatus: 400,
    msg: 'user quota exceeded.',
    ...treatments.storageFull,
    source,
  },
  1061073: {
    httpStatus: 403,
    msg: 'no scope auth.',
    actor: 'app-developer',
    healing: 'none',
    actions: ['grant-scopes', 'copy-details'],
    concerns: 'everyone',
    source,
  },
  // The table's Chinese text: the capacity of the whole company, not of a file.
  1061101: {
    httpStatus: 400,
    msg: 'file quota exceeded.',
    ...treatments.storageFull,
    actor: 'tenant-admin',
    source,
  },
  1061109: {
    httpStatus: 400,
    msg: 'file name cqc not passed.',
    actor: 'you',
    healing: 'none',
    actions: ['rename', 'remove-file', 'copy-details'],
    concerns: 'file',
    source,
  },
  1061113: {
    httpStatus: 400,
    msg: 'file cqc not passed.',
    actor: 'you',
    healing: 'none',
    actions: ['choose-file-again', 'remove-file', 'copy-details'],
    concerns: 'file',
    source,
  },
  1061547: {
    httpStatus: 400,
    msg: 'attachment parent-child relation number exceed.',
    ...treatments.documentFull,
    source,
  },
  1062004: { httpStatus: 202, msg: 'cover generating.', ...treatments.internalError, source },
  1062005: { httpStatus: 202, msg: 'file type not support cover.', ...treatments.badCall, source },
  1062006: { httpStatus: 202, msg: 'cover no exist.', ...treatments.internalError, source },
  1062007: { httpStatus: 400, msg: 'upload user not match.', ...treatments.sendAgain, source },
  1062008: { httpStatus: 400, msg: 'checksum param Invalid.', ...treatments.sendAgain, source },
  1062009: {
    httpStatus: 400,
    msg: 'the actual size is inconsistent with the parameter declaration size.',
    ...treatments.sendAgain,
    source,
  },
  1062010: { httpStatus: 400, msg: 'block missing, please upload all blocks.', ...treatments.sendAgain, source },
  1062011: { httpStatus: 400, msg: 'block num out of bounds.', ...treatments.sendAgain, source },
  1062012: { httpStatus: 400, msg: 'file copying.', ...treatments.internalError, source },
  1062013: { httpStatus: 400, msg: 'file damaged.', ...treatments.sendAgain, source },
  1062014: { httpStatus: 403, msg: 'dedupe no support.', ...treatments.sendAgain, source },
  1062051: {
    httpStatus: 400,
    msg: 'client connect close.',
    actor: 'you',
    healing: 'repeat',
    actions: ['retry', 'copy-details'],
    concerns: 'file',
    source,
  },
  1062505: { httpStatus: 400, msg: 'parent node out of size.', ...treatments.documentFull, source },
  1062506: { httpStatus: 400, msg: 'parent node out of depth.', ...treatments.documentFull, source },
  1062507: { httpStatus: 400, msg: 'parent node out of sibling num.', ...treatments.documentFull, source },
} as const satisfies ProblemTable
