import type { Chance, Clock } from './doors.ts'
import type { ApiCaller } from './calls/api-caller.ts'
import type { RestartLimit } from './calls/restart-limit.ts'
import type { Failure } from './job/job.ts'
import type { Target } from './targets/target.ts'
import type { JobStore } from './queue/job-store.ts'
import type { JournalKeeper } from './journal/journal-keeper.ts'
import type { SheetCells } from './targets/sheet/sheet-cells.ts'

/** What the lanes share. */
export interface EngineContext {
  readonly store: JobStore
  readonly api: ApiCaller
  readonly clock: Clock
  readonly chance: Chance
  readonly journal: JournalKeeper
  readonly restartLimit: RestartLimit
  /** Cells of sheets, as they are handed out. */
  readonly cells: SheetCells
  /** Empty blocks that may be placed now, in all documents together; cells, in this spreadsheet. */
  readonly roomAhead: (target: Target) => number
  /** Rank of the first job on its way that keeps this order (`orderKeyOf`); infinite when there is none. */
  readonly firstInFlight: (orderKey: string) => number
  /** Files that go on to this place by themselves (`targetKeyOf`), and have not arrived. */
  readonly inFlight: (targetKey: string) => number
  /** Ends the jobs that would only run into the same trouble, with the same words. */
  readonly failAlike: (failure: Failure, target: Target) => void
}
