import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const root = 'drive/explorer/v2/root_folder/meta, error table, updated 2025-07-02'
const search = 'search-v2/doc_wiki/search, error table, crawled 2026-05-24'

/** Codes of calls that find a document: the root folder, a folder's list, search. Folders share the codes of media. */
export const findingProblems = {
  91201: { httpStatus: null, msg: 'FAILED', ...treatments.busy, source: root },
  91204: { httpStatus: null, msg: 'FORBIDDEN', ...treatments.appSetUp, source: root },
  1064001: {
    httpStatus: 400,
    msg: 'page size out of limit.',
    ...treatments.badCall,
    source: 'drive-v1/file/list, error table, crawled 2026-05-24',
  },
  1274001: { httpStatus: 400, msg: 'invalid param: missing required fields', ...treatments.badCall, source: search },
  1274002: { httpStatus: 400, msg: 'invalid param: illegal enum value', ...treatments.badCall, source: search },
  1274011: {
    httpStatus: 401,
    msg: 'user_access_token is invalid or expired',
    ...treatments.staleToken,
    source: search,
  },
  1277001: { httpStatus: 429, msg: 'rate limit exceeded', ...treatments.busy, source: search },
} as const satisfies ProblemTable
