import type { FileToken, RecordId } from '../../contract/feishu/ids.ts'
import type { Contents } from '../files/contents.ts'
import type { SourceFile } from '../files/source-file.ts'
import type { Altered, Failure, Holdup, MadeDocument, NotReplaced, OthersRemoved, UploadedParts } from './job.ts'
import type { Spot } from './spot.ts'
import type { Target } from '../targets/target.ts'

/** Other bytes for a picture that waits. */
export interface Alteration {
  readonly of: SourceFile
  readonly file: SourceFile
  readonly name: string
  readonly contents: Contents
  readonly how: Altered['how']
}

/** What happens to one job: requested by a person, or reported by the engine. */
export type JobEvent =
  | { readonly type: 'placing' }
  | { readonly type: 'putBack' }
  | { readonly type: 'placed'; readonly spot: Spot }
  /** The block created for the job has become known, but was placed too long ago to be in the right place. */
  | {
      readonly type: 'misplaced'
      readonly spot: Spot
      readonly failure: Failure
      /** It has been misplaced too often to place it once more: the job fails. */
      readonly isLast?: boolean
    }
  | { readonly type: 'sending' }
  | { readonly type: 'prepared'; readonly parts: UploadedParts }
  | { readonly type: 'bytesLeft'; readonly sentBytes: number }
  | { readonly type: 'partAccepted'; readonly seq: number }
  | { readonly type: 'heldUp'; readonly holdup: Holdup | null }
  | { readonly type: 'sent'; readonly fileToken: FileToken }
  /** Sending stopped between two calls, for a pause; what Feishu accepted is kept. */
  | { readonly type: 'interrupted' }
  /** Restart from the first byte. `perhapsPlaced`: what was sent before may be in the target anyway. */
  | { readonly type: 'sendAgain'; readonly failure?: Failure; readonly perhapsPlaced?: boolean }
  | { readonly type: 'binding' }
  /** A call that puts the picture into its cell leaves once that is written down. */
  | { readonly type: 'due' }
  /** A call that puts the file into its spot is leaving. */
  | { readonly type: 'leaving' }
  /** No call so far that was to put the file into its spot can have taken effect. */
  | { readonly type: 'returned' }
  /** Back to `sent`, to be bound by a later call: the batch has to be split, or the record to be looked up again. */
  | { readonly type: 'boundLater' }
  /** `isAssumed`: as in the stage `done`. */
  | {
      readonly type: 'bound'
      readonly made?: MadeDocument
      readonly isAssumed?: true
      /** As in the stage `done`. */
      readonly mayComeAgain?: true
      /** The record that has the file now. */
      readonly recordId?: RecordId
    }
  /** Somebody else filled the picture's cell, so it goes into another one. */
  | { readonly type: 'moved'; readonly spot: Spot }
  /** The picture is in its cell: one call sent and bound it. */
  | { readonly type: 'stands'; readonly isAssumed?: true; readonly mayComeAgain?: true }
  /**
   * Its cell was read: it shows the picture by this token. Does not apply once the picture was to be taken out: what the cell shows may
   * be somebody else's by then.
   */
  | { readonly type: 'noted'; readonly fileToken: FileToken }
  /** A person wants the file, which has arrived, out of its target again. */
  | { readonly type: 'takeOut' }
  /** The file's block is gone or useless: it is cleared if it is still there, and another one is placed. */
  | { readonly type: 'placeAgain'; readonly failure: Failure }
  | {
      readonly type: 'failed'
      readonly failure: Failure
      /** Whether a call without an answer may have put something into the target; when absent, what was known before holds. */
      readonly perhapsPlaced?: boolean
      /** It failed while sending, for a reason that passes: the accepted parts and the block are kept for the retry. */
      readonly keepParts?: boolean
    }
  /** `left`: the file was taken out, but its record is still there. */
  | { readonly type: 'cleared'; readonly left?: 'record' }
  | {
      readonly type: 'notCleared'
      /** Of a file that was to be taken out: why it was not. */
      readonly failure?: Failure
      /** Of a file that was to be taken out: it may have been taken out nevertheless. */
      readonly isUnclear?: boolean
      /** The block was not taken out because it holds something that is not known to be this file. */
      readonly isFilled?: boolean
      /** By which the cell of a picture that was to be taken out shows somebody else's. */
      readonly theirs?: FileToken
      /** Of a file that was to be taken out: what stands in its place keeps any call of an earlier page from putting it in again. */
      readonly mayNotComeAgain?: true
    }
  /** The block that was to be cleared holds the file after all. */
  | { readonly type: 'arrived'; readonly fileToken: FileToken }
  /** The file had arrived, and an edit of this page removed it. */
  | { readonly type: 'lost'; readonly failure: Failure }
  /** The file had arrived, and somebody removed it. */
  | { readonly type: 'removed'; readonly failure: Failure }
  /** Clearing the job's block also removed content of somebody else, or may have. */
  | { readonly type: 'tookOthers'; readonly how: OthersRemoved }
  /** `undoable`: until `finalized`, its block is kept and `undone` takes the cancelling back. */
  | { readonly type: 'cancelled'; readonly undoable?: true }
  | { readonly type: 'undone'; readonly paused: boolean }
  | { readonly type: 'finalized' }
  | { readonly type: 'retried' }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** A file that was only listed has been inspected. */
  | { readonly type: 'inspected'; readonly file: SourceFile }
  /** The bytes of a file show what it is. */
  | { readonly type: 'recognized'; readonly contents: Contents }
  | { readonly type: 'reattached'; readonly file: SourceFile }
  | { readonly type: 'renamed'; readonly name: string }
  /** A person had a waiting picture altered. `of`: the file that it was made of, as the job had it then. */
  | ({ readonly type: 'altered' } & Alteration)
  | { readonly type: 'retargeted'; readonly target: Target }
  /** Another file may have taken the place of this one, which had arrived; no answer and no look at the target could settle it. */
  | { readonly type: 'doubted' }
  /** The file cannot replace the one that it was to, so it is placed as another one. */
  | { readonly type: 'notReplaced'; readonly why: NotReplaced }
  /** It is known now which earlier targets may still contain the file. */
  | { readonly type: 'leftTargets'; readonly mayStandIn: readonly Target[] }

/** The events of the given types. */
export type EventOf<Type extends JobEvent['type']> = Extract<JobEvent, { readonly type: Type }>
