import { admit } from '../files/admit.ts'
import type { QueueHold } from '../calls/queue-hold.ts'
import type { RestartLimit } from '../calls/restart-limit.ts'
import type { Doors } from '../doors.ts'
import { ownFailure } from '../job/failure.ts'
import { findDuplicates } from '../files/find-duplicates.ts'
import type { Alteration } from '../job/job-event.ts'
import type { Job, JobId } from '../job/job.ts'
import { targetKeyOf } from '../targets/families.ts'
import type { SheetTarget, Target } from '../targets/target.ts'
import type { TargetLanes } from '../targets/target-lanes.ts'
import type { JobStore } from './job-store.ts'
import type { RestoredQueue } from '../journal/journal-change.ts'
import type { JournalKeeper } from '../journal/journal-keeper.ts'
import type { SourceFile } from '../files/source-file.ts'
import { composeEngine } from './compose-engine.ts'
import { newJob, restoredJob } from './make-job.ts'
import { matchFiles } from '../files/match-files.ts'
import type { PaceMeter } from '../pace/pace-meter.ts'
import type { QueueOrder } from './queue-order.ts'
import type { SheetCells } from '../targets/sheet/sheet-cells.ts'
import { cellsAhead, lastSeriesLike } from '../targets/sheet/cell-series.ts'
import { pendingStatuses } from './pending-statuses.ts'
import { statusOf } from './status.ts'
import type { Undo } from './undo.ts'
import type { Duplicate, Move, Pace, SortDirection, SortKey, Uploads } from './uploads.ts'

/**
 * Creates the upload queue.
 *
 * @param restored The queue of an earlier page, to be continued (`Uploads.takeUp`).
 */
export function createUploads(doors: Doors, restored?: RestoredQueue): Uploads {
  return new Engine(doors, restored)
}

class Engine implements Uploads {
  readonly #doors: Doors
  readonly #store: JobStore
  readonly #journal: JournalKeeper
  readonly #hold: QueueHold
  readonly #undo: Undo
  readonly #restartLimit: RestartLimit
  readonly #cells: SheetCells
  readonly #lanes: TargetLanes
  readonly #pace: PaceMeter
  readonly #order: QueueOrder

  readonly getSnapshot: Uploads['getSnapshot'] = () => this.#store.getSnapshot()
  readonly subscribe: Uploads['subscribe'] = (listener) => this.#store.subscribe(listener)
  readonly getJob: Uploads['getJob'] = (id) => this.#store.get(id)
  readonly subscribeJob: Uploads['subscribeJob'] = (id, listener) => this.#store.subscribeJob(id, listener)

  constructor(doors: Doors, restored: RestoredQueue | undefined) {
    this.#doors = doors
    const engine = composeEngine(doors, {
      admitAgain: (ids) => this.#refuse(ids),
      giveUp: (jobs) => this.#giveUp(jobs),
      replaced: (id) => this.forget([id]),
    })
    this.#store = engine.store
    this.#journal = engine.journal
    this.#hold = engine.hold
    this.#undo = engine.undo
    this.#restartLimit = engine.restartLimit
    this.#cells = engine.cells
    this.#lanes = engine.lanes
    this.#pace = engine.pace
    this.#order = engine.order
    if (restored) this.takeUp(restored)
  }

  add(...[files, target, dropId, replacing]: Parameters<Uploads['add']>): readonly JobId[] {
    const jobs = files.map((file) => {
      const of = replacing?.get(file)
      const inPlaceOf = typeof of === 'string' ? (this.#store.get(of) ?? null) : of
      return newJob(this.#doors.chance.uuid(), file, target, { dropId, inPlaceOf })
    })
    this.#store.add(jobs)
    this.#journal.added(jobs)
    return jobs.map((job) => job.id)
  }

  findDuplicates(
    ...[files, target, arrived = []]: Parameters<Uploads['findDuplicates']>
  ): Promise<readonly Duplicate[]> {
    // Of those that are in this queue, it knows more.
    const earlier = arrived.filter(({ id }) => !this.#store.get(id))
    return findDuplicates(files, target, { jobs: this.#store.jobs(), earlier })
  }

  async reattach(files: readonly SourceFile[]): Promise<readonly SourceFile[]> {
    const { byJob, rest } = await matchFiles(files, this.#store.jobs())
    const ids = [...byJob.keys()]
    this.#store.dispatchAll(ids, ({ id, file }) => ({ type: 'reattached', file: byJob.get(id) ?? file }))
    this.#refuse(ids)
    return rest
  }

  cancel(ids: readonly JobId[]): void {
    this.#store.dispatchAll(ids, () => ({ type: 'cancelled' }))
  }

  takeOut(ids: readonly JobId[]): void {
    // Jobs of the drop that were cancelled before are given up too; undo does not bring them back.
    this.#undo.finalize()
    this.#store.dispatchAll(ids, ({ stage }) => ({ type: stage.at === 'done' ? 'takeOut' : 'cancelled' }))
  }

  cancelUndoably(ids: readonly JobId[]): void {
    this.#undo.cancel(ids)
  }

  undo(): void {
    this.#undo.undo()
    // The journal may hold an order, written meanwhile, that lacks the restored jobs.
    this.#journal.reordered()
  }

  finalize(): void {
    this.#undo.finalize()
  }

  retry(ids: readonly JobId[]): void {
    this.#undo.leaveOut(ids)
    for (const id of ids) this.#restartLimit.reset(id)
    this.#store.dispatchAll(ids, () => ({ type: 'retried' }))
    this.#refuse(ids)
  }

  pause(ids: readonly JobId[]): void {
    this.#store.dispatchAll(ids, () => ({ type: 'paused' }))
  }

  resume(ids: readonly JobId[]): void {
    this.#store.dispatchAll(ids, () => ({ type: 'resumed' }))
  }

  move(ids: readonly JobId[], to: Move): void {
    this.#order.move(ids, to)
  }

  arrange(ids: readonly JobId[]): void {
    this.#order.arrange(ids)
  }

  sort(by: SortKey, direction: SortDirection): void {
    this.#order.sort(by, direction)
  }

  rename(names: ReadonlyMap<JobId, string>): void {
    const ids = [...names.keys()]
    this.#store.dispatchAll(ids, (job) => ({ type: 'renamed', name: names.get(job.id) ?? job.name }))
    this.#refuse(ids)
  }

  alter(alterations: ReadonlyMap<JobId, Alteration>): void {
    for (const [id, alteration] of alterations) this.#store.dispatch(id, { type: 'altered', ...alteration })
    this.#refuse([...alterations.keys()])
  }

  retarget(ids: readonly JobId[], target: Target): void {
    const movable = ids.filter((id) => this.#isMovable(id, target))
    this.#undo.leaveOut(movable)
    this.#giveUp(movable.flatMap((id) => this.#store.get(id) ?? []))
    this.#store.dispatchAll(movable, () => ({ type: 'retargeted', target }))
    this.#refuse(movable)
  }

  forget(ids: readonly JobId[]): void {
    const ended = this.#ended(ids)
    this.#giveUp(ended.flatMap((id) => this.#store.get(id) ?? []))
    this.#store.remove(ended)
    this.#journal.removed(ended)
    for (const id of ids) this.#forgetOnceCancelled(id)
  }

  /** Takes a cancelled job off the list when the clearing of its block has ended. */
  #forgetOnceCancelled(id: JobId): void {
    const isEnding = () => {
      const stage = this.#store.get(id)?.stage
      return stage?.at === 'clearing' && stage.ending.as === 'cancelled'
    }
    if (!isEnding()) return
    const stop = this.#store.subscribeJob(id, () => {
      if (isEnding()) return
      stop()
      this.forget([id])
    })
  }

  forgetUndoably(ids: readonly JobId[]): void {
    this.#undo.remove(this.#ended(ids))
  }

  takeUp(queue: RestoredQueue): void {
    const nowMs = this.#doors.clock.nowMs()
    this.#store.add(queue.jobs.map((job) => restoredJob(job, nowMs)))
    this.#lanes.restore(queue)
  }

  goOn(): void {
    this.#hold.goOn()
  }

  cellsAhead(series: SheetTarget): number {
    return cellsAhead(series, this.#store.jobs(), this.#cells)
  }

  lastSeriesLike(series: SheetTarget): SheetTarget | null {
    return lastSeriesLike(series, this.#store.jobs())
  }

  getPace(): Pace {
    const pace = this.#pace.read(this.#store.left)
    return this.#hold.reason === null
      ? pace
      : { ...pace, confirmedBytesPerSecond: null, timeLeftMs: null, boundBy: null }
  }

  /** Fails the jobs whose file, under its current name, cannot be uploaded to their target at all. */
  #refuse(ids: readonly JobId[]): void {
    for (const id of ids) {
      const job = this.#store.get(id)
      if (job?.stage.at !== 'waiting' && job?.stage.at !== 'placed') continue
      const admission = admit(job, job.target)
      if (!admission.ok) this.#store.dispatch(id, { type: 'failed', failure: ownFailure(admission.problem) })
    }
  }

  #isMovable(id: JobId, target: Target): boolean {
    const job = this.#store.get(id)
    if (job?.stage.at === 'waiting') return targetKeyOf(job.target) !== targetKeyOf(target)
    return job?.stage.at === 'failed' || job?.stage.at === 'cancelled'
  }

  #ended(ids: readonly JobId[]): readonly JobId[] {
    return ids.filter((id) => {
      const job = this.#store.get(id)
      return job !== undefined && !pendingStatuses.includes(statusOf(job))
    })
  }

  /** Gives up what these jobs left in their targets, because no retry will need it. */
  #giveUp(jobs: readonly Job[]): void {
    for (const job of jobs) {
      this.#restartLimit.reset(job.id)
      this.#lanes.of(job.target).giveUp(job)
    }
  }
}
