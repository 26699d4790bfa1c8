import { fileNameMaxCharacters } from '../../contract/feishu/limits.ts'
import type { Job } from '../job/job.ts'
import { refused } from '../targets/admission.ts'
import { familyOf } from '../targets/families.ts'
import type { Admission } from '../targets/family.ts'
import type { Target } from '../targets/target.ts'
import { isInspected } from './source-file.ts'

/**
 * Checks whether a target can take a file under a job's name, before any call is made for it. Feishu does not say whether it counts
 * a name's characters as UTF-16 units or code points; this counts code points, and leaves the rare name between the two for Feishu
 * to refuse.
 */
export function admit({ name, file, contents }: Pick<Job, 'name' | 'file' | 'contents'>, target: Target): Admission {
  const { sizeBytes } = file
  if (name.trim() === '') return refused('file-name-empty')
  if (Array.from(name).length > fileNameMaxCharacters) return refused('file-name-too-long')
  if (isInspected(file) && sizeBytes === 0) return refused('file-empty')
  return familyOf(target).admit({ name, sizeBytes, contents }, target)
}
