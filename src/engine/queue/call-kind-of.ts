import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import type { CallKind } from '../calls/call-kind.ts'
import type { Job } from '../job/job.ts'
import { takesBytes } from '../targets/families.ts'

/** The kind of the calls that send a job's bytes to Feishu. */
export function callKindOf({ target, file }: Pick<Job, 'target' | 'file'>): Exclude<CallKind, 'floats'> {
  if (takesBytes(target)) return 'cells'
  return file.sizeBytes <= uploadAllMaxBytes ? 'whole' : 'parts'
}
