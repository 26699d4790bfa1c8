import type { EmbedEvent } from '../../contract/embed/protocol.ts'
import type { Failure, Job, JobId } from '../../engine/job/job.ts'
import { pendingStatuses } from '../../engine/queue/pending-statuses.ts'
import { statusOf } from '../../engine/queue/status.ts'
import type { QueueSnapshot, Status, Uploads } from '../../engine/queue/uploads.ts'
import { shownAt } from '../../engine/targets/families.ts'

/** A portal wants to know how far it is, not each of ten thousand steps. */
const reportEveryMs = 250

interface QueueEventsDoors {
  readonly send: (event: EmbedEvent) => void
  /** What happened and what to do; null while these texts are not there. */
  readonly guidanceOf: (failure: Failure) => string | null
  readonly later: (run: () => void, delayMs: number) => void
}

type Uploading = Pick<Uploads, 'getSnapshot' | 'getJob' | 'subscribe'>

/**
 * Tells the portal about a queue. Files that had ended when the queue was restored are not told again, apart from those that failed,
 * which still stand there for somebody to act.
 */
export class QueueEvents {
  readonly #uploads: Uploading
  readonly #doors: QueueEventsDoors
  readonly #stop: () => void
  /** Statuses as the portal knows them. */
  #told = new Map<JobId, Status>()
  #ids: QueueSnapshot['ids'] = []
  #counts: QueueSnapshot['counts'] | null = null
  #progress = ''
  /** Files were told of since the last `all-done`. */
  #isRunning = false
  #isReporting = false
  #isOver = false

  constructor(uploads: Uploading, doors: QueueEventsDoors) {
    this.#uploads = uploads
    this.#doors = doors
    this.#stop = uploads.subscribe(this.#onChange)
    this.#onChange()
  }

  end(): void {
    this.#isOver = true
    this.#stop()
  }

  readonly #onChange = (): void => {
    const snapshot = this.#uploads.getSnapshot()
    // At once, so that a file is told as queued however soon it arrives.
    if (snapshot.ids !== this.#ids) this.#tellQueued(snapshot)
    if (this.#isReporting) return
    this.#isReporting = true
    this.#doors.later(() => {
      this.#isReporting = false
      if (!this.#isOver) this.#report(this.#uploads.getSnapshot())
    }, reportEveryMs)
  }

  #tellQueued({ ids, hold }: QueueSnapshot): void {
    const told = new Map<JobId, Status>()
    const fresh: Job[] = []
    for (const id of ids) {
      const job = this.#uploads.getJob(id)
      if (!job) continue
      const known = this.#told.get(id)
      const status = statusOf(job, hold)
      if (known === undefined && status !== 'done' && status !== 'cancelled') fresh.push(job)
      told.set(id, known ?? (status === 'failed' ? 'waiting' : status))
    }
    this.#ids = ids
    this.#told = told
    // Counts change with the ids; those of a removed file are not told.
    this.#counts = null
    if (fresh.length === 0) return
    this.#isRunning = true
    this.#doors.send({ type: 'queued', files: fresh.map(fileOf) })
  }

  #report(snapshot: QueueSnapshot): void {
    if (snapshot.counts !== this.#counts) this.#tellEnded(snapshot)
    this.#tellProgress(snapshot)
    const { counts } = snapshot
    const isPending = pendingStatuses.some((status) => counts[status] > 0)
    if (isPending) this.#isRunning = true
    else if (this.#isRunning) {
      this.#isRunning = false
      const { done, failed, cancelled } = counts
      this.#doors.send({ type: 'all-done', done, failed, cancelled })
    }
  }

  #tellEnded({ ids, counts, hold }: QueueSnapshot): void {
    this.#counts = counts
    for (const id of ids) {
      const job = this.#uploads.getJob(id)
      if (!job) continue
      const status = statusOf(job, hold)
      if (status === this.#told.get(id)) continue
      this.#told.set(id, status)
      this.#tellEnd(job)
    }
  }

  #tellEnd(job: Job): void {
    const { stage } = job
    const { send, guidanceOf } = this.#doors
    if (stage.at === 'done') {
      send({ type: 'file-done', ...fileOf(job), fileToken: stage.fileToken, link: shownAt(job) })
    } else if (stage.at === 'failed') {
      const { failure } = stage
      const { code, problem } = failure
      send({ type: 'file-failed', ...fileOf(job), code, problem, guidance: guidanceOf(failure) })
    }
  }

  #tellProgress({ ids, counts, totalBytes, sentBytes, doneBytes }: QueueSnapshot): void {
    if (ids.length === 0) return
    const event: EmbedEvent = {
      type: 'progress',
      files: { total: ids.length - counts.cancelled, done: counts.done, failed: counts.failed },
      bytes: { total: totalBytes, sent: sentBytes, done: doneBytes },
    }
    const text = JSON.stringify(event)
    if (text === this.#progress) return
    this.#progress = text
    this.#doors.send(event)
  }
}

function fileOf({ id, name }: Job): { readonly id: string; readonly name: string } {
  return { id, name }
}
