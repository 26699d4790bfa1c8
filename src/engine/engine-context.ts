import type { BlockId } from '../contract/feishu/ids.ts'
import type { Call, Outcome } from './calls/api-caller.ts'
import type { Restart } from './calls/restart-limit.ts'
import type { Chance, Clock } from './doors.ts'
import type { Failure, Job, JobId } from './job/job.ts'
import type { JobEvent } from './job/job-event.ts'
import type { JournalCreation, JournalDiscard } from './journal/journal-change.ts'
import type { SheetCells } from './targets/sheet/sheet-cells.ts'
import type { Target } from './targets/target.ts'

/** The jobs of the queue, as lanes and uploads see them; `JobStore` implements it. */
export interface Jobs {
  get(id: JobId): Job | undefined
  /** Position in the queue; infinite for a job that is off the list. */
  rankOf(id: JobId): number
  /** All jobs, in no order that means anything. */
  jobs(): Iterable<Job>
  dispatch(id: JobId, event: JobEvent): void
  dispatchAll(ids: readonly JobId[], eventFor: (job: Job) => JobEvent): void
  /** Calls back on each change of the job; returns the way to stop. */
  subscribeJob(id: JobId, listener: () => void): () => void
}

/** What lanes have written down; `JournalKeeper` implements it. */
export interface EditJournal {
  /** Resolves once everything reported so far would outlive a crash. */
  written(): Promise<void>
  /** A creation is about to leave; it may, once this resolves. */
  creating(creation: JournalCreation): Promise<void>
  /** Everything that this creation made is accounted for. */
  settled(clientToken: string): void
  /** An empty block that belongs to no job any more is to be taken out. */
  discarding(discard: JournalDiscard): void
  /** Such blocks are gone. */
  discarded(blockIds: readonly BlockId[]): void
}

/** The way of every call to Feishu; `ApiCaller` implements it. */
export interface Api {
  /**
   * @throws {FileUnreadable} When building the request does.
   * @throws The reason of `signal` or `pause`, when aborted.
   */
  call<T>(call: Call<T>): Promise<Outcome<T>>
}

/** What lanes and uploads share. Interfaces, so that a family's code depends on none of the classes behind them. */
export interface EngineContext {
  readonly store: Jobs
  readonly api: Api
  readonly clock: Clock
  readonly chance: Chance
  readonly journal: EditJournal
  /** Counts one more restart of a file; false when it had enough. */
  readonly restartLimit: { allow(id: JobId, restart: Restart): boolean }
  /** Cells of sheets, as they are handed out. */
  readonly cells: SheetCells
  /** As `TargetFamily.targetKeyOf`. */
  readonly targetKeyOf: (target: Target) => string
  /** Spots that may be made ready now: empty blocks, in all documents together; cells, in this spreadsheet. */
  readonly roomAhead: (target: Target) => number
  /** Rank of the first job in flight that keeps this order (`TargetFamily.orderKeyOf`); infinite when there is none. */
  readonly firstInFlight: (orderKey: string) => number
  /** Files that go on to this target by themselves and have not arrived. */
  readonly inFlight: (targetKey: string) => number
  /** Ends the waiting jobs that would only run into the same failure, with the same words. */
  readonly failAlike: (failure: Failure, target: Target) => void
}
