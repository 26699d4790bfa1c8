import type { BlockId } from '../contract/feishu/ids.ts'
import type { FeishuFact } from '../contract/own-api/feishu-facts.ts'
import type { Call, Outcome } from './calls/api-caller.ts'
import type { Restart } from './calls/restart-limit.ts'
import type { Chance, Clock } from './doors.ts'
import type { Failure, Job, JobId } from './job/job.ts'
import type { JobEvent } from './job/job-event.ts'
import type { JournalCreation, JournalDeletion, JournalDiscard } from './journal/journal-change.ts'
import type { SheetCells } from './targets/sheet/sheet-cells.ts'
import type { Target } from './targets/target.ts'

/** The jobs of the queue, as far as lanes and the uploader need them; `JobStore` implements it. */
export interface Jobs {
  get(id: JobId): Job | undefined
  /** Position in the queue; `Infinity` for a job that is off the list. */
  rankOf(id: JobId): number
  /** All jobs, in no particular order. */
  jobs(): Iterable<Job>
  dispatch(id: JobId, event: JobEvent): void
  dispatchAll(ids: readonly JobId[], eventFor: (job: Job) => JobEvent): void
  /** Calls back on each change of the job; returns a function that stops it. */
  subscribeJob(id: JobId, listener: () => void): () => void
}

/** The part of the journal that lanes write to; `JournalKeeper` implements it. */
export interface EditJournal {
  /** Resolves once everything reported so far would outlive a crash. */
  written(): Promise<void>
  /** Writes a creation down before its call leaves; resolves once it may leave. */
  creating(creation: JournalCreation): Promise<void>
  /** Writes a deletion by index down before its call leaves; resolves once it may leave. */
  deleting(deletion: JournalDeletion): Promise<void>
  /** Drops a creation or a deletion: everything that it made is accounted for, or what it deleted was looked at. */
  concluded(clientToken: string): void
  /** Writes down an empty block that is to be cleared and belongs to no job any more. */
  discarding(discard: JournalDiscard): void
  /** Drops such blocks: they are gone from their documents. */
  discarded(blockIds: readonly BlockId[]): void
}

/** Makes all calls to Feishu; `ApiCaller` implements it. */
export interface Api {
  /**
   * Makes a call, with its waits and retries.
   *
   * @throws {FileUnreadable} When building the request does.
   * @throws The reason of `signal` or `pause`, when aborted.
   */
  call<T>(call: Call<T>): Promise<Outcome<T>>
}

/** What lanes and the uploader share. Interfaces, so that a family's code does not depend on the classes behind them. */
export interface EngineContext {
  readonly store: Jobs
  readonly api: Api
  readonly clock: Clock
  readonly chance: Chance
  readonly journal: EditJournal
  /** As `Doors.facts`. */
  readonly facts: ReadonlySet<FeishuFact>
  /** Counts one more restart of a file; false when it is over the limit (`RestartLimit`). */
  readonly restartLimit: { allow(id: JobId, restart: Restart): boolean }
  /** The cells of sheets that have been handed out. */
  readonly cells: SheetCells
  /** As `TargetFamily.targetKeyOf`. */
  readonly targetKeyOf: (target: Target) => string
  /** Whether enough is known of a waiting job's file to place it: its size, and what it is where the target needs that. */
  readonly isReady: (job: Job) => boolean
  /** Number of spots that may be made ready now: empty blocks in all documents together, or cells in this spreadsheet. */
  readonly roomAhead: (target: Target) => number
  /** Whether a queue hold keeps back the calls that would send this file; false without a job, or while its size is unknown. */
  readonly isHeld: (job: Job | undefined) => boolean
  /** Lowest rank among the jobs in flight with this order key (`TargetFamily.orderKeyOf`); `Infinity` when there are none. */
  readonly firstInFlight: (orderKey: string) => number
  /** Number of files for this target key that have not arrived and need nothing from a person. */
  readonly inFlight: (targetKey: string) => number
  /** Whether small files are also sent by parts: twice as many come in a second. */
  readonly goesBothWays: () => boolean
  /** Fails the waiting jobs that would meet the same problem as a job for this target did (`Problem.concerns`), with its failure. */
  readonly failAlike: (failure: Failure, target: Target) => void
}
