import type { MediaKind } from '../../contract/feishu/docx/block.ts'
import type { FileToken, RecordId, UploadId } from '../../contract/feishu/ids.ts'
import type { ImportLoss } from '../../contract/feishu/import/import.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Contents } from '../files/contents.ts'
import type { SourceFile } from '../files/source-file.ts'
import type { PlacedCell, Spot } from './spot.ts'
import type { Target } from '../targets/target.ts'

/** A UUIDv4, made when the file is added; the journal keeps it. */
export type JobId = string

/** One file on its way into one target. Immutable; only `advance` makes the next version. */
export interface Job {
  /** Unique among all queues of this browser. */
  readonly id: JobId
  /** Nothing is placed before it has been inspected. */
  readonly file: SourceFile
  /** Name in the document: the file's own, unless a person renamed it. */
  readonly name: string
  /** By its contents; guessed from name and type while these are null. */
  readonly kind: MediaKind
  /**
   * What the file is by its bytes; null until they have been read, and where they are never read: in targets that do not need it,
   * and for jobs that an earlier version of the app had placed.
   */
  readonly contents: Contents | null
  /** Where the file goes, with the options that were chosen at the drop. */
  readonly target: Target
  readonly stage: Stage
  /** Paused by a person: once its calls in flight have been answered, nothing more is placed or sent. */
  readonly paused: boolean
  /** Its file cannot be read: the job waits for `Uploads.reattach`, unless Feishu has all bytes already. */
  readonly lacksFile: boolean
  /** Why the app restarted it; null when it did not, and once the job has ended. */
  readonly restartedFor: ProblemKey | null
  /** Whether clearing this file's block also removed content of somebody else; absent when it did not. */
  readonly othersTaken?: OthersRemoved
  /** The file of this queue that it is to replace where that stands; absent once it has, or cannot. */
  readonly replaces?: Replaces
  /** Why it was added as another one although it was to replace a file. */
  readonly notReplaced?: NotReplaced
  /** Earlier targets that may contain the file as well, because a call there got no answer; absent when there are none. */
  readonly mayStandIn?: readonly Target[]
  /** What was done to the picture before it was placed; absent where `file` is as it came. */
  readonly altered?: Altered
  /** The drop that the file came with; absent in jobs of earlier versions of the app, and where nobody dropped it. */
  readonly dropId?: DropId
}

/** A file that has arrived, which another one is to replace in its place. */
export interface Replaces {
  readonly of: JobId
  readonly spot: Spot
  readonly fileToken: FileToken
  /** The record that has it; absent in other targets. */
  readonly recordId?: RecordId
}

/**
 * The place or the earlier file is gone, somebody changed what stands there, it holds a picture where a file goes or the reverse, the file
 * goes to another place than the earlier one, or the queue does not have that one any more. Kept in the journal: add kinds, never rename them.
 */
export type NotReplaced = 'gone' | 'changed' | 'kind' | 'elsewhere' | 'unknown'

/** `how`: in pixels, in what it tells of place and camera, in its format. Kept in the journal: add kinds, never rename them. */
export interface Altered {
  readonly how: readonly ('shrunk' | 'stripped' | 'converted')[]
  /** Size of the file as it came. */
  readonly fromBytes: number
}

/** Names one drop, choice or paste of files. */
export type DropId = string

/** How sure it is that an edit also removed content of somebody else. */
export type OthersRemoved = 'perhaps' | 'surely'

/** The document that an import made of a file. */
export interface MadeDocument {
  /** As Feishu names it; it comes from outside and is checked before it becomes a link (`shownAt`). */
  readonly url: string
  /** What the import left out; empty when nothing. */
  readonly losses: readonly ImportLoss[]
}

/** One occurrence of a problem, with what Feishu's answer said of it. */
export interface Failure {
  readonly problem: ProblemKey
  /** Feishu's code, also one that the catalogue does not know; null when none came. */
  readonly code: number | null
  /** Feishu's own text, for debugging; empty where there was no answer. */
  readonly msg: string
  /** Feishu's name for this one call; null where there was no answer, or it named none. */
  readonly logId: string | null
  /** Missing scopes, as 99991672 and 99991679 name them; otherwise empty. */
  readonly scopes: readonly string[]
}

/** Why a job does not get on just now; its row says so, in order not to look stalled. */
export type Holdup = Repeat | ({ readonly is: 'quota-wait' } & QuotaWait)

/** The gateway keeps a call until its turn in Feishu's quota, which all calls of the company share. */
export interface QuotaWait {
  /** `turn`: other calls of the company go first. `closed`: Feishu, refusing a call, asked to wait. */
  readonly why: 'turn' | 'closed'
  /** Number of calls that go first, those of this queue included. */
  readonly ahead: number
}

/** A call failed and is made again at `untilMs`. */
export interface Repeat {
  readonly is: 'repeat'
  /** What the last attempt met. */
  readonly problem: ProblemKey
  /** Number of the next attempt: 2 or more. */
  readonly attempt: number
  /** Milliseconds since 1970 of the next attempt. */
  readonly untilMs: number
}

/**
 * Where a job is on its way:
 * waiting → placing → placed → sending → sent → binding → done, and from each of them failed or cancelled, by way of
 * clearing if there is an empty block in the document; from done, by clearing too, taken out again.
 *
 * `mayStand`: an earlier attempt, whose answer was lost, may have put the file into a target from which it cannot be taken out.
 * `isOut`: a call that puts it there has left and may have taken effect. `isDue`: it leaves as soon as that is in the journal.
 * `isUndone`: that attempt was cancelled, and the cancelling undone, so what it made is what is wanted.
 */
export type Stage =
  | Waiting
  | { readonly at: 'placing'; readonly holdup: Holdup | null }
  | Placed
  | {
      readonly at: 'sending'
      readonly spot: Spot
      /** Bytes of the file that left the browser. */
      readonly sentBytes: number
      /** Bytes of the file that Feishu has confirmed; what a resumed upload starts from. */
      readonly acceptedBytes: number
      readonly parts: UploadedParts | null
      readonly holdup: Holdup | null
      readonly mayStand?: true
      readonly isDue?: true
      readonly isOut?: true
    }
  | Sent
  | {
      readonly at: 'binding'
      readonly spot: Spot
      readonly fileToken: FileToken
      readonly holdup: Holdup | null
      readonly mayStand?: true
      readonly isOut?: true
      readonly isUndone?: true
    }
  | Done
  /**
   * The job's empty block is being cleared, or its file taken out again; `ending` says what follows. `spot` is null until the
   * answer that names the block has come.
   */
  | {
      readonly at: 'clearing'
      readonly spot: Spot | null
      readonly ending: Ending
      /** What the call in flight, or an earlier one, may put into a target from which nothing can be taken out. */
      readonly put?: PerhapsPut
      /** The upload that may be bound to the block anyway; absent when there is none. */
      readonly fileToken?: FileToken
      /** `put` is due to the call in flight only: it is dropped if the answer says that the call had no effect. */
      readonly isOut?: true
    }
  | {
      readonly at: 'failed'
      readonly failure: Failure
      readonly leftover: Leftover
      /** Spot and parts kept for the retry; an empty block among them is cleared when the job is given up. */
      readonly kept: KeptUpload | null
    }
  | {
      readonly at: 'cancelled'
      readonly leftover: Leftover
      /** While the cancelling can be undone: the stage to go back to, whose spot is kept. */
      readonly before?: Waiting | Placed | Sent
      /** The file had arrived, and a person had it taken out again. */
      readonly takenOut?: TakenOut
    }

interface Waiting {
  readonly at: 'waiting'
  /** The cell from which the file's picture was taken out: it goes in there again. */
  readonly formerCell?: PlacedCell
}

/** The file has arrived. */
export interface Done {
  readonly at: 'done'
  readonly spot: Spot
  /** For a picture in a cell: by which the cell shows it; null until it was seen there. */
  readonly fileToken: FileToken | null
  readonly made?: MadeDocument
  /**
   * Not verified: another file may have taken its place by a call without an answer; a picture was found in the cell after a call without an answer, or the cell could not be read again after
   * Feishu had answered that it was written.
   */
  readonly isAssumed?: true
  /** A call of an earlier page, which got no answer, may still put the file in again once it has been taken out. */
  readonly mayComeAgain?: true
  /** The record that has the file; absent in other targets, and in what earlier versions of the app wrote. */
  readonly recordId?: RecordId
  /** The file was to be taken out again, and was not. */
  readonly stays?: Stays
}

/** Why a file that was to be taken out again is still in its target. */
export interface Stays {
  readonly failure: Failure
  /** It is unknown whether it still is. */
  readonly isUnclear?: true
}

/** A file that was taken out again. */
export interface TakenOut {
  /** Where it was. */
  readonly spot: Spot
  /** What is still there: somebody else's content in the file's place, or the record that was made for it. */
  readonly left?: 'others' | 'record'
}

interface Placed {
  readonly at: 'placed'
  readonly spot: Spot
  /** Parts of an earlier attempt that Feishu still holds; null when the file is sent from its first byte. */
  readonly parts: UploadedParts | null
  readonly mayStand?: true
}

interface Sent {
  readonly at: 'sent'
  readonly spot: Spot
  readonly fileToken: FileToken
  readonly mayStand?: true
  readonly isUndone?: true
}

export type Ending =
  | { readonly as: 'failed'; readonly failure: Failure }
  /** `undoable`: if the answer names a block, it is kept until the cancelling is final. */
  | { readonly as: 'cancelled'; readonly undoable?: true }
  /** Restart: placed and sent again because of `failure`. */
  | { readonly as: 'again'; readonly failure: Failure }
  /** The file had arrived (`from`), and is being taken out again. */
  | { readonly as: 'takenOut'; readonly from: Done }

/**
 * What a failed or cancelled job may have left in its target: an empty block that could not be cleared, or a file. `perhaps`: the
 * call that would have placed a block was never answered.
 */
export type Leftover = Spot | PerhapsPut | 'perhaps' | null

/**
 * A file that may be in a target from which nothing is taken out. A retry uses both fields again, so that it is not put in twice.
 */
export interface PerhapsPut {
  readonly spot: Spot
  /** The upload that may be bound; null for a picture in a cell, which has none, and where the file has to be sent again. */
  readonly fileToken: FileToken | null
}

/** What a retry of a failed job continues from: its block and the parts that Feishu still holds, or its cell. */
export interface KeptUpload {
  readonly spot: Spot
  /** Null when there were none, or they have been given up since, as by a rename. */
  readonly parts: UploadedParts | null
}

/** An unfinished upload in parts. */
export interface UploadedParts {
  readonly uploadId: UploadId
  readonly partBytes: number
  /** Parts Feishu has confirmed, by their `seq`. */
  readonly accepted: ReadonlySet<number>
  /** Milliseconds since 1970 after which Feishu forgets the upload. */
  readonly expiresAtMs: number
}
