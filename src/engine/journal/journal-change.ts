import type { CreateBlocksInput } from '../../contract/feishu/docx/docx.ts'
import type { CreateImportTaskInput } from '../../contract/feishu/import/import.ts'
import type { BlockId, DocumentId, FileToken, Ticket } from '../../contract/feishu/ids.ts'
import type { BatchCreateRecordsInput } from '../../contract/feishu/base/records.ts'
import type { DroppedFile } from '../files/source-file.ts'
import type { JobId, OthersTaken, Stage } from '../job/job.ts'
import type { Target } from '../targets/target.ts'

/** One step of the queue as a journal keeps it. All of it is plain data but `file`, of which the journal keeps what it can. */
export interface JournalChange {
  /** Files that came, in the order they came, and files already known whose facts changed. */
  readonly files: readonly JournalFile[]
  /** What became of jobs since. A job with a file and no state yet waits under its file's own name. */
  readonly states: readonly JournalState[]
  /** Jobs taken off the list. */
  readonly removed: readonly JobId[]
  /** All jobs in the queue's order, when that is no longer the order in which their files came; null when it did not change. */
  readonly order: readonly JobId[] | null
  /** Edits that are about to leave: what they made can be learnt again only with their `client_token`. */
  readonly creations: readonly JournalCreation[]
  /** `client_token`s of creations whose blocks are all accounted for. */
  readonly settled: readonly string[]
  /** Empty blocks to take out that belong to no job any more. */
  readonly discards: readonly JournalDiscard[]
  /** Blocks of earlier `discards` that are gone from their document. */
  readonly discarded: readonly BlockId[]
}

export interface JournalFile {
  readonly id: JobId
  /** The very object that was dropped, or that `look` gave since; a `ListedFile` as long as it was only listed. */
  readonly file: DroppedFile
  readonly target: Target
}

export interface JournalState {
  readonly id: JobId
  readonly name: string
  readonly target: Target
  /** Without what only a running page knows: holdups, bytes on their way. */
  readonly stage: Stage
  readonly paused: boolean
  readonly othersTaken?: OthersTaken
}

/** A creation that is known again by its `clientToken`, written down before it leaves. */
export type JournalCreation = BlockCreation | RecordCreation | ImportCreation

interface Creation<Input extends { readonly clientToken: string }> {
  readonly ids: readonly JobId[]
  readonly input: Input
}

/** Of empty blocks in a document. */
export type BlockCreation = Creation<CreateBlocksInput>

/** Of records in a base. */
export type RecordCreation = Creation<BatchCreateRecordsInput>

/** Of a document from an uploaded file. Feishu does not know one again: `clientToken` is a name of our own. */
export type ImportCreation = Creation<
  CreateImportTaskInput & {
    readonly clientToken: string
    /** By which the task is asked about; absent until Feishu's answer named it. */
    readonly ticket?: Ticket
  }
>

/** An empty block whose file went another way: off the list, or into another document. */
export interface JournalDiscard {
  readonly documentId: DocumentId
  /** The page's child, unique in all documents. */
  readonly blockId: BlockId
  /** The upload that it may hold all the same. */
  readonly mayHold?: FileToken
}

/** A queue as it was written down, for `createUploads` to go on with. */
export interface RestoredQueue {
  /** In the queue's order. */
  readonly jobs: readonly RestoredJob[]
  readonly creations: readonly JournalCreation[]
  readonly discards: readonly JournalDiscard[]
}

export interface RestoredJob extends JournalFile {
  /** Whether `file` can not be opened, or looked at: it has to be brought again (`Uploads.reattach`). */
  readonly lacksFile: boolean
  /** Null for a job that had not begun. */
  readonly state: JournalState | null
}
