import type { Job } from '../job/job.ts'
import { isPaused } from '../job/paused.ts'
import type { Hold, Status } from './uploads.ts'
import { callKindOf } from './call-kind-of.ts'

/**
 * A job whose empty block stands ready still waits for its turn; one whose block is being cleared away is still at work, and
 * so is a paused one until what is on the wire has been answered. Of a queue that stands still nothing is at work.
 *
 * @param standing Why the queue stands still, if it does.
 */
export function statusOf(job: Job, standing: Hold | null = null): Status {
  const { stage, paused, lacksFile } = job
  switch (stage.at) {
    case 'waiting':
    case 'placed':
      if (lacksFile) return 'needs-file'
      return paused ? 'paused' : 'waiting'
    case 'done':
    case 'failed':
    case 'cancelled':
      return stage.at
    default:
      if (standing && paused) return 'paused'
      return isStanding(job, standing) ? 'waiting' : 'active'
  }
}

/** Whether a job would get on, were it not for what the whole queue, or the job's kind of calls, waits for. */
export function isStanding(job: Job, standing: Hold | null): boolean {
  const { at } = job.stage
  if (standing === null || isPaused(job) || at === 'done' || at === 'failed' || at === 'cancelled') return false
  if (standing.calls === null) return true
  const isToSend = at === 'waiting' || at === 'placing' || at === 'placed' || at === 'sending'
  return isToSend && standing.calls.includes(callKindOf(job))
}
