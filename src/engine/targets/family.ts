import type { UploadPoint } from '../../contract/feishu/drive/media.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { QueueHold } from '../calls/queue-hold.ts'
import type { Outcome } from '../calls/api-caller.ts'
import type { SourceFile } from '../files/source-file.ts'
import type { EngineContext } from '../engine-context.ts'
import type { JobEvent } from '../job/job-event.ts'
import type { Done, Job, Replaces } from '../job/job.ts'
import type { Spot } from '../job/spot.ts'
import type { JournalCreation, JournalDeletion, JournalDiscard } from '../journal/journal-change.ts'
import type { Sending } from '../upload/send-whole.ts'
import type { Target } from './target.ts'
import type { TargetLane } from './target-lane.ts'

export type Admission = { readonly ok: true } | { readonly ok: false; readonly problem: ProblemKey }

/** An entry of the journal about an edit that an earlier page began but did not see finished. */
export type Restored = JournalCreation['input'] | JournalDeletion['input'] | JournalDiscard

/**
 * Everything that differs between the kinds of targets. The engine asks the family of a job's target (`families.ts`) and never
 * branches on `target.is` itself. A new kind of target is one more object of this type; docs/adding-a-family.md describes the
 * steps.
 */
export interface TargetFamily<T extends Target = Target> {
  /** Targets with the same key share one lane: their edits run one after the other, and their failures are reported together. */
  targetKeyOf(target: T): string
  /**
   * Files with the same key are bound in the queue's order, because binding decides their position: new records of one table,
   * files in one cell. Null where the spot already fixes the position, or where there is no order.
   */
  orderKeyOf(target: T): string | null
  /** Whether one call both uploads a file and binds it; then `send` exists, and `uploadPointOf` returns null. */
  takesBytes(target: T): boolean
  /** Whether the target takes one file after the other, however many uploads could run. The estimate of the time left uses it. */
  isSerial(target: T): boolean
  /** Whether binding each file takes a call with a separate quota. The estimate of the time left counts these calls. */
  countsBinds(target: T): boolean
  /**
   * The place of a file that has arrived, for one that goes to `target` to be put there instead (`Job.replaces`); null where another
   * place is meant, and where nothing can be replaced. Both targets have the same target key.
   */
  replaceableAt(arrived: Done, before: T, target: T): Pick<Replaces, 'spot' | 'recordId'> | null
  /** Whether pictures are shown as such and all other files are attachments: a row says why a picture becomes an attachment. */
  readonly showsPictures: boolean
  /**
   * Whether the target can take a file of this name, size and contents. What no target takes is refused earlier (`admit.ts`). Asked
   * again once more is known of the file.
   *
   * @param file With the name that it is to have in the target; its size is 0 while unknown, its contents null.
   */
  admit(file: Pick<SourceFile, 'name' | 'sizeBytes'> & Pick<Job, 'contents'>, target: T): Admission
  /**
   * Upload point of a placed file in Feishu; null where `takesBytes`.
   *
   * @throws {TypeError} When the spot or the format that the family needs is missing; `admit` and the lane should prevent this.
   */
  uploadPointOf(job: Pick<Job, 'name' | 'kind'>, target: T, spot: Spot): UploadPoint | null
  /**
   * Uploads and binds in one call. Only where `takesBytes`.
   *
   * @throws {FileUnreadable} When the file cannot be read and no attempt may have taken effect.
   * @throws The reason of `call.signal` or `call.pause`, when aborted.
   */
  send?(context: EngineContext, call: Omit<Sending, 'point'>): Promise<Outcome<JobEvent>>
  /**
   * Address that shows a person the spot of a file that arrived, as precisely as links of this kind are documented;
   * null where only the file's own result has it (`MadeDocument`).
   */
  shownAt(target: T, spot: Spot): string | null
  /** Opens the lane that places, binds and clears the files of one target key. */
  openLane(context: EngineContext, hold: QueueHold, target: T): TargetLane
  /** Target key of a journal entry; null where the entry belongs to another family. */
  restoredKeyOf(left: Restored): string | null
  /**
   * Opens the lane of a target that no job in the queue has, to clear what an earlier page left there. Absent where nothing that
   * needs clearing can be left.
   */
  reopenLane?(context: EngineContext, hold: QueueHold, targetKey: string): TargetLane
}
