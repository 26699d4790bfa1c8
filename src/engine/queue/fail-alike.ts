import { problems } from '../../contract/problems/catalogue.ts'
import type { Failure, JobId } from '../job/job.ts'
import { targetKeyOf } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'
import type { JobStore } from './job-store.ts'
import { statusOf } from './status.ts'

/** Fails the waiting jobs that would meet the same problem: those of the target key, or all, by the problem's `concerns`. */
export function failAlike(store: JobStore, failure: Failure, target: Target): void {
  const { concerns } = problems[failure.problem]
  if (concerns === 'file') return
  const alike: JobId[] = []
  for (const job of store.jobs()) {
    const concerned = concerns === 'everyone' || targetKeyOf(job.target) === targetKeyOf(target)
    if (concerned && statusOf(job) === 'waiting') alike.push(job.id)
  }
  store.dispatchAll(alike, () => ({ type: 'failed', failure }))
}
