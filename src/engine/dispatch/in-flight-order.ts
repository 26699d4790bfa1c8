import type { Job } from '../job/job.ts'
import type { Jobs } from '../engine-context.ts'
import { RankList } from './rank-list.ts'
import { isPaused } from '../job/paused.ts'
import { orderKeyOf } from '../targets/families.ts'

/** Jobs in flight whose file gets its position only as it is bound: a later file that is sent before them waits for them. */
export class InFlightOrder {
  readonly #store: Jobs
  readonly #lists = new Map<string, RankList>()

  constructor(store: Jobs) {
    this.#store = store
  }

  /** @returns Whether the job was one of them and no longer is. */
  change(after: Job, before: Job | undefined): boolean {
    const was = before !== undefined && isInFlight(before)
    const is = isInFlight(after)
    if (was === is) return false
    const key = orderKeyOf(after.target)
    if (key === null) return false
    if (is) this.#list(key).add(after)
    return was
  }

  /** Lowest rank among those with this order key (`TargetFamily.orderKeyOf`); `Infinity` when there are none. */
  firstRank(orderKey: string): number {
    return this.#lists.get(orderKey)?.first()?.rank ?? Number.POSITIVE_INFINITY
  }

  #list(key: string): RankList {
    const list = this.#lists.get(key) ?? new RankList(this.#store, isInFlight)
    this.#lists.set(key, list)
    return list
  }
}

/** Whether the job is in flight: placing, placed or sending, and not waiting for a person. */
export function isInFlight(job: Job): boolean {
  const { at } = job.stage
  return !isPaused(job) && (at === 'placing' || at === 'placed' || at === 'sending')
}
