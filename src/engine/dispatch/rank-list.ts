import type { Job, JobId } from '../job/job.ts'
import type { Jobs } from '../engine-context.ts'
import type { Target } from '../targets/target.ts'

interface Entry {
  readonly id: JobId
  readonly rank: number
  readonly target: Target
}

/**
 * Jobs in certain stages, sorted by rank, which no longer changes once a job is placed. Stale entries, of jobs that moved on or got
 * another target, are skipped on read.
 */
export class RankList {
  readonly #store: Jobs
  readonly #isHere: (job: Job) => boolean
  readonly #entries: Entry[] = []

  constructor(store: Jobs, isHere: (job: Job) => boolean) {
    this.#store = store
    this.#isHere = isHere
  }

  /** Adds a job; one that is listed already is not listed twice. */
  add({ id, target }: Job): void {
    const rank = this.#store.rankOf(id)
    const at = this.#firstFrom(rank)
    this.#entries.splice(at, this.#entries[at]?.rank === rank ? 1 : 0, { id, rank, target })
  }

  first(): Entry | undefined {
    const at = this.#entries.findIndex((entry) => this.#stays(entry))
    this.#entries.splice(0, at < 0 ? this.#entries.length : at)
    return this.#entries[0]
  }

  /** Jobs of lower rank, in order. */
  before(rank: number): readonly JobId[] {
    const entries = this.#entries.slice(0, this.#firstFrom(rank))
    return entries.filter((entry) => this.#stays(entry)).map(({ id }) => id)
  }

  #stays({ id, rank, target }: Entry): boolean {
    const job = this.#store.get(id)
    return job?.target === target && this.#store.rankOf(id) === rank && this.#isHere(job)
  }

  /** Index of the first entry of this rank or a higher one. */
  #firstFrom(rank: number): number {
    let from = 0
    let to = this.#entries.length
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((this.#entries[middle]?.rank ?? rank) < rank) from = middle + 1
      else to = middle
    }
    return from
  }
}
