import type { Job } from '../job/job.ts'
import { isPaused } from '../job/paused.ts'
import type { Hold, Status } from './uploads.ts'
import { callKindOf } from './call-kind-of.ts'
import { orderKeyOf } from '../targets/families.ts'

/**
 * The state of a job as people read it. `placed` still counts as waiting, and `clearing` as active; so does a paused job until its
 * call in flight has been answered. No job that a queue hold keeps back is active.
 *
 * @param hold The queue hold, if there is one.
 */
export function statusOf(job: Job, hold: Hold | null = null): Status {
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
      if (hold && paused) return 'paused'
      return isOnHold(job, hold) ? 'waiting' : 'active'
  }
}

/** Whether only the queue hold keeps the job back, be it a hold of all calls or of the job's kind of calls. */
export function isOnHold(job: Job, hold: Hold | null): boolean {
  const { at } = job.stage
  if (hold === null || isPaused(job) || at === 'done' || at === 'failed' || at === 'cancelled') return false
  if (hold.calls === null) return true
  const isToSend = at === 'waiting' || at === 'placing' || at === 'placed' || at === 'sending'
  if (isToSend) return hold.calls.includes(callKindOf(job))
  // Where files get their position as they are bound, one that was sent waits for those before it, which may be held.
  return at === 'sent' && orderKeyOf(job.target) !== null
}
