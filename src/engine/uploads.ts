import type { ProblemKey } from '../contract/problems/catalogue.ts'
import type { SourceFile } from './doors.ts'
import type { Job, JobId, Target } from './job.ts'

/** The queue as the page sees it. Snapshots are new objects on change and the same object otherwise. */
export interface Uploads {
  /** Puts files at the end of the queue, in the order given. A file that can not go at all fails at once, with its reason. */
  add(files: readonly SourceFile[], target: Target): void
  /** Stops jobs; empty blocks they left in the document are taken out. */
  cancel(ids: readonly JobId[]): void
  /** Starts failed or cancelled jobs again, at their old place in the order. */
  retry(ids: readonly JobId[]): void
  /** Gives a job that waits, failed or was cancelled another name in the document; a failed one starts again by `retry`. */
  rename(id: JobId, name: string): void
  /** Sends failed, cancelled or waiting jobs to another document, starting them again. */
  retarget(ids: readonly JobId[], target: Target): void
  /** Takes ended jobs off the list; what stands in the document stays. */
  forget(ids: readonly JobId[]): void
  /** After sign-in: goes on with a queue that stood still for want of a session. */
  resume(): void

  getSnapshot(): QueueSnapshot
  subscribe(listener: () => void): () => void
  getJob(id: JobId): Job | undefined
  subscribeJob(id: JobId, listener: () => void): () => void
}

/** What a person calls the state of a job; `statusOf` tells it. */
export type Status = 'waiting' | 'active' | 'done' | 'failed' | 'cancelled'

export interface QueueSnapshot {
  /** All jobs, in the order of the drop. */
  readonly ids: readonly JobId[]
  readonly counts: Readonly<Record<Status, number>>
  /** Bytes of the files that are on their way or stand in the document; failed and cancelled ones are not counted. */
  readonly totalBytes: number
  /** Those of them that left the browser. */
  readonly sentBytes: number
  /** Failures of one cause for one document, told once. */
  readonly causes: readonly Cause[]
  /** Why the whole queue stands still, or null. */
  readonly standstill: 'offline' | 'not-signed-in' | null
}

export interface Cause {
  readonly problem: ProblemKey
  readonly target: Target
  readonly ids: readonly JobId[]
}
