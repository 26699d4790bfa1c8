import type { Job, JobId } from '../job/job.ts'
import type { JournalCreation, JournalDeletion, JournalDiscard } from '../journal/journal-change.ts'

/** Takes the jobs of one target key through placing, binding and clearing, as their family does it. */
export interface TargetLane {
  /** There may be work, as after a queue hold. */
  wake(): void
  /** The order of the queue changed. */
  reordered(): void
  /** A waiting job is to get its spot. */
  place(id: JobId): void
  /** Finds out whether a job's creation that got no answer took effect. */
  findOut(id: JobId): void
  /** Registers the spot of a job from an earlier page, so that other jobs are placed relative to it. */
  register(job: Job): void
  /** A job was sent and is to be bound. */
  bind(id: JobId): void
  /** As `bind`, for a job of an earlier page whose file may be bound already. */
  rebind(id: JobId): void
  /** A job gives up its spot. */
  clear(job: Job): void
  /**
   * A job's file has arrived and is to be taken out again: deletes what is at its spot, if it is still this file. Ends with
   * `cleared`, or with `notCleared` where somebody else's content is there, or the file is still there.
   */
  takeOut(job: Job): void
  /** An ended job will not be retried, so its leftover is no longer needed. */
  giveUp(job: Job): void
  /** Continues a creation that an earlier page began and got no answer for. */
  restore(creation: JournalCreation): void
  /** Looks at what a deletion deleted that an earlier page did not look at. Absent where nothing is deleted by index. */
  restoreDeletion?(deletion: JournalDeletion): void
  /** Clears what an earlier page left and no job owns. Absent where nothing of that kind can be left. */
  restoreDiscard?(discard: JournalDiscard): void
}
