import type { DBSchema, IDBPDatabase } from 'idb'
import type { BlockId } from '../../contract/feishu/ids.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { Target } from '../../engine/targets/target.ts'
import type { JournalCreation, JournalDiscard, JournalState } from '../../engine/journal/journal-change.ts'

/** One tab's queue; everything else is filed under its id. */
export interface QueueRecord {
  readonly queueId: string
  /** Feishu's `open_id` of the person whose work it is. */
  readonly ownerOpenId: string
  readonly createdAtMs: number
  /** Milliseconds since 1970, right to the hour. */
  readonly touchedAtMs: number
  /** As in `JournalChange`. */
  readonly order: readonly JobId[] | null
}

/** What is kept of a file beside its bytes. */
export interface FileRecord {
  readonly id: JobId
  readonly name: string
  readonly path: string
  /** Null for a file that was only listed. */
  readonly seen: { readonly sizeBytes: number; readonly lastModifiedMs: number; readonly type: string } | null
  readonly target: Target
  /** The job under which its handle is filed: the first one of its folder. */
  readonly handleOf: JobId | null
}

/** Bytes of a small file: a Blob, or an ArrayBuffer where the browser files no Blobs. */
export type Copy = Blob | ArrayBuffer

type Filed<Name> = [queueId: string, name: Name]

/**
 * As today's page writes it. What lies there may have been written by another version of it, or be damaged: `kept-records.ts`
 * reads it.
 */
export interface JournalSchema extends DBSchema {
  queues: { key: string; value: QueueRecord }
  /** Files by the hundred: ten thousand records cost seconds, twenty packs cost 30 ms. */
  packs: { key: Filed<number>; value: readonly FileRecord[] }
  states: { key: Filed<JobId>; value: JournalState }
  /** By `client_token`. */
  creations: { key: Filed<string>; value: JournalCreation }
  discards: { key: Filed<BlockId>; value: JournalDiscard }
  handles: { key: Filed<JobId>; value: FileSystemHandle }
  /** Bytes of small files. */
  copies: { key: Filed<JobId>; value: Copy }
}

export type JournalDatabase = IDBPDatabase<JournalSchema>

export const storeOptions = {
  queues: { keyPath: 'queueId' },
  packs: undefined,
  states: undefined,
  creations: undefined,
  discards: undefined,
  handles: undefined,
  copies: undefined,
} as const

export const filedStores = ['packs', 'states', 'creations', 'discards', 'handles', 'copies'] as const
export const allStores = ['queues', ...filedStores] as const
