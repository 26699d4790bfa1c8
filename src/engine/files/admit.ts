import { fileNameMaxCharacters } from '../../contract/feishu/limits.ts'
import { refused } from '../targets/admission.ts'
import { familyOf } from '../targets/families.ts'
import type { Admission, Admitted } from '../targets/family.ts'
import type { Target } from '../targets/target.ts'

/**
 * Checks whether a target can take a file, before any call is made for it. Feishu does not say whether it counts a name's
 * characters as UTF-16 units or code points; this counts code points, and leaves the rare name between the two for Feishu to refuse.
 */
export function admit(file: Admitted, target: Target): Admission {
  const { name, sizeBytes } = file
  if (name.trim() === '') return refused('file-name-empty')
  if (Array.from(name).length > fileNameMaxCharacters) return refused('file-name-too-long')
  if (sizeBytes === 0) return refused('file-empty')
  return familyOf(target).admit(file, target)
}
