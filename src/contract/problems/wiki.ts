import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const source = 'wiki-v2/space-node/get_node, error table, crawled 2026-05-24'

/** Codes of wiki/v2. */
export const wikiProblems = {
  131001: { httpStatus: 400, msg: 'rpc fail', ...treatments.busy, source },
  131002: { httpStatus: 400, msg: 'param err', ...treatments.badCall, source },
  131003: {
    httpStatus: 400,
    msg: 'out of limit',
    ...treatments.wrongTarget,
    source: 'wiki-v2/space-node/create, error table, crawled 2026-05-24',
  },
  131004: { httpStatus: 400, msg: 'invalid user', ...treatments.signIn, source },
  131005: { httpStatus: 400, msg: 'not found', ...treatments.documentGone, source },
  131006: { httpStatus: 400, msg: 'permission denied', ...treatments.noEditRight, source },
  /** The official page asks not to repeat it. */
  131007: {
    httpStatus: 400,
    msg: 'internal err',
    actor: 'feishu',
    healing: 'none',
    actions: ['copy-details', 'pick-document'],
    concerns: 'document',
    source,
  },
  131009: {
    httpStatus: 400,
    msg: 'lock contention, please retry later.',
    ...treatments.busy,
    source: 'wiki-v2/space-node, error tables, crawled 2026-05-24',
  },
  131010: {
    httpStatus: 400,
    msg: 'doc type is deprecated, please use docx.',
    ...treatments.badCall,
    source: 'wiki-v2/space-node/create, error table, crawled 2026-05-24',
  },
} as const satisfies ProblemTable
