import type { MediaKind, PlacedBlock } from '../contract/docx.ts'
import type { BlockId, DocumentId } from '../contract/ids.ts'
import type { Failure, JobId, Stage, Target } from './job.ts'

/** Goes up whenever entries written before could be read wrongly. */
export const journalFormat = 1

/** Everything that changed between two writes, in order: kept whole, or not at all. */
export interface JournalEntry {
  readonly changes: readonly JournalChange[]
}

export type JournalChange =
  | { readonly type: 'added'; readonly jobs: readonly JournaledJob[] }
  | { readonly type: 'stage'; readonly id: JobId; readonly stage: JournaledStage }
  | { readonly type: 'part'; readonly id: JobId; readonly seq: number }
  | { readonly type: 'paused'; readonly id: JobId; readonly paused: boolean }
  | { readonly type: 'changed'; readonly id: JobId; readonly name: string; readonly target: Target }
  | { readonly type: 'ranked'; readonly ranks: readonly (readonly [id: JobId, rank: number])[] }
  | { readonly type: 'forgotten'; readonly ids: readonly JobId[] }
  /** Written before the call is made, so that it can be repeated as the same edit. */
  | { readonly type: 'creating'; readonly creation: JournaledCreation }
  /** Nobody knows whether a creation took effect, and its jobs have failed for it. */
  | { readonly type: 'unsettled'; readonly clientToken: string; readonly failure: Failure }
  | { readonly type: 'settled'; readonly clientToken: string }
  /** A block of no job any more that has to be taken out. */
  | { readonly type: 'discarding'; readonly documentId: DocumentId; readonly block: PlacedBlock }
  | { readonly type: 'discarded'; readonly topBlockIds: readonly BlockId[] }
  /** Blocks of jobs taken off the list, by which late ones still find their place. */
  | { readonly type: 'standing'; readonly documentId: DocumentId; readonly rank: number; readonly topBlockId: BlockId }

export interface JournaledJob {
  readonly id: JobId
  /** Place in the queue; not always a whole number. */
  readonly rank: number
  readonly file: JournaledFile
  readonly name: string
  readonly kind: MediaKind
  readonly target: Target
  readonly paused: boolean
  readonly stage: JournaledStage
}

/** What a file is known by; its bytes are the page's to keep. */
export interface JournaledFile {
  readonly name: string
  readonly path: string
  readonly sizeBytes: number
  readonly lastModifiedMs: number
  readonly type: string
}

/**
 * A stage as far as it outlives the page: what was being sent stands ready again with the parts that were accepted, and no
 * holdup is remembered.
 */
export type JournaledStage = Exclude<Stage, { readonly at: 'sending' }>

/** One intended edit: the same blocks under the same `client_token`, on every repeat. */
export interface JournaledCreation {
  readonly documentId: DocumentId
  readonly clientToken: string
  readonly ids: readonly JobId[]
  readonly kinds: readonly MediaKind[]
  /** Place among the page's children; -1 appends. */
  readonly index: number
  /** Milliseconds since 1970 of the first attempt. */
  readonly atMs: number
}
