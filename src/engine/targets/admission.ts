import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Admission } from './family.ts'

export const admitted: Admission = { ok: true }

export function refused(problem: ProblemKey): Admission {
  return { ok: false, problem }
}

export function admitUpTo(maxBytes: number, sizeBytes: number): Admission {
  return sizeBytes > maxBytes ? refused('file-too-large') : admitted
}
