import type { MediaKind } from '../../contract/feishu/docx/docx.ts'
import type { FileToken, UploadId } from '../../contract/feishu/ids.ts'
import type { ImportLoss } from '../../contract/feishu/import/import.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { SourceFile } from '../files/source-file.ts'
import type { Spot } from './spot.ts'
import type { Target } from '../targets/target.ts'

export type JobId = string

/** One file on its way into one place. Only `advance` makes a new one. */
export interface Job {
  readonly id: JobId
  readonly file: SourceFile
  /** Name in the document: the file's own, unless a person renamed it. */
  readonly name: string
  readonly kind: MediaKind
  readonly target: Target
  readonly stage: Stage
  /** A person holds it: nothing more is placed or sent for it once what is on the wire has been answered. */
  readonly paused: boolean
  /** Size and date of its file are known; until then they are 0, and nothing is placed for it. */
  readonly isSeen: boolean
  /** Its bytes are not here: waits for `Uploads.reattach`, unless they are at Feishu already. */
  readonly lacksFile: boolean
  /** Why the app began it anew by itself; null when it did not, and once the job has ended. */
  readonly anewFor: ProblemKey | null
  /** Something of somebody else was taken out of the document together with this file's empty block, or may have been. */
  readonly othersTaken?: OthersTaken
}

export type OthersTaken = 'perhaps' | 'surely'

/** The document that an import made of a file. */
export interface MadeDocument {
  readonly url: string
  /** What did not come over; empty when everything did. */
  readonly losses: readonly ImportLoss[]
}

/** A failure a person can meet: the catalogue's row and the traces of this one occurrence. */
export interface Failure {
  readonly problem: ProblemKey
  /** Feishu's code, where one came; also for codes the catalogue does not know. */
  readonly code: number | null
  readonly msg: string
  readonly logId: string | null
  readonly scopes: readonly string[]
}

/** Why a running job stands still just now, so that no row ever looks stalled. */
export type Holdup = Repeat | ({ readonly is: 'quota-wait' } & QuotaWait)

/** A call's place among all of the company's, which share what Feishu allows. */
export interface QuotaWait {
  /** `turn`: other calls go first. `closed`: Feishu asked everybody to wait. */
  readonly why: 'turn' | 'closed'
  /** Calls that go first, those of this queue included. */
  readonly ahead: number
}

/** A call that failed is made again after a pause. */
export interface Repeat {
  readonly is: 'repeat'
  readonly problem: ProblemKey
  /** Attempt that comes next, counted from 2. */
  readonly attempt: number
  /** Milliseconds since 1970 of the next attempt. */
  readonly untilMs: number
}

/**
 * Where a job is:
 * waiting → placing → placed → sending → sent → binding → done, and from each of them failed or cancelled, by way of
 * clearing when an empty block stands in the document. `mayStand`: an earlier attempt may have put the file in, unheard, where
 * it can not be taken out again. `isOut`: a call that puts it in has left, and nobody knows yet that it had no effect.
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
    }
  /** `fileToken` is null for a picture in a cell, which has none. */
  | {
      readonly at: 'done'
      readonly spot: Spot
      readonly fileToken: FileToken | null
      readonly made?: MadeDocument
      /**
       * Not seen to be so: a picture was found in its cell after a call that was never answered, or a cell could not be read once
       * more after Feishu had said that it wrote it.
       */
      readonly isAssumed?: true
    }
  /**
   * The job goes on as `ending`; its empty block is being taken out of the document first. `spot` is null as long as the
   * answer that names it is still out.
   */
  | {
      readonly at: 'clearing'
      readonly spot: Spot | null
      readonly ending: Ending
      /** What a call that is still out may put in, where nothing can be taken out again. */
      readonly put?: PerhapsPut
      /** The upload that may be bound to its block all the same; absent where there is none. */
      readonly fileToken?: FileToken
      /** `put` is that call's alone: it falls away with the answer that it had no effect. */
      readonly isOut?: true
    }
  | {
      readonly at: 'failed'
      readonly failure: Failure
      readonly leftover: Leftover
      /** Block and parts left standing for the retry, which goes on from them; taken out when the job is given up. */
      readonly kept: KeptUpload | null
    }
  | {
      readonly at: 'cancelled'
      readonly leftover: Leftover
      /** As long as it can be undone: what it goes back to, whose block still stands. */
      readonly before?: Waiting | Placed | Sent
    }

interface Waiting {
  readonly at: 'waiting'
}

interface Placed {
  readonly at: 'placed'
  readonly spot: Spot
  /** Parts of an earlier run that Feishu still holds; null when the file starts from its first byte. */
  readonly parts: UploadedParts | null
  readonly mayStand?: true
}

interface Sent {
  readonly at: 'sent'
  readonly spot: Spot
  readonly fileToken: FileToken
  readonly mayStand?: true
}

export type Ending =
  | { readonly as: 'failed'; readonly failure: Failure }
  /** `undoable`: a block that comes to light stands until the cancelling can not be undone any more. */
  | { readonly as: 'cancelled'; readonly undoable?: true }
  /** Placed and sent anew, because of `failure`. */
  | { readonly as: 'again'; readonly failure: Failure }

/**
 * An empty block that could not be taken out of the document. `perhaps`: the call that would have placed it was never
 * answered, so nobody knows.
 */
export type Leftover = Spot | PerhapsPut | 'perhaps' | null

/** A file that may stand in a target from which nothing is taken out again; the retry goes on with the same, so that it stands once. */
export interface PerhapsPut {
  readonly spot: Spot
  /** The upload it stands as; null for a picture in a cell, which has none, and where another one is needed. */
  readonly fileToken: FileToken | null
}

/** What a failed job goes on from: its block still stands, and Feishu still holds its parts, or its cell is still its own. */
export interface KeptUpload {
  readonly spot: Spot
  /** Null when there were none, or they were given up since, as when the file got another name. */
  readonly parts: UploadedParts | null
}

/** An upload in parts, as far as it got. */
export interface UploadedParts {
  readonly uploadId: UploadId
  readonly partBytes: number
  /** Parts Feishu has confirmed, by their `seq`. */
  readonly accepted: ReadonlySet<number>
  /** Milliseconds since 1970 after which Feishu forgets the upload. */
  readonly expiresAtMs: number
}
