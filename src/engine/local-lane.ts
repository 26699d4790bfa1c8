import { EditLane, type Edits } from './edit-lane.ts'
import type { EngineParts } from './engine-parts.ts'
import type { Job, JobId } from './job.ts'
import type { JournalCreation } from './journal-change.ts'
import { LocalClear } from './local-clear.ts'
import { LocalPlace, type Allotment } from './local-place.ts'
import type { Standstill } from './standstill.ts'
import type { TargetLane } from './target-lane.ts'

/** Puts what was sent into its target. */
export interface Bind extends Edits {
  add(id: JobId): void
  /** A creation that was never answered is wanted again by one of its jobs. */
  settle(id: JobId): void
  /** Whether a job may stand in its target by now, though nothing said so yet. */
  mayStand(id: JobId): boolean
  /** Goes on with a creation of an earlier page. */
  restore(creation: JournalCreation): void
}

export interface LocalFamily {
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
  readonly #parts: EngineParts
  readonly #family: LocalFamily
  readonly #place: LocalPlace
  readonly #clear: LocalClear
  readonly #lane: EditLane

  constructor(parts: EngineParts, standstill: Standstill, family: LocalFamily) {
    this.#parts = parts
    this.#family = family
    this.#place = new LocalPlace(parts, family.allot, family.atOnce)
    this.#clear = new LocalClear(parts)
    this.#lane = new EditLane(standstill, [this.#place, family.bind, this.#clear])
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

  settle(id: JobId): void {
    this.#family.bind.settle(id)
    this.#lane.wake()
  }

  stands(job: Job): void {
    this.#family.taken(job)
  }

  bind(id: JobId): void {
    this.#family.bind.add(id)
    this.#lane.wake()
  }

  rebind(id: JobId): void {
    this.bind(id)
  }

  clear({ id }: Job): void {
    // What is being put in can not be called back: a person is told that it may be there.
    this.#clear.add(id, this.#family.bind.mayStand(id) ? 'notCleared' : 'cleared')
    this.#lane.wake()
  }

  giveUp(): void {
    // Nothing of a file stands in its target before the file does.
  }

  restore(creation: JournalCreation): void {
    const isWanted = creation.ids.some((id) => this.#parts.store.get(id))
    if (isWanted) this.#family.bind.restore(creation)
    else this.#parts.journal.settled(creation.input.clientToken)
    this.#lane.wake()
  }
}
