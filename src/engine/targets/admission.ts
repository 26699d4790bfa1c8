import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Admission } from './family.ts'

export const admitted: Admission = { ok: true }

export function refused(problem: ProblemKey): Admission {
  return { ok: false, problem }
}

/** @param sizeBytes Null while the size is unknown; such a file is not refused for its size. */
export function admitUpTo(maxBytes: number, sizeBytes: number | null): Admission {
  return sizeBytes !== null && sizeBytes > maxBytes ? refused('file-too-large') : admitted
}
