import type { CreateBlocksInput } from '../../contract/feishu/docx/create-blocks.ts'
import type { DeleteBlocksInput } from '../../contract/feishu/docx/delete-blocks.ts'
import type { CreateImportTaskInput } from '../../contract/feishu/import/import.ts'
import type { BlockId, DocumentId, FileToken, Ticket } from '../../contract/feishu/ids.ts'
import type { BatchCreateRecordsInput } from '../../contract/feishu/base/records.ts'
import type { Altered, Job, JobId, NotReplaced, OthersRemoved, Replaces, Stage } from '../job/job.ts'
import type { Contents } from '../files/contents.ts'
import type { Target } from '../targets/target.ts'

/**
 * One change of the queue, as a journal keeps it. All of it is plain data except `file`, of which the journal keeps what it can.
 */
export interface JournalChange {
  /**
   * New files, in the order they were added, and known files that were inspected, altered or brought again: the very objects that were
   * dropped, or that `inspect` returned since.
   */
  readonly files: readonly Pick<Job, 'id' | 'file' | 'target' | 'dropId' | 'altered'>[]
  /** Jobs that changed. A job with a file and no state yet is waiting, under its file's own name. */
  readonly states: readonly JournalState[]
  /** Jobs taken off the list. */
  readonly removed: readonly JobId[]
  /** All jobs in queue order, when it has changed; null otherwise. Without any, jobs are in the order in which files were added. */
  readonly order: readonly JobId[] | null
  /** Creations whose calls are about to leave: what they make can be found again only with their `client_token`. */
  readonly creations: readonly JournalCreation[]
  /** Deletions by index whose calls are about to leave: where Feishu ignores the revision, other blocks may be at the index by then. */
  readonly deletions: readonly JournalDeletion[]
  /** `client_token`s of creations whose blocks are all accounted for, and of deletions that were looked at. */
  readonly concluded: readonly string[]
  /** Empty blocks to clear that belong to no job any more. */
  readonly discards: readonly JournalDiscard[]
  /** Blocks of earlier `discards` that are gone from their document. */
  readonly discarded: readonly BlockId[]
}

export interface JournalState {
  readonly id: JobId
  readonly name: string
  readonly target: Target
  /** Without what only a running page knows, such as holdups and bytes in flight (`keptStage`). */
  readonly stage: Stage
  readonly paused: boolean
  readonly othersTaken?: OthersRemoved
  readonly mayStandIn?: readonly Target[]
  readonly replaces?: Replaces
  readonly notReplaced?: NotReplaced
  readonly altered?: Altered
  /** Absent while unknown, and in states of earlier versions of the app. */
  readonly contents?: Contents
}

/** A creation, written down before its call leaves, so that a later page can find by its `clientToken` what it made. */
export type JournalCreation = BlockCreation | RecordCreation | ImportCreation

interface Creation<Input extends { readonly clientToken: string }> {
  readonly ids: readonly JobId[]
  readonly input: Input
}

/** Creation of empty blocks in a document. */
export type BlockCreation = Creation<CreateBlocksInput>

/** Creation of records in a base. */
export type RecordCreation = Creation<BatchCreateRecordsInput>

/** Creation of a document from an uploaded file. Feishu does not recognise a repeated one; `clientToken` is an id of our own. */
export type ImportCreation = Creation<
  CreateImportTaskInput & {
    readonly clientToken: string
    /** Id for querying the task; absent until Feishu's answer has named it. */
    readonly ticket?: Ticket
  }
>

/** A deletion by index, written down before its call leaves, so that a later page can look at what it deleted. */
export interface JournalDeletion {
  /** Children of the page that were at its index, in the revision in which it was read. */
  readonly blockIds: readonly BlockId[]
  readonly input: DeleteBlocksInput
}

/** An empty block to clear, whose job was taken off the list or got another target. */
export interface JournalDiscard {
  readonly documentId: DocumentId
  /** Child of the document's page block; unique across all documents. */
  readonly blockId: BlockId
  /** The upload that the block may hold anyway. */
  readonly mayHold?: FileToken | undefined
  /** Earlier ones, as in a `BlockSpot`. */
  readonly earlier?: readonly FileToken[] | undefined
}

/** A queue read back from a journal, to be continued (`createUploads`, `Uploads.takeUp`). */
export interface RestoredQueue {
  /** In the queue's order. */
  readonly jobs: readonly RestoredJob[]
  readonly creations: readonly JournalCreation[]
  readonly deletions: readonly JournalDeletion[]
  readonly discards: readonly JournalDiscard[]
}

export interface RestoredJob extends Pick<Job, 'id' | 'file' | 'target' | 'lacksFile' | 'dropId'> {
  /** Null for a job of which no state was written: it is waiting. */
  readonly state: JournalState | null
}
