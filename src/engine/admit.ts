import { fileNameMaxCharacters } from '../contract/limits.ts'
import type { ProblemKey } from '../contract/problems/catalogue.ts'

export type Admission = { readonly ok: true } | { readonly ok: false; readonly problem: ProblemKey }

/**
 * Tells whether Feishu could take a file at all, before anything is done for it. Feishu does not say whether a name's
 * characters are UTF-16 units or code points; code points are counted, and the rare name between the two is Feishu's to refuse.
 *
 * @param sizeBytes Null when nobody knows it yet: the name alone is judged.
 */
export function admit(name: string, sizeBytes: number | null): Admission {
  if (name.trim() === '') return { ok: false, problem: 'file-name-empty' }
  if (Array.from(name).length > fileNameMaxCharacters) return { ok: false, problem: 'file-name-too-long' }
  if (sizeBytes === 0) return { ok: false, problem: 'file-empty' }
  return { ok: true }
}
