import { blockUrl } from '../../../contract/feishu/docx/docx.ts'
import type { Job } from '../../../engine/job/job.ts'
import { blockOf } from '../../../engine/job/spot.ts'
import { spotOf } from '../../../engine/job/spot-of.ts'

/** Link to what a job left: to its block in a document, where one is known; else to its target. */
export function leftUrlOf({ stage, target }: Pick<Job, 'stage' | 'target'>): string {
  const spot = spotOf(stage)
  const block = spot && blockOf(spot)
  return block && target.is === 'docx' ? blockUrl(target.url, block.topBlockId) : target.url
}
