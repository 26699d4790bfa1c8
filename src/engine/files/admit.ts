import { fileNameMaxCharacters } from '../../contract/feishu/limits.ts'
import { refused } from '../targets/admission.ts'
import { familyOf } from '../targets/families.ts'
import type { Admission, Admitted } from '../targets/family.ts'
import type { Target } from '../targets/target.ts'

/**
 * Tells whether a target could take a file at all, before anything is done for it. Feishu does not say whether a name's
 * characters are UTF-16 units or code points; code points are counted, and the rare name between the two is Feishu's to refuse.
 */
export function admit(file: Admitted, target: Target): Admission {
  const { name, sizeBytes } = file
  if (name.trim() === '') return refused('file-name-empty')
  if (Array.from(name).length > fileNameMaxCharacters) return refused('file-name-too-long')
  if (sizeBytes === 0) return refused('file-empty')
  return familyOf(target).admit(file, target)
}
