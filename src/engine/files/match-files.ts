import { FileUnreadable, isInspected, type SourceFile } from './source-file.ts'
import type { Job, JobId } from '../job/job.ts'
import { inspectFiles } from './inspect-file.ts'

export interface Matches {
  /** The file that each matching job gets. */
  readonly byJob: ReadonlyMap<JobId, SourceFile>
  /** Files that no job waits for, in the order given. */
  readonly rest: readonly SourceFile[]
}

/** Finds which of these files belong to jobs that lack their bytes; inspects only files that may match. */
export async function matchFiles(files: readonly SourceFile[], jobs: Iterable<Job>): Promise<Matches> {
  const lacking = new Lacking(jobs)
  const toCompare = files.filter((file) => lacking.like(file).some((job) => isInspected(job.file)))
  const inspected = await inspectFiles(toCompare)
  const facts = new Map(toCompare.map((file, at) => [file, inspected[at]]))
  const byJob = new Map<JobId, SourceFile>()
  const rest = files.filter((file) => {
    const seen = facts.get(file)
    if (seen instanceof FileUnreadable) return true
    const matching = lacking.matching(file, seen)
    for (const { id } of matching) byJob.set(id, seen ?? file)
    return !matching.some(waits)
  })
  return { byJob, rest }
}

/** Jobs that lack their bytes, by the path and by the name of their files. */
class Lacking {
  readonly #byPath = new Map<string, Job[]>()
  readonly #byName = new Map<string, Job[]>()

  constructor(jobs: Iterable<Job>) {
    for (const job of jobs) {
      if (!job.lacksFile || job.stage.at === 'done') continue
      push(this.#byPath, job.file.path, job)
      push(this.#byName, job.file.name, job)
    }
  }

  /** The jobs that a file may belong to, judged without inspecting it. */
  like({ name, path }: SourceFile): readonly Job[] {
    return [...(this.#byPath.get(path) ?? []), ...(path === name ? (this.#byName.get(name) ?? []) : [])]
  }

  matching({ name, path }: SourceFile, seen: SourceFile | undefined): readonly Job[] {
    const here = (this.#byPath.get(path) ?? []).filter((job) => !isInspected(job.file) || isSame(job.file, seen))
    if (here.length > 0 || path !== name) return here
    // A file chosen alone has no folder in its path; name, size and date identify it if only one job fits.
    const anywhere = (this.#byName.get(name) ?? []).filter((job) => isInspected(job.file) && isSame(job.file, seen))
    return anywhere.length === 1 ? anywhere : []
  }
}

function isSame(file: SourceFile, seen: SourceFile | undefined): boolean {
  return file.sizeBytes === seen?.sizeBytes && file.lastModifiedMs === seen.lastModifiedMs
}

/** Whether a job needs its bytes now. A failed or cancelled job takes them too, but only for a possible retry. */
function waits({ stage }: Job): boolean {
  return stage.at !== 'failed' && stage.at !== 'cancelled'
}

function push(jobs: Map<string, Job[]>, key: string, job: Job): void {
  const known = jobs.get(key)
  if (known) known.push(job)
  else jobs.set(key, [job])
}
