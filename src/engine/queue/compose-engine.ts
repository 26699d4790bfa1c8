import { ApiCaller } from '../calls/api-caller.ts'
import { QueueHold } from '../calls/queue-hold.ts'
import { RestartLimit } from '../calls/restart-limit.ts'
import { problems } from '../../contract/problems/catalogue.ts'
import { InFlightCounts } from '../dispatch/in-flight-counts.ts'
import { InFlightOrder } from '../dispatch/in-flight-order.ts'
import { JobRouter } from '../dispatch/job-router.ts'
import { PlaceAhead } from '../dispatch/place-ahead.ts'
import type { Doors } from '../doors.ts'
import type { EngineContext } from '../engine-context.ts'
import { ContentsAhead } from '../files/contents-ahead.ts'
import { FileInspector } from '../files/file-inspector.ts'
import { isInspected } from '../files/source-file.ts'
import type { Failure, Job, JobId } from '../job/job.ts'
import { JournalKeeper } from '../journal/journal-keeper.ts'
import { PaceMeter } from '../pace/pace-meter.ts'
import { isReady, targetKeyOf } from '../targets/families.ts'
import { SheetCells } from '../targets/sheet/sheet-cells.ts'
import type { Target } from '../targets/target.ts'
import { TargetLanes } from '../targets/target-lanes.ts'
import { SmallByParts } from '../upload/small-by-parts.ts'
import { Uploader } from '../upload/uploader.ts'
import { callKindOf } from './call-kind-of.ts'
import { JobStore } from './job-store.ts'
import { QueueOrder } from './queue-order.ts'
import { statusOf } from './status.ts'
import { Undo } from './undo.ts'
import type { Hold } from './uploads.ts'

/** What the engine's members report to the queue. Never called while the engine is composed. */
export interface QueueOwner {
  /** More is known of these jobs' files: they may turn out not to be for their targets. */
  admitAgain(ids: readonly JobId[]): void
  /** No retry will need what these jobs left in their targets. */
  giveUp(jobs: readonly Job[]): void
  /** Another file has taken the place of this job's. */
  replaced(id: JobId): void
}

/** The members that the queue itself talks to. */
export interface ComposedEngine {
  readonly store: JobStore
  readonly journal: JournalKeeper
  readonly hold: QueueHold
  readonly undo: Undo
  readonly restartLimit: RestartLimit
  readonly cells: SheetCells
  readonly lanes: TargetLanes
  readonly pace: PaceMeter
  readonly order: QueueOrder
}

/** Makes all members of the engine and connects them. Many call each other, by closures over what is made further down. */
export function composeEngine(doors: Doors, owner: QueueOwner): ComposedEngine {
  const { clock, chance, facts = new Set() } = doors
  const store = new JobStore((after, before) => router.route(after, before))
  const journal = new JournalKeeper(doors.journal, store)
  const smallByParts = new SmallByParts(doors, store, () => hold.report())
  const hold = new QueueHold(doors, report, () => smallByParts.isAllowed)
  store.hold(hold.reason)
  const pace = new PaceMeter(clock, () => smallByParts.willBeUsed)
  const goesBothWays = () => smallByParts.isUsed
  const placeAhead = new PlaceAhead(goesBothWays)
  const inFlightOrder = new InFlightOrder(store)
  const inFlight = new InFlightCounts()
  const restartLimit = new RestartLimit()
  const cells = new SheetCells(chance)
  const api = new ApiCaller(doors, hold)
  const context: EngineContext = {
    ...{ store, journal, api, clock, chance, facts, restartLimit, cells, targetKeyOf, isReady, goesBothWays },
    // A queue hold may last until tomorrow: no empty blocks are left in documents for so long.
    roomAhead: (target) => (hold.holds() ? 0 : placeAhead.room(target)),
    isHeld: (job) => job !== undefined && isInspected(job.file) && hold.holdsFile(callKindOf(job)),
    firstInFlight: (orderKey) => inFlightOrder.firstRank(orderKey),
    inFlight: (targetKey) => inFlight.count(targetKey),
    failAlike: (failure, target) => failAlike(store, failure, target),
  }
  const lanes = new TargetLanes(context, hold)
  const uploader = new Uploader(context, hold, smallByParts)
  const inspector = new FileInspector(store, (ids) => {
    owner.admitAgain(ids)
    order.looked()
  })
  const contents = new ContentsAhead({
    store,
    clock,
    reader: doors.contents,
    // While everything waits, as without a connection, files can be read anyway.
    isHeld: (job) => !hold.holds() && context.isHeld(job),
    onRead: (ids) => owner.admitAgain(ids),
  })
  const router = new JobRouter({
    ...{ store, journal, inspector, contents, lanes, uploader, pace, placeAhead, inFlightOrder, inFlight },
    onReplaced: (id) => owner.replaced(id),
  })
  const order = new QueueOrder(store, () => {
    for (const each of [journal, inspector, contents, lanes]) each.reordered()
  })
  const undo = new Undo(store, (jobs) => {
    owner.giveUp(jobs)
    journal.removed(jobs.map(({ id }) => id))
  })

  function report(reason: Hold | null): void {
    store.hold(reason)
    pace.forget()
    for (const each of [uploader, lanes, contents]) each.wake()
  }

  return { store, journal, hold, undo, restartLimit, cells, lanes, pace, order }
}

/** Fails the waiting jobs that would meet the same problem: those of the target key, or all, by the problem's `concerns`. */
function failAlike(store: JobStore, failure: Failure, target: Target): void {
  const { concerns } = problems[failure.problem]
  if (concerns === 'file') return
  const alike: JobId[] = []
  for (const job of store.jobs()) {
    const concerned = concerns === 'everyone' || targetKeyOf(job.target) === targetKeyOf(target)
    if (concerned && statusOf(job) === 'waiting') alike.push(job.id)
  }
  store.dispatchAll(alike, () => ({ type: 'failed', failure }))
}
