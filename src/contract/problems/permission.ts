import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const auth = 'permission-member/auth, error table, crawled 2026-05-24'
const member = 'permission-member, error tables, crawled 2026-05-24'
const metas = 'drive-v1/meta/batch_query, crawled 2026-05-24'

/** Codes of drive/v1/permissions and drive/v1/metas. */
export const permissionProblems = {
  // In `failed_list` of an answer with code 0, one per document; the official page gives no `msg`.
  970002: { httpStatus: 200, msg: '', ...treatments.wrongTarget, source: metas },
  970003: { httpStatus: 200, msg: '', ...treatments.noEditRight, source: metas },
  970005: { httpStatus: 200, msg: '', ...treatments.documentGone, source: metas },
  1063001: { httpStatus: 400, msg: 'Invalid parameter', ...treatments.documentGone, source: auth },
  1063002: { httpStatus: 403, msg: 'Permission denied', ...treatments.noEditRight, source: member },
  1063003: {
    httpStatus: 400,
    msg: 'Invalid operation',
    ...treatments.adminDecides,
    concerns: 'document',
    source: auth,
  },
  1063004: { httpStatus: 403, msg: 'User has no share permission', ...treatments.noEditRight, source: member },
  1063005: { httpStatus: 404, msg: 'Resource is deleted', ...treatments.documentGone, source: auth },
  1063006: { httpStatus: 429, msg: 'Too many request', ...treatments.busy, source: auth },
  1066001: { httpStatus: 500, msg: 'Internal Error', ...treatments.internalError, concerns: 'document', source: auth },
  1066002: { httpStatus: 500, msg: 'Concurrency error, please retry', ...treatments.busy, source: auth },
  1069701: { httpStatus: 401, msg: 'User identity verification failed', ...treatments.staleToken, source: metas },
  1069704: { httpStatus: 503, msg: 'Internal server error', ...treatments.busy, source: metas },
} as const satisfies ProblemTable
