import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const source = 'docx-v1/document-block, error tables, crawled 2026-05-24'
const create = 'docx-v1/document/create, error table, crawled 2026-05-24'

/** Codes of docx/v1. Table, row and column operations (1770010 to 1770012, 1770026, 1770027) are left out: no call makes them. */
export const docxProblems = {
  1770001: { httpStatus: 400, msg: 'invalid param', ...treatments.badMember, source },
  1770002: { httpStatus: 404, msg: 'not found', ...treatments.documentOrBlockGone, source },
  1770003: { httpStatus: 400, msg: 'resource deleted', ...treatments.documentOrBlockGone, source },
  1770004: { httpStatus: 400, msg: 'too many blocks in document', ...treatments.documentFull, source },
  1770005: { httpStatus: 400, msg: 'too deep level in document', ...treatments.documentFull, source },
  1770006: { httpStatus: 400, msg: 'schema mismatch', ...treatments.badMember, source },
  1770007: { httpStatus: 400, msg: 'too many children in block', ...treatments.documentFull, source },
  1770008: {
    httpStatus: 400,
    msg: 'too big file size',
    actor: 'you',
    healing: 'split-batch',
    actions: ['choose-smaller-file', 'remove-file', 'copy-details'],
    concerns: 'file',
    source,
  },
  /** The media was uploaded for another block: only a new upload belongs to this one. */
  1770013: { httpStatus: 400, msg: 'relation mismatch', ...treatments.sendAgain, source },
  1770014: { httpStatus: 400, msg: 'parent children relation mismatch', ...treatments.badMember, source },
  1770015: { httpStatus: 400, msg: 'single edit with multi document', ...treatments.badMember, source },
  1770019: { httpStatus: 400, msg: 'repeated blockID in document', ...treatments.badMember, source },
  1770020: {
    httpStatus: 400,
    msg: 'operation denied on copying document',
    actor: 'you',
    healing: 'repeat',
    actions: ['retry', 'pick-document'],
    concerns: 'document',
    source,
  },
  1770021: { httpStatus: 400, msg: 'too old document', ...treatments.internalError, source },
  1770022: { httpStatus: 400, msg: 'invalid page token', ...treatments.badCall, source },
  1770024: { httpStatus: 400, msg: 'invalid operation', ...treatments.badMember, source },
  1770025: { httpStatus: 400, msg: 'operation and block not match', ...treatments.badMember, source },
  1770028: { httpStatus: 400, msg: 'block not support create children', ...treatments.documentFull, source },
  1770029: { httpStatus: 400, msg: 'block not support to create', ...treatments.documentFull, source },
  1770030: { httpStatus: 400, msg: 'invalid parent children relation', ...treatments.documentFull, source },
  1770031: { httpStatus: 400, msg: 'block not support to delete children', ...treatments.badCall, source },
  1770032: { httpStatus: 403, msg: 'forbidden', ...treatments.noEditRight, source },
  1770033: { httpStatus: 400, msg: 'content size exceed limit', ...treatments.badMember, source },
  1770034: { httpStatus: 400, msg: 'operation count exceed limited', ...treatments.badMember, source },
  1770035: { httpStatus: 400, msg: 'resource count exceed limit', ...treatments.badMember, source },
  1770036: { httpStatus: 400, msg: 'folder locked', ...treatments.busy, source: create },
  1770037: { httpStatus: 400, msg: 'folder size exceeded limit', ...treatments.wrongTarget, source: create },
  1770038: { httpStatus: 400, msg: 'resource not found', ...treatments.sendAgain, source },
  1770039: { httpStatus: 400, msg: 'folder not found', ...treatments.wrongTarget, source: create },
  1770040: { httpStatus: 403, msg: 'no folder permission', ...treatments.noEditRight, source: create },
  1770041: { httpStatus: 400, msg: 'open schema mismatch', ...treatments.badMember, source },
  1771001: { httpStatus: 500, msg: 'server internal error', ...treatments.internalError, source },
  1771002: { httpStatus: 500, msg: 'gateway server internal error', ...treatments.internalError, source },
  1771003: { httpStatus: 500, msg: 'gateway marshal error', ...treatments.internalError, source },
  1771004: { httpStatus: 500, msg: 'gateway unmarshal error', ...treatments.internalError, source },
  1771005: { httpStatus: 503, msg: 'system under maintenance', ...treatments.busy, source },
  1771006: { httpStatus: 500, msg: 'mount folder failed', ...treatments.wrongTarget, source },
} as const satisfies ProblemTable
