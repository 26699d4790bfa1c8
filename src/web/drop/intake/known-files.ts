import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { Job } from '../../../engine/job/job.ts'
import { statusOf } from '../../../engine/queue/status.ts'
import type { Duplicate, Uploads } from '../../../engine/queue/uploads.ts'
import type { Arrival } from './batches.ts'

/** What the intake knows of each file beyond the file itself. */
export class KnownFiles {
  readonly arrivalOf = new WeakMap<SourceFile, Arrival>()
  /** Names under which files are added, where a person has changed them. */
  readonly names = new WeakMap<SourceFile, string>()
  /** Files of drops that served missing files: those that this queue has are skipped without asking. */
  readonly again = new WeakSet<SourceFile>()

  /** Keeps what is known of a file for the one that takes its place. */
  standFor(now: SourceFile, before: SourceFile): void {
    const arrival = this.arrivalOf.get(before)
    if (arrival) this.arrivalOf.set(now, arrival)
    const name = this.names.get(before)
    if (name !== undefined) this.names.set(now, name)
    if (this.again.has(before)) this.again.add(now)
  }

  /** The file under the name that a person gave it, by which its record is found. */
  named(file: SourceFile): SourceFile {
    const name = this.names.get(file)
    if (name === undefined) return file
    const named = { ...file, name }
    this.standFor(named, file)
    return named
  }
}

/** Jobs whose bytes are missing. */
export function lackingJobs(uploads: Uploads): readonly Job[] {
  if (!isAnyMissing(uploads)) return []
  return uploads.getSnapshot().ids.flatMap((id) => {
    const job = uploads.getJob(id)
    return job && statusOf(job) === 'needs-file' ? [job] : []
  })
}

export function isAnyMissing(uploads: Uploads): boolean {
  return uploads.getSnapshot().counts['needs-file'] > 0
}

/** Whether this queue has put the same file in, or is about to. What only the history knows may have been taken out since. */
export function isHere({ of }: Duplicate, uploads: Uploads): boolean {
  if (of === null) return true
  const stage = uploads.getJob(of)?.stage
  if (stage?.at === 'clearing') return stage.ending.as === 'again'
  return stage !== undefined && stage.at !== 'failed' && stage.at !== 'cancelled'
}
