import type { DroppedFile } from '../../engine/doors.ts'
import type { Job, JobId, Target } from '../../engine/job.ts'
import type {
  Cause,
  Duplicate,
  Move,
  Pace,
  QueueSnapshot,
  SortDirection,
  SortKey,
  Status,
  Uploads,
} from '../../engine/uploads.ts'
import { statusOf } from '../../engine/status-of.ts'

/** A queue held by hand: the test says what stands in it and sees what the page asked of it. */
export class FakeUploads implements Uploads {
  readonly asked: unknown[][] = []
  /** Paths of files that the document holds already. */
  readonly known = new Set<string>()
  /** Paths of files that jobs take when they are brought again. */
  readonly awaited = new Set<string>()
  readonly #jobs = new Map<JobId, Job>()
  readonly #listeners = new Set<() => void>()
  #standstill: QueueSnapshot['standstill'] = null
  #snapshot = this.#count()

  /** Puts jobs into the queue, or in the place of those with the same id. */
  show(...jobs: readonly Job[]): void {
    for (const job of jobs) this.#jobs.set(job.id, job)
    this.#tell()
  }

  standStill(standstill: QueueSnapshot['standstill']): void {
    this.#standstill = standstill
    this.#tell()
  }

  add = (files: readonly DroppedFile[], target: Target) => {
    const paths = files.map((file) => file.path)
    this.#note('add', paths, target.title)
    return paths
  }
  findDuplicates = (files: readonly DroppedFile[]): Promise<readonly Duplicate[]> => {
    const duplicates = files.filter(({ path }) => this.known.has(path))
    return Promise.resolve(duplicates.map((file) => ({ file, of: null, isDone: true })))
  }
  reattach = (files: readonly DroppedFile[]) => {
    this.#note(
      'reattach',
      files.map(({ path }) => path),
    )
    return Promise.resolve(files.filter(({ path }) => !this.awaited.has(path)))
  }
  pause = (ids: readonly JobId[]) => this.#note('pause', ids)
  resume = (ids: readonly JobId[]) => this.#note('resume', ids)
  move = (ids: readonly JobId[], to: Move) => this.#note('move', ids, to)
  sort = (by: SortKey, direction: SortDirection) => this.#note('sort', by, direction)
  cancel = (ids: readonly JobId[]) => this.#note('cancel', ids)
  retry = (ids: readonly JobId[]) => this.#note('retry', ids)
  rename = (id: JobId, name: string) => this.#note('rename', id, name)
  retarget = (ids: readonly JobId[], target: Target) => this.#note('retarget', ids, target.title)
  forget = (ids: readonly JobId[]) => this.#note('forget', ids)
  signedIn = () => this.#note('signedIn')
  getPace = (): Pace => ({
    confirmedBytesPerSecond: null,
    callsLeft: { whole: 0, parts: 0 },
    timeLeftMs: null,
    boundBy: null,
  })

  getSnapshot = () => this.#snapshot
  getJob = (id: JobId) => this.#jobs.get(id)
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  subscribeJob = (_id: JobId, listener: () => void) => this.subscribe(listener)

  #note(...call: unknown[]): void {
    this.asked.push(call)
  }

  #tell(): void {
    this.#snapshot = this.#count()
    for (const listener of this.#listeners) listener()
  }

  #count(): QueueSnapshot {
    const counts: Record<Status, number> = {
      waiting: 0,
      active: 0,
      paused: 0,
      'needs-file': 0,
      done: 0,
      failed: 0,
      cancelled: 0,
    }
    const causes = new Map<string, Cause>()
    let [totalBytes, sentBytes] = [0, 0]
    for (const job of this.#jobs.values()) {
      counts[statusOf(job)] += 1
      totalBytes += job.file.sizeBytes
      sentBytes += job.stage.at === 'sending' ? job.stage.sentBytes : 0
      if (job.stage.at !== 'failed') continue
      const { problem } = job.stage.failure
      const ids = [...(causes.get(problem)?.ids ?? []), job.id]
      causes.set(problem, { problem, target: job.target, ids })
    }
    const ids = [...this.#jobs.keys()]
    return {
      ids,
      counts,
      totalBytes,
      sentBytes,
      confirmedBytes: 0,
      causes: [...causes.values()],
      standstill: this.#standstill,
    }
  }
}
