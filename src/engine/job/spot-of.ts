import type { Stage } from './job.ts'
import type { Spot } from './spot.ts'

/** The spot that a job holds, that is kept for it, or in which it left something; null when there is none or it is unknown. */
export function spotOf(stage: Stage): Spot | null {
  if ('spot' in stage) return stage.spot
  if (stage.at === 'failed' && stage.kept) return stage.kept.spot
  if (stage.at !== 'failed' && stage.at !== 'cancelled') return null
  if (stage.at === 'cancelled' && stage.before) return spotOf(stage.before)
  const { leftover } = stage
  if (leftover === null || leftover === 'perhaps') return null
  return 'fileToken' in leftover ? leftover.spot : leftover
}
