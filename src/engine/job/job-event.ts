import type { FileToken } from '../../contract/feishu/ids.ts'
import type { SourceFile } from '../files/source-file.ts'
import type { Failure, Holdup, MadeDocument, OthersTaken, UploadedParts } from './job.ts'
import type { Spot } from './spot.ts'
import type { Target } from '../targets/target.ts'

/** What happens to one job: asked for by a person, or reported by a lane. */
export type JobEvent =
  | { readonly type: 'placing' }
  | { readonly type: 'putBack' }
  | { readonly type: 'placed'; readonly spot: Spot }
  /** A block came to light that was placed too long ago to be in the right place. */
  | {
      readonly type: 'misplaced'
      readonly spot: Spot
      readonly failure: Failure
      /** It has been placed often enough. */
      readonly isLast?: boolean
    }
  | { readonly type: 'sending' }
  | { readonly type: 'prepared'; readonly parts: UploadedParts }
  | { readonly type: 'bytesLeft'; readonly sentBytes: number }
  | { readonly type: 'partAccepted'; readonly seq: number }
  | { readonly type: 'heldUp'; readonly holdup: Holdup | null }
  | { readonly type: 'sent'; readonly fileToken: FileToken }
  /** Sending stopped at a boundary, for a pause: what Feishu accepted is kept. */
  | { readonly type: 'heldBack' }
  /** From its first byte; what was sent before may be in all the same. */
  | { readonly type: 'sendAgain'; readonly failure?: Failure; readonly perhapsPlaced?: boolean }
  | { readonly type: 'binding' }
  /** A call that puts the file in is on its way. */
  | { readonly type: 'leaving' }
  /** Every call so far that was to put it in had surely no effect. */
  | { readonly type: 'returned' }
  /** Back among those that wait to be put in: the batch was too large. */
  | { readonly type: 'boundLater' }
  /** `isAssumed`: as far as can be told. */
  | { readonly type: 'bound'; readonly made?: MadeDocument; readonly isAssumed?: true }
  /** A picture's cell was filled by somebody else: it goes into another one. */
  | { readonly type: 'moved'; readonly spot: Spot }
  /** A picture stands in its cell, which took it together with its bytes. */
  | { readonly type: 'stands'; readonly isAssumed?: true }
  /** The block the file was sent for is gone or useless: another one is placed, and this one cleared away if it stands. */
  | { readonly type: 'placeAgain'; readonly failure: Failure }
  | {
      readonly type: 'failed'
      readonly failure: Failure
      /** Whether something may stand unseen, for an answer is missing; what was known before holds when absent. */
      readonly perhapsPlaced?: boolean
      /** Met while sending, for a reason that passes: parts that were accepted stay for the retry, and so does the block. */
      readonly keepParts?: boolean
    }
  | { readonly type: 'cleared' }
  | {
      readonly type: 'notCleared'
      /** The block holds something by now that is not known for this file's: it is not taken out. */
      readonly isFilled?: boolean
    }
  /** The block that was to be taken out holds the file after all. */
  | { readonly type: 'arrived' }
  /** It stood in the document, and an edit of this page took it out. */
  | { readonly type: 'lost'; readonly failure: Failure }
  /** It stood in the document, and somebody took it out. */
  | { readonly type: 'removed'; readonly failure: Failure }
  /** Something of somebody else was taken out together with its block, or may have been. */
  | { readonly type: 'tookOthers'; readonly how: OthersTaken }
  /** `undoable`: until it is `settled`, its block stands and it can go back by `undone`. */
  | { readonly type: 'cancelled'; readonly undoable?: true }
  | { readonly type: 'undone'; readonly paused: boolean }
  | { readonly type: 'settled' }
  | { readonly type: 'retried' }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** A file that was only listed has been looked at. */
  | { readonly type: 'seen'; readonly file: SourceFile }
  | { readonly type: 'reattached'; readonly file: SourceFile }
  | { readonly type: 'renamed'; readonly name: string }
  | { readonly type: 'retargeted'; readonly target: Target }

/** The events of these types. */
export type EventOf<Type extends JobEvent['type']> = Extract<JobEvent, { readonly type: Type }>
