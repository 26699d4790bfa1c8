import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { ArrivedFile } from '../files/arrived-file.ts'
import type { SourceFile } from '../files/source-file.ts'
import type { Alteration } from '../job/job-event.ts'
import type { DropId, Failure, Job, JobId } from '../job/job.ts'
import type { RestoredQueue } from '../journal/journal-change.ts'
import type { SheetTarget, Target } from '../targets/target.ts'
import type { CallKind } from '../calls/call-kind.ts'

/** The queue as the page sees it. A snapshot stays the same object until something in it changes. */
export interface Uploads {
  /**
   * Puts files at the end of the queue, in the order given. A file that cannot be uploaded at all becomes a failed job at once. A
   * file that was only listed is inspected later, in the background, and fails then.
   *
   * @param dropId The drop that they came with.
   * @param replacing Files that go where those of these jobs stand, or files of earlier queues (`Duplicate.canReplace`, `arrived`), as far as nobody has changed that meanwhile.
   * @returns The new jobs' ids, one for each file.
   */
  add(
    files: readonly SourceFile[],
    target: Target,
    dropId?: DropId,
    replacing?: { get(file: SourceFile): JobId | ArrivedFile | undefined },
  ): readonly JobId[]
  /**
   * Finds the files that `add` would put into the document a second time: same path and same bytes as a job that is on its way
   * there or done, or as an earlier one of `files`; and those of the same path as a job that is done, which they can replace. A listed file is inspected only if its path matches one of these, and read
   * only if its size does too. Changes nothing: the page asks (skip or keep both) and adds the rest.
   *
   * @param arrived What earlier queues put in. Their bytes are gone, so size and date decide whether it is the same file.
   */
  findDuplicates(
    files: readonly SourceFile[],
    target: Target,
    arrived?: readonly ArrivedFile[],
  ): Promise<readonly Duplicate[]>
  /**
   * Gives files back to jobs that lack them, matched by path, size and date, or by path alone if the job's file was never
   * inspected. A file without a folder in its path, such as one from the file dialog, also matches by name, size and date if
   * exactly one such job lacks its file. One file serves every job with its path.
   *
   * @returns The files that no job waited for, in the order given; the page passes those that were dropped on to `add`.
   */
  reattach(files: readonly SourceFile[]): Promise<readonly SourceFile[]>
  /** Cancels jobs and clears the empty blocks that they left in the document. */
  cancel(ids: readonly JobId[]): void
  /** Cancels jobs at once, as `cancel` does, but keeps their spots until `finalize`, so that `undo` can continue from them. */
  cancelUndoably(ids: readonly JobId[]): void
  /**
   * Takes files that have arrived out of their targets again, if what is there is still theirs, and cancels those on
   * their way. A file that was taken out is a cancelled job, which `retry` uploads again; one that could not be is done and says
   * why (`Stays`).
   */
  takeOut(ids: readonly JobId[]): void
  /** Takes failed or cancelled jobs up again, at their old position in the queue, with the parts that Feishu still holds. */
  retry(ids: readonly JobId[]): void
  /** Pauses jobs once their calls in flight have been answered, so that nothing that Feishu accepted is lost. */
  pause(ids: readonly JobId[]): void
  /** Continues paused jobs. */
  resume(ids: readonly JobId[]): void
  /**
   * Moves jobs among those that can still be moved, which are the jobs not placed yet; all others keep their position. `up` and
   * `down` move past one neighbour that can be moved. Several ids move together and keep their order. Nothing moves before a job
   * that is off the list.
   */
  move(ids: readonly JobId[], to: Move): void
  /** Puts those of these jobs that can still be moved into the order given, among the positions they hold. */
  arrange(ids: readonly JobId[]): void
  /** Sorts the jobs not placed yet among the positions they hold. Names sort with their numbers by value: 2 before 10. */
  sort(by: SortKey, direction: SortDirection): void
  /** Renames files in the document, for waiting, failed or cancelled jobs. Does not retry failed ones. */
  rename(names: ReadonlyMap<JobId, string>): void
  /** Gives waiting pictures other bytes; those that have begun meanwhile, or have another file by now, stay as they are. */
  alter(alterations: ReadonlyMap<JobId, Alteration>): void
  /** Gives failed, cancelled or waiting jobs another target and starts them again. */
  retarget(ids: readonly JobId[], target: Target): void
  /**
   * Takes ended jobs off the list. Their files stay in the document; clearing the empty blocks they left is tried once more. A
   * cancelled job that is still being cleared is taken off when that has ended.
   */
  forget(ids: readonly JobId[]): void
  /** Takes ended jobs off the list at once, as `forget` does, but gives up what they left in the document only with `finalize`. */
  forgetUndoably(ids: readonly JobId[]): void
  /** Takes back the last `cancelUndoably` or `forgetUndoably`, for exactly the jobs in `QueueSnapshot.undoable`. */
  undo(): void
  /** Makes the last `cancelUndoably` or `forgetUndoably` final. */
  finalize(): void
  /** Continues the queue of an earlier page, behind the jobs that are here already. */
  takeUp(queue: RestoredQueue): void
  /** Ends a queue hold once somebody has signed in, or done whatever else it waited for. */
  goOn(): void

  /**
   * Number of cells between the start of a series and the cell of its next file: those handed out, including to jobs restored from
   * an earlier page, and those that waiting files will take.
   */
  cellsAhead(series: SheetTarget): number
  /** Target of the queue's last file for the same sheet with the same kind of picture and direction; null when there is none. */
  lastSeriesLike(series: SheetTarget): SheetTarget | null
  /** The same object until something in it changes. */
  getSnapshot(): QueueSnapshot
  /** Calls back on each new snapshot; returns a function that stops it. */
  subscribe(listener: () => void): () => void
  /** Speed and time left, as of now. The page asks about once a second while it is visible. */
  getPace(): Pace
  /** Undefined for a job that is off the list. */
  getJob(id: JobId): Job | undefined
  /** Calls back on each change of the job, and when it is taken off the list; returns a function that stops it. */
  subscribeJob(id: JobId, listener: () => void): () => void
}

/** Where `Uploads.move` moves jobs: one place (`up`, `down`), to an end of those that can be moved, or right before another job. */
export type Move = 'top' | 'up' | 'down' | 'bottom' | { readonly before: JobId }
/** What `Uploads.sort` compares: the name, the date of the last change, or the size. */
export type SortKey = 'name' | 'date' | 'size'
/** `ascending`: names from A to Z, the oldest or the smallest file first. */
export type SortDirection = 'ascending' | 'descending'

/** A file that the target has or is about to get already (`Uploads.findDuplicates`). */
export interface Duplicate {
  /** The file that was about to be added. */
  readonly file: SourceFile
  /** Size of both files; known for a listed file too, which had to be inspected for the comparison. */
  readonly sizeBytes: number
  /** The job with the same file, which may be of an earlier queue (`arrived`); null when the same file is an earlier one of the same drop. */
  readonly of: JobId | null
  /** Whether the other one was put into the document already. */
  readonly isDone: boolean
  /** It is another one, so that it can be put where the other one stands (`Uploads.add`). */
  readonly canReplace?: true
  /**
   * The other one, where an earlier queue put it in: its bytes were not compared, only size and date, and nobody has looked whether it
   * still stands there.
   */
  readonly arrived?: ArrivedFile
}

/** The state of a job as people read it; joins several stages (`statusOf`). */
export type Status = 'waiting' | 'active' | 'paused' | 'needs-file' | 'done' | 'failed' | 'cancelled'

/** The state of the queue at one moment. A part that did not change is the same object as in the snapshot before. */
export interface QueueSnapshot {
  /** All jobs, in queue order, which is the order of their files in the document. */
  readonly ids: readonly JobId[]
  /** The same object until a job's status changes; progress alone does not change it. */
  readonly counts: Readonly<Record<Status, number>>
  /** Bytes of all files but failed and cancelled ones. */
  readonly totalBytes: number
  /** Number of those files whose size is not known yet, so that `totalBytes` will grow. */
  readonly unseenFiles: number
  /** Part of `totalBytes` that has left the browser. */
  readonly sentBytes: number
  /** Part of `totalBytes` that Feishu has confirmed; never more than `sentBytes`. */
  readonly confirmedBytes: number
  /** Part of `totalBytes` whose files have arrived in their target. */
  readonly doneBytes: number
  /** Bytes of the files that failed. */
  readonly failedBytes: number
  /** Bytes of the files that were cancelled, those taken out again included. */
  readonly cancelledBytes: number
  /** Number of cancelled files that had arrived and were taken out again. */
  readonly takenOut: number
  /** Targets of all files but failed and cancelled ones, one per target key; the same array until one is added or removed. */
  readonly targets: readonly Target[]
  /** Failed jobs, grouped by problem and target key. */
  readonly causes: readonly Cause[]
  /** Why the queue waits, or null: no connection, or Feishu refuses every call, or all calls of one kind for a long time. */
  readonly hold: Hold | null
  /** What `Uploads.undo` would take back; null when nothing. */
  readonly undoable: Undoable | null
}

/** A queue hold: why the queue waits, until when, and which of its calls. */
export interface Hold extends Failure {
  /** Milliseconds since 1970 when it ends; null when it ends once somebody has acted or the connection is back. */
  readonly untilMs: number | null
  /** Kinds of calls that wait; null for all calls. */
  readonly calls: readonly CallKind[] | null
  /**
   * Calls do not come through, because of something between page and gateway. Whether they do again is tried now and then, so that
   * the hold also ends by itself. Absent in other holds.
   */
  readonly between?: Between
}

/** What is known of a call that did not come through. */
export interface Between {
  /** Path of the only call concerned; null when none comes through. */
  readonly path: string | null
  /** HTTP status of the answer that did not come from the gateway; null when there was none, or it is not known. */
  readonly httpStatus: number | null
  /** Size of the call's body; null when it does not matter. */
  readonly bodyBytes: number | null
}

/** What `Uploads.undo` would take back: which action, and its jobs. */
export interface Undoable {
  /** Which action: `cancelUndoably` or `forgetUndoably`. */
  readonly is: 'cancelled' | 'removed'
  /** The jobs that `undo` would bring back. */
  readonly ids: readonly JobId[]
}

/** Speed and time left. Jobs that are paused or lack their file are not counted. No speed or time is given during a queue hold. */
export interface Pace {
  /** Bytes per second that Feishu confirmed over the last seconds; null while nothing has been measured. */
  readonly confirmedBytesPerSecond: number | null
  /** Calls still to make. Each kind has its own quota; kinds run in parallel. */
  readonly callsLeft: Readonly<Record<CallKind, number>>
  /** Milliseconds until the last file has arrived, smoothed; null when nothing is left to send or nothing has been measured. */
  readonly timeLeftMs: number | null
  /**
   * What limits the speed: Feishu's quota of uploads (`quota`) or of floating pictures (`floats`), targets that take one file
   * after the other, as cells and imports do (`turns`), or the connection (`bandwidth`). Null when `timeLeftMs` is.
   */
  readonly boundBy: 'quota' | 'floats' | 'turns' | 'bandwidth' | null
}

/** Failed jobs with one problem and one target key, shown to a person once. */
export interface Cause {
  readonly problem: ProblemKey
  /** Of the job that failed last; the others may differ in their options. */
  readonly target: Target
  /** In the order in which the jobs failed. */
  readonly ids: readonly JobId[]
}
