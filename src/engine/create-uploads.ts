import { problems } from '../contract/problems/catalogue.ts'
import { admit } from './admit.ts'
import { Corridor } from './corridor.ts'
import { DocumentLanes } from './document-lanes.ts'
import type { DroppedFile, Doors, SourceFile } from './doors.ts'
import type { EngineParts } from './engine-parts.ts'
import { ownFailure } from './failure.ts'
import { fileKey, findDuplicates } from './find-duplicates.ts'
import { Heals } from './heals.ts'
import type { Failure, Job, JobId, Stage, Target } from './job.ts'
import { JobStore } from './job-store.ts'
import type { RestoredQueue } from './journal-change.ts'
import { mediaKindOf } from './media-kind.ts'
import { PaceMeter } from './pace-meter.ts'
import { PlaceAhead } from './place-ahead.ts'
import { moved, sorted } from './reorder.ts'
import { confirmedBytesOf } from './queue-tally.ts'
import { Sender } from './sender.ts'
import { Standstill } from './standstill.ts'
import { isHeld, statusOf } from './status-of.ts'
import type { Duplicate, Move, Pace, SortDirection, SortKey, Uploads } from './uploads.ts'

/**
 * Builds the queue that brings files into documents: store, lanes and the ways between them.
 *
 * @param restored The queue of an earlier page, to go on with where it stood.
 */
export function createUploads(doors: Doors, _restored?: RestoredQueue): Uploads {
  return new Engine(doors)
}

class Engine implements Uploads {
  readonly #doors: Doors
  readonly #store: JobStore
  readonly #standstill: Standstill
  readonly #heals = new Heals()
  readonly #parts: EngineParts
  readonly #sender: Sender
  readonly #lanes: DocumentLanes
  readonly #pace: PaceMeter
  readonly #placeAhead = new PlaceAhead()

  readonly getSnapshot: Uploads['getSnapshot']
  readonly subscribe: Uploads['subscribe']
  readonly getJob: Uploads['getJob']
  readonly subscribeJob: Uploads['subscribeJob']

  constructor(doors: Doors) {
    this.#doors = doors
    const store = new JobStore((after, before) => this.#route(after, before))
    this.#store = store
    this.#standstill = new Standstill(doors.connectivity, (reason) => {
      store.standStill(reason)
      this.#pace.forget()
      this.#sender.wake()
    })
    store.standStill(this.#standstill.reason)
    this.#parts = {
      store,
      corridor: new Corridor(doors, this.#standstill),
      clock: doors.clock,
      chance: doors.chance,
      heals: this.#heals,
      roomAhead: () => this.#placeAhead.room(),
      failAlike: (failure, target) => this.#failAlike(failure, target),
    }
    this.#pace = new PaceMeter(doors.clock)
    this.#lanes = new DocumentLanes(this.#parts, this.#standstill)
    this.#sender = new Sender(this.#parts, this.#standstill)
    this.getSnapshot = () => store.getSnapshot()
    this.subscribe = (listener) => store.subscribe(listener)
    this.getJob = (id) => store.get(id)
    this.subscribeJob = (id, listener) => store.subscribeJob(id, listener)
  }

  add(files: readonly DroppedFile[], target: Target): readonly JobId[] {
    const jobs = files.filter((file) => 'open' in file).map((file) => this.#newJob(file, target))
    this.#store.add(jobs)
    return jobs.map((job) => job.id)
  }

  findDuplicates(files: readonly DroppedFile[], target: Target): Promise<readonly Duplicate[]> {
    const seen = files.filter((file) => 'open' in file)
    return Promise.resolve(findDuplicates(seen, target, this.#store.jobs()))
  }

  async reattach(dropped: readonly DroppedFile[]): Promise<readonly DroppedFile[]> {
    const files = dropped.filter((file) => 'open' in file)
    const lacking = new Map<string, JobId[]>()
    for (const { id, file, lacksFile } of this.#store.jobs()) {
      if (!lacksFile) continue
      const key = fileKey(file)
      lacking.set(key, [...(lacking.get(key) ?? []), id])
    }
    const byId = new Map<JobId, SourceFile>()
    const rest = files.filter((file) => {
      const ids = lacking.get(fileKey(file)) ?? []
      for (const id of ids) byId.set(id, file)
      return ids.length === 0
    })
    this.#store.dispatchAll([...byId.keys()], ({ id, file }) => ({ type: 'reattached', file: byId.get(id) ?? file }))
    return Promise.resolve(rest)
  }

  cancel(ids: readonly JobId[]): void {
    this.#store.dispatchAll(ids, () => ({ type: 'cancelled' }))
  }

  retry(ids: readonly JobId[]): void {
    for (const id of ids) this.#heals.reset(id)
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
    this.#reorder(moved(this.#movable(), new Set(ids), to))
  }

  sort(by: SortKey, direction: SortDirection): void {
    const jobs = this.#movable().flatMap((id) => this.#store.get(id) ?? [])
    this.#reorder(sorted(jobs, by, direction).map((job) => job.id))
  }

  rename(id: JobId, name: string): void {
    this.#store.dispatch(id, { type: 'renamed', name })
    this.#refuse([id])
  }

  retarget(ids: readonly JobId[], target: Target): void {
    const movable = ids.filter((id) => this.#isMovable(id, target))
    for (const id of movable) {
      this.#heals.reset(id)
      this.#discardLeftover(id)
    }
    this.#store.dispatchAll(movable, () => ({ type: 'retargeted', target }))
    this.#refuse(movable)
  }

  forget(ids: readonly JobId[]): void {
    const ended = ids.filter((id) => {
      const job = this.#store.get(id)
      return job && ['done', 'failed', 'cancelled'].includes(statusOf(job))
    })
    for (const id of ended) {
      this.#heals.reset(id)
      this.#discardKept(id)
    }
    this.#store.remove(ended)
  }

  signedIn(): void {
    this.#standstill.signedIn()
  }

  getPace(): Pace {
    return this.#pace.read(this.#store.left)
  }

  #newJob(file: SourceFile, target: Target): Job {
    const { name } = file
    const admission = admit(name, file.sizeBytes)
    const stage: Stage = admission.ok
      ? { at: 'waiting' }
      : { at: 'failed', failure: ownFailure(admission.problem), leftover: null, kept: null }
    const id = this.#doors.chance.uuid()
    return { id, file, name, kind: mediaKindOf(file), target, stage, paused: false, isSeen: true, lacksFile: false }
  }

  /** Jobs whose place in the document is still open, in the queue's order. */
  #movable(): readonly JobId[] {
    return this.#store.getSnapshot().ids.filter((id) => this.#store.get(id)?.stage.at === 'waiting')
  }

  /** Shares out the places that these jobs hold among them, in the order given. */
  #reorder(ids: readonly JobId[]): void {
    const ranks = ids.map((id) => this.#store.rankOf(id)).toSorted((a, b) => a - b)
    this.#store.rerank(ids.flatMap((id, at) => (ranks[at] === this.#store.rankOf(id) ? [] : [[id, ranks[at] ?? 0]])))
    this.#lanes.reordered()
  }

  /** Fails those that can not go at all, under the name they have now. */
  #refuse(ids: readonly JobId[]): void {
    for (const id of ids) {
      const job = this.#store.get(id)
      if (!job || statusOf(job) !== 'waiting') continue
      const admission = admit(job.name, job.file.sizeBytes)
      if (!admission.ok) this.#store.dispatch(id, { type: 'failed', failure: ownFailure(admission.problem) })
    }
  }

  #isMovable(id: JobId, target: Target): boolean {
    const job = this.#store.get(id)
    if (job?.stage.at === 'waiting') return job.target.documentId !== target.documentId
    return job?.stage.at === 'failed' || job?.stage.at === 'cancelled'
  }

  /** A block left behind in the document the job leaves is tried once more; nobody will ask for it again. */
  #discardLeftover(id: JobId): void {
    this.#discardKept(id)
    const job = this.#store.get(id)
    if (!job || (job.stage.at !== 'failed' && job.stage.at !== 'cancelled')) return
    const { leftover } = job.stage
    if (leftover === null) return
    const { place, clear, lane } = this.#lanes.of(job.target.documentId)
    if (leftover === 'perhaps') place.settle(id)
    else clear.add(leftover, null)
    lane.wake()
  }

  /** A block kept for a retry that will not come is taken out. */
  #discardKept(id: JobId): void {
    const job = this.#store.get(id)
    if (job?.stage.at !== 'failed' || !job.stage.kept) return
    const { clear, standing, lane } = this.#lanes.of(job.target.documentId)
    standing.remove(job.stage.kept.block.topBlockId)
    clear.add(job.stage.kept.block, null)
    lane.wake()
  }

  /** Jobs not begun yet that would run into the same trouble one by one: those of the document, or all. */
  #failAlike(failure: Failure, target: Target): void {
    const { concerns } = problems[failure.problem]
    if (concerns === 'file') return
    const alike: JobId[] = []
    for (const job of this.#store.jobs()) {
      const concerned = concerns === 'everyone' || job.target.documentId === target.documentId
      if (concerned && statusOf(job) === 'waiting') alike.push(job.id)
    }
    this.#store.dispatchAll(alike, () => ({ type: 'failed', failure }))
  }

  /** Hands a job that changed to the lane that goes on with it. */
  #route(after: Job, before: Job | undefined): void {
    const hasRoom = this.#placeAhead.change(after, before)
    if (before) this.#watchSending(after, before)
    const moved = before?.stage.at !== after.stage.at || before.target !== after.target
    const released = before !== undefined && isHeld(before) && !isHeld(after)
    if (moved || released || after.stage.at === 'clearing') this.#goOn(after, before)
    if (hasRoom) this.#lanes.wake()
  }

  #watchSending(after: Job, before: Job): void {
    const confirmedBytes = confirmedBytesOf(after) - confirmedBytesOf(before)
    if (confirmedBytes > 0) this.#pace.confirm(confirmedBytes)
    if (before.stage.at === 'sending' && after.stage.at !== 'sending') this.#sender.stop(after.id)
    if (after.stage.at === 'sending' && after.paused) this.#sender.pause(after.id)
  }

  #goOn(after: Job, before: Job | undefined): void {
    const { id, stage } = after
    const { lane, place, bind, clear, standing } = this.#lanes.of(after.target.documentId)
    switch (stage.at) {
      case 'waiting':
        place.add(id)
        break
      case 'placing':
        if (!wasGivenUp(before)) return
        place.settle(id)
        break
      case 'placed':
        // A leftover put to use stands in the document without having been placed this time.
        if (isPutToUse(before)) standing.add(this.#store.rankOf(id), stage.block.topBlockId)
        this.#sender.add(id)
        break
      case 'sent':
        bind.add(id)
        break
      case 'clearing': {
        if (stage.block === null || isBeingCleared(before)) return
        standing.remove(stage.block.topBlockId)
        clear.add(stage.block, id)
        break
      }
      default:
        return
    }
    lane.wake()
  }
}

function wasGivenUp(before: Job | undefined): boolean {
  return before?.stage.at === 'failed' || before?.stage.at === 'cancelled'
}

/** A kept block never stopped standing; a leftover was taken for gone. */
function isPutToUse(before: Job | undefined): boolean {
  return wasGivenUp(before) && !(before?.stage.at === 'failed' && before.stage.kept)
}

function isBeingCleared(before: Job | undefined): boolean {
  return before?.stage.at === 'clearing' && before.stage.block !== null
}
