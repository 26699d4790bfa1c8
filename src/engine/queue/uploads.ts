import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { DroppedFile } from '../files/source-file.ts'
import type { Failure, Job, JobId } from '../job/job.ts'
import type { RestoredQueue } from '../journal/journal-change.ts'
import type { SheetTarget, Target } from '../targets/target.ts'
import type { CallKind } from '../calls/call-kind.ts'

/** The queue as the page sees it. Snapshots are new objects on change and the same object otherwise. */
export interface Uploads {
  /**
   * Puts files at the end of the queue, in the order given. A file that can not go at all fails at once, with its reason; one
   * that was only listed is looked at in its turn, in the background, and fails then.
   *
   * @returns The new jobs' ids, one for each file.
   */
  add(files: readonly DroppedFile[], target: Target): readonly JobId[]
  /**
   * The files that `add` would put into the document a second time: same path, size and date as one on its way there or
   * standing there, or as one before it in `files`. Of listed files only those are looked at whose path is known already.
   * Changes nothing: the page asks (skip or keep both) and adds the rest.
   */
  findDuplicates(files: readonly DroppedFile[], target: Target): Promise<readonly Duplicate[]>
  /**
   * Gives jobs that lack their file's bytes the file again, matched by path, size and date; by path alone where the job's file
   * was never looked at. A file without a folder, as when it was chosen by itself, also finds the only job that lacks one of
   * its name, size and date. One file serves every job of its path.
   *
   * @returns The files that no job waited for, in the order given: dropped ones go on to `add`.
   */
  reattach(files: readonly DroppedFile[]): Promise<readonly DroppedFile[]>
  /** Stops jobs; empty blocks they left in the document are taken out. */
  cancel(ids: readonly JobId[]): void
  /** Stops jobs at once, as `cancel` does, but leaves what was made ready for them until `settle`, so that `undo` can go on from there. */
  cancelUndoably(ids: readonly JobId[]): void
  /** Starts failed or cancelled jobs again, at their old place in the order, from the last part that Feishu still holds. */
  retry(ids: readonly JobId[]): void
  /** Holds jobs back at the next boundary: what is on the wire is still answered, and nothing accepted is lost. */
  pause(ids: readonly JobId[]): void
  /** Lets paused jobs go on. */
  resume(ids: readonly JobId[]): void
  /**
   * Moves jobs among those that can still be moved: the ones not placed in a document yet. `up` and `down` go past one
   * neighbour that can be moved; several ids move together and keep their order. Others stay where they are.
   */
  move(ids: readonly JobId[], to: Move): void
  /** Sorts the jobs not placed in a document yet among the places they hold. Names compare as people read them: 2 before 10. */
  sort(by: SortKey, direction: SortDirection): void
  /** Gives a job that waits, failed or was cancelled another name in the document; a failed one starts again by `retry`. */
  rename(id: JobId, name: string): void
  /** Sends failed, cancelled or waiting jobs to another document, starting them again. */
  retarget(ids: readonly JobId[], target: Target): void
  /**
   * Takes ended jobs off the list; their files stay in the document, empty blocks they left are taken out if that works now. A
   * cancelled one whose block is still being taken out goes once it is.
   */
  forget(ids: readonly JobId[]): void
  /** Takes ended jobs off the list at once, as `forget` does, but gives them up only with `settle`. */
  forgetUndoably(ids: readonly JobId[]): void
  /** Takes back what was taken away last: exactly those jobs go on, or stand in the list again, that were concerned. */
  undo(): void
  /** Ends the time for `undo`. */
  settle(): void
  /** Goes on with the queue of an earlier page where it stood, behind the jobs that are here already. */
  takeUp(queue: RestoredQueue): void
  /** Goes on with a queue that stood still, once somebody has signed in, or done whatever else it waited for. */
  goOn(): void

  /**
   * Cells between a run's start and where its next file goes: those handed out, on this page or by what came back from an earlier
   * one, and those of files that wait for theirs.
   */
  cellsAhead(run: SheetTarget): number
  /** Where the queue's last file for the same sheet, put in the same way and direction, goes; null when there is none. */
  lastRunLike(run: SheetTarget): SheetTarget | null
  getSnapshot(): QueueSnapshot
  subscribe(listener: () => void): () => void
  /** How fast it goes and how long it will take, as of now; asked for about once a second while somebody looks. */
  getPace(): Pace
  getJob(id: JobId): Job | undefined
  subscribeJob(id: JobId, listener: () => void): () => void
}

export type Move = 'top' | 'up' | 'down' | 'bottom'
export type SortKey = 'name' | 'date' | 'size'
export type SortDirection = 'ascending' | 'descending'

export interface Duplicate {
  readonly file: DroppedFile
  /** Of both: a listed file had to be looked at to tell. */
  readonly sizeBytes: number
  /** The job of the same file; null when it is one before it in the same drop. */
  readonly of: JobId | null
  /** Whether the other one stands in the document already. */
  readonly isDone: boolean
}

/** What a person calls the state of a job; `statusOf` tells it. */
export type Status = 'waiting' | 'active' | 'paused' | 'needs-file' | 'done' | 'failed' | 'cancelled'

export interface QueueSnapshot {
  /** All jobs, in the order they go into the document. */
  readonly ids: readonly JobId[]
  /** The same object until a job's status changes: progress alone does not touch it. */
  readonly counts: Readonly<Record<Status, number>>
  /** Bytes of the files that are on their way or stand in the document; failed and cancelled ones are not counted. */
  readonly totalBytes: number
  /** Files among them whose size is not known yet, so that `totalBytes` will grow. */
  readonly unseenFiles: number
  /** Those of them that left the browser. */
  readonly sentBytes: number
  /** Those of them that Feishu has confirmed; never ahead of `sentBytes`. */
  readonly confirmedBytes: number
  /** Those of them that stand where they were to go. */
  readonly doneBytes: number
  /** Bytes of the files that failed. */
  readonly failedBytes: number
  readonly cancelledBytes: number
  /** Where these files go, each place once; the same list until a place comes or goes. */
  readonly places: readonly Target[]
  /** Failures of one cause for one document, told once. */
  readonly causes: readonly Cause[]
  /** Why the queue stands still, or null: the line is down, or Feishu refuses every call alike, or every one of a kind for long. */
  readonly hold: Hold | null
  /** What a person took away last, as long as `Uploads.undo` brings it back. */
  readonly undoable: Undoable | null
}

/** Why the queue stands still, and how far. */
export interface Hold extends Failure {
  /** Milliseconds since 1970 at which it goes on by itself; null: once somebody has acted, or the line is back. */
  readonly untilMs: number | null
  /** Only calls of these kinds wait; null: all. */
  readonly calls: readonly CallKind[] | null
}

export interface Undoable {
  readonly is: 'cancelled' | 'removed'
  readonly ids: readonly JobId[]
}

/** Figures of the moment. Paused jobs and those that need their file are not counted. While the queue stands still nothing is foretold. */
export interface Pace {
  /** Bytes that Feishu confirmed, a second, over the last seconds; null as long as there is nothing to go by. */
  readonly confirmedBytesPerSecond: number | null
  /** Calls still to make; each kind has its own limit, and they go side by side. */
  readonly callsLeft: Readonly<Record<CallKind, number>>
  /** Milliseconds until the last file has arrived, smoothed; null when nothing goes or nothing is known yet. */
  readonly timeLeftMs: number | null
  /**
   * What the time left comes from: Feishu's quota of uploads, or of floating pictures; places that take one file after the
   * other, as cells and imports do; or the line. Null with `timeLeftMs`.
   */
  readonly boundBy: 'quota' | 'floats' | 'turns' | 'bandwidth' | null
}

export interface Cause {
  readonly problem: ProblemKey
  readonly target: Target
  readonly ids: readonly JobId[]
}
