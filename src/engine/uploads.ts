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
  /** Gives a job that is waiting or failed another name in the document. */
  rename(id: JobId, name: string): void
  /** Sends failed, cancelled or waiting jobs to another document. */
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

export type Status = 'waiting' | 'active' | 'done' | 'failed' | 'cancelled'

export interface QueueSnapshot {
  /** All jobs, in the order of the drop. */
  readonly ids: readonly JobId[]
  readonly counts: Readonly<Record<Status, number>>
  readonly totalBytes: number
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
