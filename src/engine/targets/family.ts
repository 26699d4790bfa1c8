import type { UploadPoint } from '../../contract/feishu/drive/media.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { QueueHold } from '../calls/queue-hold.ts'
import type { Outcome } from '../calls/api-caller.ts'
import type { EngineContext } from '../engine-context.ts'
import type { JobEvent } from '../job/job-event.ts'
import type { Job } from '../job/job.ts'
import type { Spot } from '../job/spot.ts'
import type { JournalCreation, JournalDiscard } from '../journal/journal-change.ts'
import type { Sending } from '../upload/send-whole.ts'
import type { Target } from './target.ts'
import type { TargetLane } from './target-lane.ts'

export type Admission = { readonly ok: true } | { readonly ok: false; readonly problem: ProblemKey }

/** What is known of a file before anything is done for it. */
export interface Admitted {
  /** As it is called in the target. */
  readonly name: string
  /** Null while the size is not known: the name alone is judged. */
  readonly sizeBytes: number | null
  /** Media type as the browser guesses it; empty when unknown. */
  readonly type: string
}

/** What an earlier page wrote down of an edit that it did not see the end of. */
export type Restored = JournalCreation['input'] | JournalDiscard

/**
 * Everything that differs between the kinds of targets. The engine asks the family of a job's target (`families.ts`) and never
 * branches on `target.is` itself. A new kind of target is one more object of this type; docs/adding-a-family.md is the recipe.
 */
export interface TargetFamily<T extends Target = Target> {
  /** Targets with the same key are one place: their edits run one after the other, and their failures are reported together. */
  targetKeyOf(target: T): string
  /**
   * Files with the same key keep the queue's order where a file gets its position only as it is bound: new records of one table,
   * files in one cell. Null where the spot already fixes the position, or where there is no order.
   */
  orderKeyOf(target: T): string | null
  /** Whether one call both uploads a file and binds it; then `send` exists, and `uploadPointOf` returns null. */
  takesBytes(target: T): boolean
  /** Whether the target takes one file after the other, however many uploads could run; the time left is computed with it. */
  isSerial(target: T): boolean
  /** Whether binding makes a call with a quota of its own for each file, which the time left has to count. */
  countsBinds(target: T): boolean
  /** Whether the target could take a file of this name, size and type; what every family refuses is refused before (`admit.ts`). */
  admit(file: Admitted, target: T): Admission
  /**
   * Where in Feishu a placed file is uploaded to; null where `takesBytes`.
   *
   * @throws {TypeError} When the spot or the format that the family needs is missing: `admit` and its lane provide them.
   */
  uploadPointOf(job: Pick<Job, 'name' | 'kind'>, target: T, spot: Spot): UploadPoint | null
  /**
   * Uploads and binds in one call. Only where `takesBytes`.
   *
   * @throws {FileUnreadable} When the file cannot be read and nothing has left yet.
   * @throws The reason of `call.signal` or `call.pause`, when aborted.
   */
  send?(context: EngineContext, call: Omit<Sending, 'point'>): Promise<Outcome<JobEvent>>
  /** Opens what places, binds and clears the files of one target. */
  openLane(context: EngineContext, hold: QueueHold, target: T): TargetLane
  /** Key of the target that this went to or stands in; null where it is of another family. */
  restoredKeyOf(left: Restored): string | null
  /**
   * Opens the lane of a target to which no file goes any more, for what an earlier page left there. Absent where nothing can be left
   * that needs clearing.
   */
  reopenLane?(context: EngineContext, hold: QueueHold, targetKey: string): TargetLane
}
