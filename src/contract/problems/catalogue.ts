import type { Refusal } from '../api.ts'
import { mediaProblems } from './media.ts'
import { ownProblems } from './own.ts'
import type { Problem } from './problem.ts'

const tables = { ...mediaProblems, ...ownProblems }

/** A row's key: Feishu's code in digits, or the name of a condition of our own. */
export type ProblemKey = keyof typeof tables

/** Every row of the catalogue, by key. */
export const problems: Readonly<Record<ProblemKey, Problem>> = tables

/** The row that a refused call belongs to; `unknown-code` when Feishu's code is in no table. */
export function problemOf(refusal: Refusal): ProblemKey {
  if (refusal.code === null) return 'unreadable-answer'
  const key = String(refusal.code)
  return isProblemKey(key) ? key : 'unknown-code'
}

export function isProblemKey(key: string): key is ProblemKey {
  return Object.hasOwn(tables, key)
}
