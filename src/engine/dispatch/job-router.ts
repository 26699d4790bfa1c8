import { confirmedBytesOf } from '../job/confirmed-bytes.ts'
import { perhapsLeft } from '../job/endings.ts'
import type { TargetLane } from '../targets/target-lane.ts'
import type { TargetLanes } from '../targets/target-lanes.ts'
import type { Job, JobId } from '../job/job.ts'
import type { JobStore } from '../queue/job-store.ts'
import type { JournalKeeper } from '../journal/journal-keeper.ts'
import type { ContentsAhead } from '../files/contents-ahead.ts'
import type { FileInspector } from '../files/file-inspector.ts'
import type { InFlightCounts } from './in-flight-counts.ts'
import type { PaceMeter } from '../pace/pace-meter.ts'
import type { PlaceAhead } from './place-ahead.ts'
import type { Uploader } from '../upload/uploader.ts'
import { isPaused } from '../job/paused.ts'
import type { InFlightOrder } from './in-flight-order.ts'
import { callKindOf } from '../queue/call-kind-of.ts'
import { isReady } from '../targets/families.ts'
import { isInspected } from '../files/source-file.ts'

/** Everything that a job's change is passed to. */
interface Dependencies {
  readonly store: JobStore
  readonly journal: JournalKeeper
  readonly inspector: FileInspector
  readonly contents: ContentsAhead
  readonly lanes: TargetLanes
  readonly uploader: Uploader
  readonly pace: PaceMeter
  readonly placeAhead: PlaceAhead
  readonly inFlightOrder: InFlightOrder
  readonly inFlight: InFlightCounts
  /** A file has arrived where this job's stood. */
  readonly onReplaced: (id: JobId) => void
}

/** Passes each changed job to the part of the engine that continues it. */
export class JobRouter {
  readonly #to: Dependencies

  constructor(dependencies: Dependencies) {
    this.#to = dependencies
  }

  /**
   * @param before Undefined for a job that is new to this page; one restored from an earlier page may be in any stage.
   */
  route(after: Job, before: Job | undefined): void {
    const { journal, lanes, placeAhead, inFlightOrder, inFlight } = this.#to
    const hasRoom = placeAhead.change(after, before)
    const letsOthersIn = inFlightOrder.change(after, before)
    const leavesNone = inFlight.change(after, before)
    if (!before) this.#begin(after)
    else {
      journal.changed(after, before)
      this.#watchSending(after, before)
      this.#watchFile(after, before)
      this.#watchReplaced(after, before)
      const moved = before.stage.at !== after.stage.at || before.target !== after.target
      if (moved || isReleased(after, before) || after.stage.at === 'clearing') this.#goOn(after, before)
    }
    // Jobs behind it, in the lane that it leaves, may have waited for it.
    if (before && before.target !== after.target) lanes.of(before.target).wake()
    if (hasRoom || (before && holdsBack(before) && !holdsBack(after))) lanes.wake()
    else if (letsOthersIn || leavesNone) lanes.of(after.target).wake()
  }

  #watchFile(after: Job, before: Job): void {
    const { contents } = this.#to
    contents.change(after, before)
    if (after.stage.at === 'waiting' && !isInspected(before.file) && isInspected(after.file)) contents.add(after)
  }

  #watchReplaced({ stage }: Job, { replaces }: Job): void {
    if (!replaces) return
    if (stage.at === 'done') this.#to.onReplaced(replaces.of)
    // The row of what was to be replaced must not say for certain that it stands.
    else if (perhapsLeft(stage)) this.#to.store.dispatch(replaces.of, { type: 'doubted' })
  }

  #watchSending(after: Job, before: Job): void {
    const { pace, uploader, store } = this.#to
    if (before.stage.at !== 'sending' && after.stage.at === 'sending') pace.begin(callKindOf(after))
    const confirmedBytes = confirmedBytesOf(after) - confirmedBytesOf(before)
    if (confirmedBytes > 0) pace.confirm(callKindOf(after), confirmedBytes, store.left)
    if (before.stage.at === 'sending' && after.stage.at !== 'sending') uploader.stop(after.id)
    if (after.stage.at === 'sending' && after.paused) uploader.pause(after.id)
  }

  /** Starts a new job, or continues one of an earlier page from its stage. */
  #begin(job: Job): void {
    const { lanes, uploader } = this.#to
    const { id, stage, target } = job
    const lane = lanes.of(target)
    lane.register(job)
    switch (stage.at) {
      case 'waiting':
        this.#wait(job)
        break
      case 'placed':
        uploader.add(id)
        break
      case 'sent':
        lane.rebind(id)
        break
      case 'placing':
        lane.findOut(id)
        break
      case 'clearing':
        if (stage.spot) clear(lane, job)
        else lane.findOut(id)
        break
      default:
        return
    }
  }

  #goOn(after: Job, before: Job): void {
    const { lanes, uploader } = this.#to
    const { id, stage, target } = after
    const lane = lanes.of(target)
    switch (stage.at) {
      case 'waiting':
        this.#wait(after)
        break
      case 'placing':
        if (wasGivenUp(before)) lane.findOut(id)
        break
      case 'placed':
        uploader.add(id)
        break
      case 'sent':
        lane.bind(id)
        break
      case 'clearing':
        if (stage.spot && !isBeingCleared(before)) clear(lane, after)
        break
      case 'failed':
        // Another job may have waited for it.
        lane.wake()
        break
      default:
        return
    }
  }

  #wait(job: Job): void {
    const { lanes, inspector, contents } = this.#to
    lanes.of(job.target).place(job.id)
    if (!isInspected(job.file)) inspector.add(job.id)
    else if (!isReady(job)) contents.add(job)
  }
}

/** Whether a job that was paused, or lacked its file, may continue. */
function isReleased(after: Job, before: Job): boolean {
  if (after.stage.at !== 'waiting' && after.stage.at !== 'placed') return false
  return (isPaused(before) && !isPaused(after)) || (before.lacksFile && !after.lacksFile)
}

/** A job of whose file too little is known keeps those behind it from being placed. */
function holdsBack(job: Job): boolean {
  return job.stage.at === 'waiting' && !isReady(job) && !isPaused(job)
}

function clear(lane: TargetLane, job: Job): void {
  if (job.stage.at === 'clearing' && job.stage.ending.as === 'takenOut') lane.takeOut(job)
  else lane.clear(job)
}

function wasGivenUp({ stage }: Job): boolean {
  return stage.at === 'failed' || stage.at === 'cancelled'
}

function isBeingCleared({ stage }: Job): boolean {
  return stage.at === 'clearing' && stage.spot !== null
}
