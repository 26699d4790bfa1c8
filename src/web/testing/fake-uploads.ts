import type { SourceFile } from '../../engine/files/source-file.ts'
import type { Failure, Job, JobId } from '../../engine/job/job.ts'
import type { SheetTarget, Target } from '../../engine/targets/target.ts'
import { QueueTotals } from '../../engine/queue/queue-totals.ts'
import { moved, sorted } from '../../engine/queue/reorder.ts'
import type {
  Duplicate,
  Move,
  Pace,
  QueueSnapshot,
  SortDirection,
  SortKey,
  Hold,
  Uploads,
} from '../../engine/queue/uploads.ts'

/** A queue controlled by the test, which sets its jobs and reads what the page asked of it. */
export class FakeUploads implements Uploads {
  readonly asked: unknown[][] = []
  /** Paths of files that the document holds already, by jobs of these ids. */
  readonly known = new Set<string>()
  /** Jobs whose files can be replaced by those of these paths, which are `known`. */
  readonly replaceable = new Map<string, JobId>()
  /** Paths of files that jobs take when they are brought again. */
  readonly awaited = new Set<string>()
  /** Cells that earlier pictures have, of any series. */
  handedOut = 0
  /** The series of the last pictures in the sheet. */
  lastSeries: SheetTarget | null = null
  readonly #jobs = new Map<JobId, Job>()
  readonly #listeners = new Set<() => void>()
  #hold: QueueSnapshot['hold'] = null
  #undoable: QueueSnapshot['undoable'] = null
  #snapshot = this.#count()

  /** Puts jobs into the queue, or in the place of those with the same id. */
  show(...jobs: readonly Job[]): void {
    for (const job of jobs) this.#jobs.set(job.id, job)
    this.#notify()
  }

  /** @param failure By default the whole queue is held until somebody acts. */
  hold(failure: (Failure & Partial<Hold>) | null): void {
    this.#hold = failure && { untilMs: null, calls: null, ...failure }
    this.#notify()
  }

  offerUndo(undoable: QueueSnapshot['undoable']): void {
    this.#undoable = undoable
    this.#notify()
  }

  /** Drops named with the files that were added, in turn. */
  readonly dropIds: (string | undefined)[] = []

  add: Uploads['add'] = (files, target, dropId, replacing) => {
    const paths = files.map((file) => file.path)
    this.dropIds.push(dropId)
    this.#note('add', paths, target.title)
    for (const file of files) {
      const of = replacing?.get(file)
      if (of !== undefined) this.#note('replace', file.path, of)
    }
    return paths
  }
  cellsAhead = () => this.handedOut
  lastSeriesLike = (): SheetTarget | null => this.lastSeries
  findDuplicates = (files: readonly SourceFile[]): Promise<readonly Duplicate[]> => {
    const duplicates = files.filter(({ path }) => this.known.has(path))
    return Promise.resolve(
      duplicates.map((file): Duplicate => {
        const of = this.replaceable.get(file.path)
        return { file, sizeBytes: 1, of: of ?? file.path, isDone: true, ...(of !== undefined && { canReplace: true }) }
      }),
    )
  }
  reattach = (files: readonly SourceFile[]) => {
    const paths = files.map(({ path }) => path)
    this.#note('reattach', paths)
    return Promise.resolve(files.filter(({ path }) => !this.awaited.has(path)))
  }
  pause = (ids: readonly JobId[]) => this.#note('pause', ids)
  resume = (ids: readonly JobId[]) => this.#note('resume', ids)
  move = (ids: readonly JobId[], to: Move) => {
    this.#note('move', ids, to)
    this.#reorder(moved(this.#waiting(), new Set(ids), to))
  }
  arrange = (ids: readonly JobId[]) => this.#note('arrange', ids)
  sort = (by: SortKey, direction: SortDirection) => {
    this.#note('sort', by, direction)
    const jobs = this.#waiting().flatMap((id) => this.#jobs.get(id) ?? [])
    this.#reorder(sorted(jobs, by, direction).map((job) => job.id))
  }
  takeOut = (ids: readonly JobId[]) => this.#note('takeOut', ids)
  cancel = (ids: readonly JobId[]) => this.#note('cancel', ids)
  retry = (ids: readonly JobId[]) => this.#note('retry', ids)
  alter: Uploads['alter'] = (alterations) => {
    for (const [id, { how }] of alterations) this.#note('alter', id, how)
  }
  rename = (names: ReadonlyMap<JobId, string>) => names.forEach((name, id) => this.#note('rename', id, name))
  retarget = (ids: readonly JobId[], target: Target) => this.#note('retarget', ids, target.title)
  forget = (ids: readonly JobId[]) => this.#note('forget', ids)
  cancelUndoably = (ids: readonly JobId[]) => this.#note('cancelUndoably', ids)
  forgetUndoably = (ids: readonly JobId[]) => this.#note('forgetUndoably', ids)
  undo = () => this.#note('undo')
  finalize = () => this.#note('finalize')
  takeUp = () => this.#note('takeUp')
  goOn = () => this.#note('goOn')
  getPace = (): Pace => ({
    confirmedBytesPerSecond: null,
    callsLeft: { whole: 0, parts: 0, cells: 0, floats: 0 },
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

  #waiting(): readonly JobId[] {
    return [...this.#jobs.values()].filter((job) => job.stage.at === 'waiting').map((job) => job.id)
  }

  /** Reorders the waiting jobs among their own positions. */
  #reorder(waiting: readonly JobId[]): void {
    const waitingIds = new Set(this.#waiting())
    let next = 0
    const order = [...this.#jobs.keys()].map((id) => (waitingIds.has(id) ? (waiting[next++] ?? id) : id))
    if (order.every((id, at) => id === this.#snapshot.ids[at])) return
    const jobs = order.flatMap((id) => this.#jobs.get(id) ?? [])
    this.#jobs.clear()
    this.show(...jobs)
  }

  #note(...call: unknown[]): void {
    this.asked.push(call)
  }

  #notify(): void {
    this.#snapshot = this.#count()
    for (const listener of this.#listeners) listener()
  }

  #count(): QueueSnapshot {
    const tally = new QueueTotals()
    tally.hold(this.#hold, [])
    for (const job of this.#jobs.values()) tally.change(undefined, job)
    const { totalBytes, unseenFiles, sentBytes, confirmedBytes, doneBytes, failedBytes, cancelledBytes, takenOut } =
      tally
    return {
      ids: [...this.#jobs.keys()],
      counts: tally.counts(),
      ...{ totalBytes, unseenFiles, sentBytes, confirmedBytes, doneBytes, failedBytes, cancelledBytes, takenOut },
      causes: tally.causes(),
      targets: tally.targets(),
      hold: this.#hold,
      undoable: this.#undoable,
    }
  }
}
