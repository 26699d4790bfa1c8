import type { Job, JobId } from '../job/job.ts'
import type { JournalCreation, JournalDiscard } from '../journal/journal-change.ts'

/** How files get into one place: what the target's family does at each step of a job's way. */
export interface TargetLane {
  /** Something may be there to do. */
  wake(): void
  /** The order of the queue changed. */
  reordered(): void
  /** A waiting job wants its spot. */
  place(id: JobId): void
  /** A creation that was never answered has to come to light. */
  settle(id: JobId): void
  /** What a job left is put to use again, or comes from an earlier page: others find their place by it. */
  stands(job: Job): void
  /** A job was sent: it is put in. */
  bind(id: JobId): void
  /** As `bind`, for a job of an earlier page that may be in already. */
  rebind(id: JobId): void
  /** A job gives its spot up. */
  clear(job: Job): void
  /** Nobody will ask again for what an ended job left. */
  giveUp(job: Job): void
  /** Goes on with a creation of an earlier page that was not answered there. */
  restore(creation: JournalCreation): void
  /** Clears what an earlier page left that belongs to no job any more. Only where such things can be left. */
  restoreDiscard?(discard: JournalDiscard): void
}
