import type { ProblemTable } from './problem.ts'

const seed = 'drive-v1/media/upload_all, error table, 2025-02-25'

/** Codes of drive/v1/medias. */
export const mediaProblems = {
  1061004: {
    httpStatus: 403,
    msg: 'forbidden.',
    actor: 'document-owner',
    healing: 'none',
    actions: ['ask-access', 'pick-document', 'copy-details'],
    concerns: 'document',
    source: seed,
  },
} as const satisfies ProblemTable
