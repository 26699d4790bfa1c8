import type { Chance, Clock } from './doors.ts'
import type { Corridor } from './calls/api-caller.ts'
import type { Heals } from './calls/restart-limit.ts'
import type { Failure } from './job/job.ts'
import type { Target } from './targets/target.ts'
import type { JobStore } from './queue/job-store.ts'
import type { JournalKeeper } from './journal/journal-keeper.ts'
import type { SheetCells } from './targets/sheet/sheet-cells.ts'

/** What the lanes share. */
export interface EngineParts {
  readonly store: JobStore
  readonly corridor: Corridor
  readonly clock: Clock
  readonly chance: Chance
  readonly journal: JournalKeeper
  readonly heals: Heals
  /** Cells of sheets, as they are handed out. */
  readonly cells: SheetCells
  /** Empty blocks that may be placed now, in all documents together; cells, in this spreadsheet. */
  readonly roomAhead: (target: Target) => number
  /** Rank of the first job on its way that keeps this order (`orderKeyOf`); infinite when there is none. */
  readonly firstUnderWay: (orderKey: string) => number
  /** Files that go on to this place by themselves (`placeKeyOf`), and have not arrived. */
  readonly onTheirWay: (placeKey: string) => number
  /** Ends the jobs that would only run into the same trouble, with the same words. */
  readonly failAlike: (failure: Failure, target: Target) => void
}
