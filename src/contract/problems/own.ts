import type { ProblemTable } from './problem.ts'

/** Conditions that no code of Feishu names. */
export const ownProblems = {
  'unreadable-answer': {
    httpStatus: null,
    msg: '',
    actor: 'feishu',
    healing: 'repeat',
    actions: ['retry', 'copy-details'],
    concerns: 'everyone',
    source: 'ours; larksuite/openclaw-lark#568',
  },
  'unknown-code': {
    httpStatus: null,
    msg: '',
    actor: 'feishu',
    healing: 'none',
    actions: ['retry', 'copy-details'],
    concerns: 'file',
    source: 'ours',
  },
} as const satisfies ProblemTable
