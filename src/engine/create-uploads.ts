import type { DocumentId } from '../contract/ids.ts'
import { problems } from '../contract/problems/catalogue.ts'
import { admit } from './admit.ts'
import { BindEdits } from './bind-edits.ts'
import { ClearEdits } from './clear-edits.ts'
import { Corridor } from './corridor.ts'
import { DocumentLane } from './document-lane.ts'
import type { Doors, SourceFile } from './doors.ts'
import type { EngineParts } from './engine-parts.ts'
import { ownFailure } from './failure.ts'
import { Heals } from './heals.ts'
import type { Failure, Job, JobId, Stage, Target } from './job.ts'
import { JobStore } from './job-store.ts'
import { mediaKindOf } from './media-kind.ts'
import { PlaceEdits } from './place-edits.ts'
import { Sender } from './sender.ts'
import { Standstill } from './standstill.ts'
import { StandingBlocks } from './standing-blocks.ts'
import { statusOf } from './status-of.ts'
import type { Uploads } from './uploads.ts'

/** Builds the queue that brings files into documents: store, lanes and the ways between them. */
export function createUploads(doors: Doors): Uploads {
  return new Engine(doors)
}

interface Lane {
  readonly lane: DocumentLane
  readonly place: PlaceEdits
  readonly bind: BindEdits
  readonly clear: ClearEdits
  readonly standing: StandingBlocks
}

class Engine implements Uploads {
  readonly #doors: Doors
  readonly #store: JobStore
  readonly #standstill: Standstill
  readonly #heals = new Heals()
  readonly #parts: EngineParts
  readonly #sender: Sender
  readonly #lanes = new Map<DocumentId, Lane>()
  #ahead = 0

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
      this.#sender.wake()
    })
    store.standStill(this.#standstill.reason)
    this.#parts = {
      store,
      corridor: new Corridor(doors, this.#standstill),
      clock: doors.clock,
      chance: doors.chance,
      heals: this.#heals,
      ahead: () => this.#ahead,
      failAlike: (failure, target) => this.#failAlike(failure, target),
    }
    this.#sender = new Sender(this.#parts, this.#standstill)
    this.getSnapshot = () => store.getSnapshot()
    this.subscribe = (listener) => store.subscribe(listener)
    this.getJob = (id) => store.get(id)
    this.subscribeJob = (id, listener) => store.subscribeJob(id, listener)
  }

  add(files: readonly SourceFile[], target: Target): void {
    this.#store.add(files.map((file) => this.#newJob(file, target)))
  }

  cancel(ids: readonly JobId[]): void {
    this.#store.dispatchAll(ids, () => ({ type: 'cancelled' }))
  }

  retry(ids: readonly JobId[]): void {
    for (const id of ids) this.#heals.reset(id)
    this.#store.dispatchAll(ids, () => ({ type: 'retried' }))
    this.#refuse(ids)
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
    for (const id of ended) this.#heals.reset(id)
    this.#store.remove(ended)
  }

  resume(): void {
    this.#standstill.resume()
  }

  #newJob(file: SourceFile, target: Target): Job {
    const { name } = file
    const admission = admit(name, file.sizeBytes)
    const stage: Stage = admission.ok
      ? { at: 'waiting' }
      : { at: 'failed', failure: ownFailure(admission.problem), leftover: null }
    return { id: this.#doors.chance.uuid(), file, name, kind: mediaKindOf(file), target, stage }
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

  /** An empty block left behind in the document the job leaves is tried once more; nobody will ask for it again. */
  #discardLeftover(id: JobId): void {
    const job = this.#store.get(id)
    if (!job || (job.stage.at !== 'failed' && job.stage.at !== 'cancelled')) return
    const { leftover } = job.stage
    if (leftover === null) return
    const { place, clear, lane } = this.#laneOf(job)
    if (leftover === 'perhaps') place.settle(id)
    else clear.add(leftover, null)
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
    const wasAhead = before !== undefined && isAhead(before)
    this.#ahead += Number(isAhead(after)) - Number(wasAhead)
    if (before?.stage.at === 'sending' && after.stage.at !== 'sending') this.#sender.stop(after.id)
    if (before?.stage.at !== after.stage.at || before.target !== after.target || after.stage.at === 'clearing') {
      this.#goOn(after, before)
    }
    if (wasAhead && !isAhead(after)) for (const { lane } of this.#lanes.values()) lane.wake()
  }

  #goOn(after: Job, before: Job | undefined): void {
    const { id, stage } = after
    const { lane, place, bind, clear, standing } = this.#laneOf(after)
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
        if (wasGivenUp(before)) standing.add(this.#store.rankOf(id), stage.block.topBlockId)
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

  #laneOf({ target }: Job): Lane {
    const known = this.#lanes.get(target.documentId)
    if (known) return known
    const standing = new StandingBlocks()
    const clear = new ClearEdits(this.#parts, target.documentId)
    const place = new PlaceEdits(this.#parts, target.documentId, {
      standing,
      discard: (block) => clear.add(block, null),
    })
    const bind = new BindEdits(this.#parts, target.documentId)
    const lane = new DocumentLane(this.#standstill, [place, bind, clear])
    const made = { lane, place, bind, clear, standing }
    this.#lanes.set(target.documentId, made)
    return made
  }
}

function wasGivenUp(before: Job | undefined): boolean {
  return before?.stage.at === 'failed' || before?.stage.at === 'cancelled'
}

function isBeingCleared(before: Job | undefined): boolean {
  return before?.stage.at === 'clearing' && before.stage.block !== null
}

function isAhead({ stage }: Job): boolean {
  return stage.at === 'placing' || stage.at === 'placed'
}
