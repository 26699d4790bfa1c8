import { blockUrl } from '../../contract/docx.ts'
import type { Job } from '../../engine/job.ts'
import { blockOf } from '../../engine/spot.ts'
import { spotOf } from '../../engine/spot-of.ts'

/** Link to what a job left: to its block in a document, where one is known; else to its target. */
export function leftUrlOf({ stage, target }: Pick<Job, 'stage' | 'target'>): string {
  const spot = spotOf(stage)
  const block = spot && blockOf(spot)
  return block && target.is === 'docx' ? blockUrl(target.url, block.topBlockId) : target.url
}
