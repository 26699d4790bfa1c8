import { FileUnreadable, type DroppedFile, type SourceFile } from './source-file.ts'
import type { Job, JobId } from '../job/job.ts'
import { lookAt } from './inspect-file.ts'
import { heldFile } from './unseen-file.ts'

export interface Matches {
  /** What each job takes for its file. */
  readonly byJob: ReadonlyMap<JobId, SourceFile>
  /** Files that no job waits for, in the order given. */
  readonly rest: readonly DroppedFile[]
}

/** Finds the jobs that lack their bytes among files brought again; looks only at those that could be one. */
export async function matchFiles(files: readonly DroppedFile[], jobs: Iterable<Job>): Promise<Matches> {
  const lacking = new Lacking(jobs)
  const toCompare = files.filter((file) => lacking.like(file).some((job) => job.isSeen))
  const looked = await lookAt(toCompare)
  const facts = new Map(toCompare.map((file, at) => [file, looked[at]]))
  const byJob = new Map<JobId, SourceFile>()
  const rest = files.filter((file) => {
    const seen = facts.get(file)
    if (seen instanceof FileUnreadable) return true
    const matching = lacking.matching(file, seen)
    for (const { id } of matching) byJob.set(id, seen ?? heldFile(file))
    return !matching.some(waits)
  })
  return { byJob, rest }
}

/** Jobs without bytes, by where their files were and what they are called. */
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

  /** Those that a file could belong to, as far as can be told without looking at it. */
  like({ name, path }: DroppedFile): readonly Job[] {
    return [...(this.#byPath.get(path) ?? []), ...(path === name ? (this.#byName.get(name) ?? []) : [])]
  }

  matching({ name, path }: DroppedFile, seen: SourceFile | undefined): readonly Job[] {
    const here = (this.#byPath.get(path) ?? []).filter((job) => !job.isSeen || isSame(job.file, seen))
    if (here.length > 0 || path !== name) return here
    // Chosen by itself, a file does not tell its folder; name, size and date do where only one lacks it.
    const anywhere = (this.#byName.get(name) ?? []).filter((job) => job.isSeen && isSame(job.file, seen))
    return anywhere.length === 1 ? anywhere : []
  }
}

function isSame(file: SourceFile, seen: SourceFile | undefined): boolean {
  return file.sizeBytes === seen?.sizeBytes && file.lastModifiedMs === seen.lastModifiedMs
}

/** A failed or cancelled job takes its bytes too, for a retry, but nobody waits for that. */
function waits({ stage }: Job): boolean {
  return stage.at !== 'failed' && stage.at !== 'cancelled'
}

function push(jobs: Map<string, Job[]>, key: string, job: Job): void {
  const known = jobs.get(key)
  if (known) known.push(job)
  else jobs.set(key, [job])
}
