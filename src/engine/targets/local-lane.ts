import { SerialLane, type Edits } from './serial-lane.ts'
import type { EngineContext } from '../engine-context.ts'
import { failBroken } from './fail-broken.ts'
import type { Job, JobId } from '../job/job.ts'
import type { JournalCreation } from '../journal/journal-change.ts'
import { givingUpSpots, type LocalClear } from './local-clear.ts'
import { LocalPlace } from './local-place.ts'
import type { Allotment } from './allotment.ts'
import { nowhere } from '../job/spot.ts'
import type { QueueHold } from '../calls/queue-hold.ts'
import type { TargetLane } from './target-lane.ts'

/** Binds files that were sent. */
export interface Bind extends Edits {
  /** A job was sent. It may be bound already, by a call without an answer (`mayStand`). */
  add(id: JobId): void
  /** Continues a creation of an earlier page. Only where the family writes creations to the journal. */
  restore?(creation: JournalCreation): void
  /** An ended job will not be retried; what it may have bound is no longer needed. */
  giveUp?(id: JobId): void
}

/** Takes files that have arrived out of their target again. */
export interface TakeOut extends Edits {
  add(id: JobId): void
}

/** `allot` and `register` for targets whose files need no spot. */
export const anySpot = {
  allot: (): Allotment => ({ ok: true, spot: nowhere }),
  register: (): void => undefined,
}

export interface LocalLaneOptions {
  /** Gives the next spot to a job that has none. */
  readonly allot: (job: Job) => Allotment
  /** Registers the spot that a job has already. */
  readonly register: (job: Job) => void
  readonly bind: Bind
  readonly takeOut: TakeOut
  /** Most files that may have a spot and not be finished; no such limit when absent. */
  readonly atOnce?: number
}

/** Lane of a target in which nothing is created for a file before it is bound: only the page knows its spots. */
export class LocalLane implements TargetLane {
  readonly #options: LocalLaneOptions
  readonly #place: LocalPlace
  readonly #clear: LocalClear
  readonly #lane: SerialLane

  /** @param key Target key (`targetKeyOf`): jobs that have moved to another target since are ignored. */
  constructor(context: EngineContext, hold: QueueHold, key: string, options: LocalLaneOptions) {
    this.#options = options
    this.#place = new LocalPlace(context, key, options)
    this.#clear = givingUpSpots(context)
    this.#lane = new SerialLane(hold, [this.#place, options.bind, this.#clear, options.takeOut], (error) =>
      failBroken(context, key, error),
    )
  }

  wake(): void {
    this.#lane.wake()
  }

  reordered(): void {
    this.#place.reordered()
    this.#lane.wake()
  }

  place(id: JobId): void {
    this.#place.add(id)
    this.#lane.wake()
  }

  findOut(): void {
    // Placing makes no call here, so no creation is ever unanswered.
  }

  register(job: Job): void {
    this.#options.register(job)
  }

  bind(id: JobId): void {
    this.#options.bind.add(id)
    this.#lane.wake()
  }

  rebind(id: JobId): void {
    this.bind(id)
  }

  clear({ id }: Job): void {
    this.#clear.add(id)
    this.#lane.wake()
  }

  takeOut({ id }: Job): void {
    this.#options.takeOut.add(id)
    this.#lane.wake()
  }

  giveUp({ id }: Job): void {
    this.#options.bind.giveUp?.(id)
  }

  restore(creation: JournalCreation): void {
    this.#options.bind.restore?.(creation)
    this.#lane.wake()
  }
}
