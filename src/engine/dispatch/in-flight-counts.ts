import type { Job } from '../job/job.ts'
import { isPaused } from '../job/paused.ts'
import { targetKeyOf } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'

/**
 * Counts, by target key, the files that have not arrived and need nothing from a person. A lane may wait for zero before it looks
 * into its target or clears there.
 */
export class InFlightCounts {
  readonly #counts = new Map<string, number>()

  /** @returns Whether the job was the last one of its target key. */
  change(after: Job, before: Job | undefined): boolean {
    const was = before !== undefined && isOnItsWay(before)
    const is = isOnItsWay(after)
    if (was === is && (!is || before?.target === after.target)) return false
    if (is) this.#add(after.target, 1)
    return was && this.#add(before.target, -1) === 0
  }

  count(targetKey: string): number {
    return this.#counts.get(targetKey) ?? 0
  }

  #add(target: Target, by: 1 | -1): number {
    const key = targetKeyOf(target)
    const count = this.count(key) + by
    if (count === 0) this.#counts.delete(key)
    else this.#counts.set(key, count)
    return count
  }
}

function isOnItsWay(job: Job): boolean {
  switch (job.stage.at) {
    case 'waiting':
    case 'placing':
    case 'placed':
    case 'sending':
      return !isPaused(job)
    case 'sent':
    case 'binding':
      return true
    default:
      return false
  }
}
