import type { DBSchema, IDBPDatabase } from 'idb'
import type { BlockId } from '../../contract/feishu/ids.ts'
import type { DropId, JobId } from '../../engine/job/job.ts'
import type { Target } from '../../engine/targets/target.ts'
import type {
  JournalCreation,
  JournalDeletion,
  JournalDiscard,
  JournalState,
} from '../../engine/journal/journal-change.ts'

/** The record of a queue; all other records are keyed by its id. */
export interface QueueRecord {
  readonly queueId: string
  /** Feishu's `open_id` of the owner. */
  readonly ownerOpenId: string
  readonly createdAtMs: number
  /** Milliseconds since 1970, at most an hour late. */
  readonly touchedAtMs: number
  /** As in `JournalChange`. */
  readonly order: readonly JobId[] | null
}

/** What is stored of a file besides its bytes. */
export interface FileRecord {
  readonly id: JobId
  readonly name: string
  readonly path: string
  /** Null for a file that was only listed. */
  readonly seen: { readonly sizeBytes: number; readonly lastModifiedMs: number; readonly type: string } | null
  readonly target: Target
  /** Job under whose id its handle is stored: the first job of its folder. */
  readonly handleOf: JobId | null
  /** Absent where earlier versions of the page wrote it. */
  readonly dropId?: DropId
}

/** Bytes of a small file; an ArrayBuffer where the browser cannot store Blobs. */
export type Copy = Blob | ArrayBuffer

/** Thumbnail and video length of a file, shown in its row even when its bytes are no longer available. */
export interface Thumbnail {
  /** A small picture; null for a video of which only the length is known. ArrayBuffers are stored in every browser (see `Copy`). */
  readonly picture: ArrayBuffer | null
  /** Media type of the picture. */
  readonly type: string
  /** Length of a video; null for other files, and where the video file does not contain it. */
  readonly lengthMs: number | null
}

type Filed<Name> = [queueId: string, name: Name]

/**
 * The records as this version writes them. Stored records may come from another version or be damaged: `kept-records.ts` checks
 * them.
 */
export interface JournalSchema extends DBSchema {
  queues: { key: string; value: QueueRecord }
  /** File records in packs of 500: ten thousand single records cost seconds, twenty packs 30 ms. */
  packs: { key: Filed<number>; value: readonly FileRecord[] }
  states: { key: Filed<JobId>; value: JournalState }
  /** Keyed by `client_token`. */
  creations: { key: Filed<string>; value: JournalCreation }
  /** Keyed by `client_token`. */
  deletions: { key: Filed<string>; value: JournalDeletion }
  discards: { key: Filed<BlockId>; value: JournalDiscard }
  handles: { key: Filed<JobId>; value: FileSystemHandle }
  /** Bytes of small files. */
  copies: { key: Filed<JobId>; value: Copy }
  thumbnails: { key: Filed<JobId>; value: Thumbnail }
}

export type JournalDatabase = IDBPDatabase<JournalSchema>

export const storeOptions = {
  queues: { keyPath: 'queueId' },
  packs: undefined,
  states: undefined,
  creations: undefined,
  deletions: undefined,
  discards: undefined,
  handles: undefined,
  copies: undefined,
  thumbnails: undefined,
} as const

export const filedStores = [
  'packs',
  'states',
  'creations',
  'deletions',
  'discards',
  'handles',
  'copies',
  'thumbnails',
] as const
export const allStores = ['queues', ...filedStores] as const
