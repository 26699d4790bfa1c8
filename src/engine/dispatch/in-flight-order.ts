import type { Job } from '../job/job.ts'
import type { Jobs } from '../engine-context.ts'
import { RankList } from './rank-list.ts'
import { isPaused } from '../job/paused.ts'
import { orderKeyOf } from '../targets/families.ts'

/** Files on their way to Feishu whose order is made as they are put in: what is sent before them waits for them. */
export class InFlightOrder {
  readonly #store: Jobs
  readonly #lists = new Map<string, RankList>()

  constructor(store: Jobs) {
    this.#store = store
  }

  /** @returns Whether the job was one of them and is no more. */
  change(after: Job, before: Job | undefined): boolean {
    const was = before !== undefined && isUnderWay(before)
    const is = isUnderWay(after)
    if (was === is) return false
    const key = orderKeyOf(after.target)
    if (key === null) return false
    if (is) this.#list(key).add(after)
    return was
  }

  /** Rank of the first of them that keeps this order; infinite when there is none. */
  firstRank(orderKey: string): number {
    return this.#lists.get(orderKey)?.first()?.rank ?? Number.POSITIVE_INFINITY
  }

  #list(key: string): RankList {
    const list = this.#lists.get(key) ?? new RankList(this.#store, isUnderWay)
    this.#lists.set(key, list)
    return list
  }
}

/** Holds its spot, and its bytes are being sent, or will be without anybody's doing. */
export function isUnderWay(job: Job): boolean {
  const { at } = job.stage
  return !isPaused(job) && (at === 'placing' || at === 'placed' || at === 'sending')
}
