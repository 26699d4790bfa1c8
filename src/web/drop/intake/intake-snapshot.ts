import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { JobId } from '../../../engine/job/job.ts'
import type { Duplicate } from '../../../engine/queue/uploads.ts'
import type { MatchedTarget } from '../../../engine/targets/base/aim-files.ts'
import type { AwaitedWithFiles } from './batches.ts'

export interface IntakeSnapshot {
  /** Number of files not in the queue yet. */
  readonly files: number
  /** Files that wait until a document is chosen, in their order; the same array until it changes. Empty while one is chosen. */
  readonly free: readonly SourceFile[]
  /** Documents not resolved yet, with the number of files dropped for each. */
  readonly awaited: readonly AwaitedWithFiles[]
  /** Failed jobs that go to the next document chosen. */
  readonly jobIds: readonly JobId[]
  /** Whether these are to be imported, so that a folder is asked for. */
  readonly areImported: boolean
  /** Files the document would hold twice; the person decides which to add. */
  readonly duplicates: readonly Duplicate[]
  /** Files for records that are found by name; the person sees which file goes where. Null: there are none. */
  readonly matching: Matching | null
  /** Files with the path of a missing one but another size or date; the person decides what they are. */
  readonly changed: readonly SourceFile[]
}

/** Files of which it is not decided yet which record each goes to. */
export interface Matching {
  /** Another one for each question. */
  readonly id: number
  readonly files: readonly SourceFile[]
  readonly target: MatchedTarget
}

export const nothingTaken: IntakeSnapshot = {
  files: 0,
  free: [],
  awaited: [],
  jobIds: [],
  areImported: false,
  duplicates: [],
  matching: null,
  changed: [],
}
