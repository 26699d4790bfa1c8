import { advance } from '../job/advance.ts'
import type { JobEvent } from '../job/job-event.ts'
import type { Job, JobId } from '../job/job.ts'
import { Subscribable } from '../subscribable.ts'
import { QueueTotals } from './queue-totals.ts'
import type { QueueSnapshot } from './uploads.ts'

/** Called during each change; must not change any job itself. */
export type Observer = (after: Job, before: Job | undefined) => void

/** A job that was taken off the list, with its rank there. */
export interface RemovedJob {
  readonly job: Job
  readonly rank: number
}

/** All jobs in queue order; the only code that replaces a job by its next version. */
export class JobStore {
  readonly #jobs = new Map<JobId, Job>()
  /** Position in the queue; kept apart from the job, because reordering makes no new version of it. */
  readonly #ranks = new Map<JobId, number>()
  #ids: readonly JobId[] = []
  #nextRank = 0
  readonly #tally = new QueueTotals()
  #hold: QueueSnapshot['hold'] = null
  #undoable: QueueSnapshot['undoable'] = null
  #snapshot: QueueSnapshot | null = null
  readonly #changes = new Subscribable()
  readonly #jobListeners = new Map<JobId, Set<() => void>>()
  readonly #observe: Observer

  constructor(observe: Observer) {
    this.#observe = observe
  }

  get(id: JobId): Job | undefined {
    return this.#jobs.get(id)
  }

  rankOf(id: JobId): number {
    return this.#ranks.get(id) ?? Number.POSITIVE_INFINITY
  }

  add(jobs: readonly Job[]): void {
    for (const job of jobs) {
      this.#ranks.set(job.id, this.#nextRank)
      this.#nextRank += 1
      this.#put(job, undefined)
    }
    this.#ids = this.#ids.concat(jobs.map((job) => job.id))
    this.#publish()
  }

  /** Takes jobs off the list; `putBack` accepts what it returns. */
  remove(ids: readonly JobId[]): readonly RemovedJob[] {
    const gone = new Set(ids)
    const removed: RemovedJob[] = []
    for (const id of gone) {
      const job = this.#jobs.get(id)
      if (job) removed.push({ job, rank: this.rankOf(id) })
      this.#tally.change(job, undefined)
      this.#jobs.delete(id)
      this.#ranks.delete(id)
    }
    this.#ids = this.#ids.filter((id) => !gone.has(id))
    this.#publish()
    for (const id of gone) this.#notifyJob(id)
    return removed
  }

  /** Puts ended jobs back at their old ranks. The observer is not called: nothing is left to do for them. */
  putBack(removed: readonly RemovedJob[]): void {
    for (const { job, rank } of removed) {
      this.#ranks.set(job.id, rank)
      this.#jobs.set(job.id, job)
      this.#tally.change(undefined, job)
    }
    this.#ids = this.#ids.concat(removed.map(({ job }) => job.id))
    this.rerank([])
    for (const { job } of removed) this.#notifyJob(job.id)
  }

  dispatch(id: JobId, event: JobEvent): void {
    this.dispatchAll([id], () => event)
  }

  /** Advances many jobs and notifies the queue's listeners once. */
  dispatchAll(ids: readonly JobId[], eventFor: (job: Job) => JobEvent): void {
    const changed: JobId[] = []
    for (const id of ids) {
      const before = this.#jobs.get(id)
      if (!before) continue
      const after = advance(before, eventFor(before))
      if (after === before) continue
      this.#put(after, before)
      changed.push(id)
    }
    if (changed.length === 0) return
    this.#publish()
    for (const id of changed) this.#notifyJob(id)
  }

  hold(hold: QueueSnapshot['hold']): void {
    if (this.#hold === hold) return
    this.#hold = hold
    this.#tally.hold(hold, this.#jobs.values())
    this.#publish()
  }

  offerUndo(undoable: QueueSnapshot['undoable']): void {
    if (this.#undoable === undoable) return
    this.#undoable = undoable
    this.#publish()
  }

  /** All jobs, in no particular order. */
  jobs(): Iterable<Job> {
    return this.#jobs.values()
  }

  get left(): QueueTotals['left'] {
    return this.#tally.left
  }

  /** Gives jobs new ranks and sorts the list by rank. */
  rerank(ranks: readonly (readonly [id: JobId, rank: number])[]): void {
    for (const [id, rank] of ranks) this.#ranks.set(id, rank)
    this.#ids = this.#ids.toSorted((a, b) => this.rankOf(a) - this.rankOf(b))
    this.#publish()
  }

  getSnapshot(): QueueSnapshot {
    this.#snapshot ??= {
      ids: this.#ids,
      counts: this.#tally.counts(),
      totalBytes: this.#tally.totalBytes,
      unseenFiles: this.#tally.unseenFiles,
      sentBytes: this.#tally.sentBytes,
      confirmedBytes: this.#tally.confirmedBytes,
      doneBytes: this.#tally.doneBytes,
      failedBytes: this.#tally.failedBytes,
      cancelledBytes: this.#tally.cancelledBytes,
      takenOut: this.#tally.takenOut,
      causes: this.#tally.causes(),
      targets: this.#tally.targets(),
      hold: this.#hold,
      undoable: this.#undoable,
    }
    return this.#snapshot
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener)
  }

  subscribeJob(id: JobId, listener: () => void): () => void {
    const listeners = this.#jobListeners.get(id) ?? new Set()
    this.#jobListeners.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#jobListeners.get(id) === listeners) this.#jobListeners.delete(id)
    }
  }

  #put(after: Job, before: Job | undefined): void {
    this.#jobs.set(after.id, after)
    this.#tally.change(before, after)
    this.#observe(after, before)
  }

  #publish(): void {
    this.#snapshot = null
    this.#changes.publish()
  }

  #notifyJob(id: JobId): void {
    for (const listener of [...(this.#jobListeners.get(id) ?? [])]) listener()
  }
}
