import { SerialLane, type Edits } from './serial-lane.ts'
import type { EngineContext } from '../engine-context.ts'
import { failBroken } from './fail-broken.ts'
import type { Job, JobId } from '../job/job.ts'
import type { JournalCreation } from '../journal/journal-change.ts'
import { LocalClear } from './local-clear.ts'
import { LocalPlace } from './local-place.ts'
import type { Allotment } from './allotment.ts'
import { nowhere } from '../job/spot.ts'
import type { QueueHold } from '../calls/queue-hold.ts'
import type { TargetLane } from './target-lane.ts'

/** Puts what was sent into its target. */
export interface Bind extends Edits {
  /** A job was sent; it may be in already, unheard (`mayStand`). */
  add(id: JobId): void
  /** Goes on with a creation of an earlier page; only where creations are written down. */
  restore?(creation: JournalCreation): void
  /** Nobody will ask again for what an ended job may have put in. */
  giveUp?(id: JobId): void
}

/** For files that need no spot before they are bound. */
export const anySpot = {
  allot: (): Allotment => ({ ok: true, spot: nowhere }),
  taken: (): void => undefined,
}

export interface LocalLaneOptions {
  /** The next spot, for a job that has none. */
  readonly allot: (job: Job) => Allotment
  /** Takes notice of a spot that a job has already. */
  readonly taken: (job: Job) => void
  readonly bind: Bind
  /** Files between their spot and their end at most; no limit of its own when absent. */
  readonly atOnce?: number
}

/** A place in which nothing stands for a file before the file itself does: its spots are known here alone. */
export class LocalLane implements TargetLane {
  readonly #options: LocalLaneOptions
  readonly #place: LocalPlace
  readonly #clear: LocalClear
  readonly #lane: SerialLane

  /** @param key Of the place (`targetKeyOf`): jobs that go elsewhere by now are nothing to it. */
  constructor(context: EngineContext, hold: QueueHold, key: string, options: LocalLaneOptions) {
    this.#options = options
    this.#place = new LocalPlace(context, key, options)
    this.#clear = new LocalClear(context)
    this.#lane = new SerialLane(hold, [this.#place, options.bind, this.#clear], (error) =>
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

  settle(): void {
    // A spot needs no call, so that no job is ever without an answer about its own.
  }

  stands(job: Job): void {
    this.#options.taken(job)
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

  giveUp({ id }: Job): void {
    this.#options.bind.giveUp?.(id)
  }

  restore(creation: JournalCreation): void {
    this.#options.bind.restore?.(creation)
    this.#lane.wake()
  }
}
