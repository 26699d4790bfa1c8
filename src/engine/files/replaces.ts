import type { Job, Replaces } from '../job/job.ts'
import { familyOf, targetKeyOf } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'

/** The place of a file that has arrived in a target, for another one to be put there; null where that cannot be. */
export function replacesOf(job: Pick<Job, 'id' | 'target' | 'stage'> | undefined, target: Target): Replaces | null {
  if (job?.stage.at !== 'done' || targetKeyOf(job.target) !== targetKeyOf(target)) return null
  const { fileToken } = job.stage
  const place = fileToken === null ? null : familyOf(target).replaceableAt(job.stage, job.target, target)
  return place && fileToken !== null ? { of: job.id, fileToken, ...place } : null
}
