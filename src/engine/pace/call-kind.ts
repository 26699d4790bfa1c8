import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import type { Job } from '../job/job.ts'
import { takesBytes } from '../targets/target.ts'

/** Kinds of calls that Feishu counts by themselves, side by side: whole files, parts, pictures in cells, pictures over cells. */
export type CallKind = 'whole' | 'parts' | 'cells' | 'floats'

/** The calls that bring a job's bytes to Feishu. */
export function callKindOf({ target, file }: Pick<Job, 'target' | 'file'>): Exclude<CallKind, 'floats'> {
  if (takesBytes(target)) return 'cells'
  return file.sizeBytes <= uploadAllMaxBytes ? 'whole' : 'parts'
}
