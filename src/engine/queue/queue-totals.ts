import { confirmedBytesOf } from '../job/confirmed-bytes.ts'
import type { Job, JobId } from '../job/job.ts'
import { TargetCounts } from './target-counts.ts'
import { targetKeyOf } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'
import { statusOf } from './status.ts'
import type { Cause, Hold, Status } from './uploads.ts'
import { WorkLeft } from './work-left.ts'
import { isInspected } from '../files/source-file.ts'

/** Sums over all jobs, updated by difference, so that a progress event costs the same in a queue of ten thousand jobs as of one. */
export class QueueTotals {
  readonly #counts: Record<Status, number> = {
    waiting: 0,
    active: 0,
    paused: 0,
    'needs-file': 0,
    done: 0,
    failed: 0,
    cancelled: 0,
  }
  #countsSnapshot: Readonly<Record<Status, number>> | null = null
  totalBytes = 0
  unseenFiles = 0
  sentBytes = 0
  confirmedBytes = 0
  doneBytes = 0
  failedBytes = 0
  cancelledBytes = 0
  takenOut = 0
  #hold: Hold | null = null
  readonly left = new WorkLeft()
  readonly #ids = new Map<string, Set<JobId>>()
  readonly #causes = new Map<string, Cause>()
  #causeList: readonly Cause[] | null = []
  readonly #targets = new TargetCounts()

  /** Counts a job's change; `undefined` stands for a job that is new or was removed. */
  change(before: Job | undefined, after: Job | undefined): void {
    if (before) this.#count(before, -1)
    if (after) this.#count(after, 1)
    if (!before || !after || this.#statusOf(before) !== this.#statusOf(after)) this.#countsSnapshot = null
    this.#targets.change(targetOf(before), targetOf(after))
    const left = before ? causeKeyOf(before) : null
    const entered = after ? causeKeyOf(after) : null
    if (left === entered) return
    if (before && left !== null) this.#leave(left, before.id)
    if (after && entered !== null) this.#enter(entered, after)
  }

  /** Counts all jobs again, because the start or end of a queue hold can change the status of any. */
  hold(hold: Hold | null, jobs: Iterable<Job>): void {
    this.#hold = hold
    for (const status of Object.keys(this.#counts) as Status[]) this.#counts[status] = 0
    for (const job of jobs) this.#counts[this.#statusOf(job)] += 1
    this.#countsSnapshot = null
  }

  counts(): Readonly<Record<Status, number>> {
    this.#countsSnapshot ??= { ...this.#counts }
    return this.#countsSnapshot
  }

  targets(): readonly Target[] {
    return this.#targets.list()
  }

  causes(): readonly Cause[] {
    if (this.#causeList) return this.#causeList
    for (const [key, ids] of this.#ids) {
      const cause = this.#causes.get(key)
      if (cause?.ids.length === 0) this.#causes.set(key, { ...cause, ids: [...ids] })
    }
    this.#causeList = [...this.#causes.values()]
    return this.#causeList
  }

  #count(job: Job, by: 1 | -1): void {
    const status = this.#statusOf(job)
    const bytes = by * job.file.sizeBytes
    this.#counts[status] += by
    if (status === 'failed') this.failedBytes += bytes
    if (status === 'cancelled') this.cancelledBytes += bytes
    if (job.stage.at === 'cancelled' && job.stage.takenOut) this.takenOut += by
    if (status === 'failed' || status === 'cancelled') return
    this.totalBytes += bytes
    if (status === 'done') this.doneBytes += bytes
    if (!isInspected(job.file)) this.unseenFiles += by
    this.sentBytes += by * sentBytesOf(job)
    this.confirmedBytes += by * confirmedBytesOf(job)
    this.left.count(job, by)
  }

  #statusOf(job: Job): Status {
    return statusOf(job, this.#hold)
  }

  #enter(key: string, job: Job): void {
    if (job.stage.at !== 'failed') return
    const ids = this.#ids.get(key) ?? new Set()
    this.#ids.set(key, ids.add(job.id))
    this.#stale(key, { problem: job.stage.failure.problem, target: job.target, ids: [] })
  }

  #leave(key: string, id: JobId): void {
    const ids = this.#ids.get(key)
    const cause = this.#causes.get(key)
    if (!ids?.delete(id) || !cause) return
    this.#stale(key, { ...cause, ids: [] })
    if (ids.size > 0) return
    this.#ids.delete(key)
    this.#causes.delete(key)
  }

  /** Marks a cause's ids as outdated by leaving them empty, as those of no real cause are; `causes` lists them again. */
  #stale(key: string, cause: Cause): void {
    this.#causes.set(key, cause)
    this.#causeList = null
  }
}

/** The target of a job's file; null if the job failed or was cancelled. */
function targetOf(job: Job | undefined): Target | null {
  return !job || job.stage.at === 'failed' || job.stage.at === 'cancelled' ? null : job.target
}

function causeKeyOf({ stage, target }: Job): string | null {
  return stage.at === 'failed' ? `${stage.failure.problem} ${targetKeyOf(target)}` : null
}

function sentBytesOf({ stage, file }: Job): number {
  return stage.at === 'sending' ? stage.sentBytes : confirmedBytesOf({ stage, file })
}
