import type { EngineContext } from '../engine-context.ts'
import type { JobId } from '../job/job.ts'
import { RankList } from '../dispatch/rank-list.ts'

/** Jobs that were sent and wait to be put in, each once, however often it came. */
export class SentJobs {
  readonly #context: EngineContext
  readonly #orderKey: string | null
  readonly #list: RankList

  /** @param orderKey The order that these jobs keep (`orderKeyOf`): none goes in before one that is under way before it. */
  constructor(context: EngineContext, orderKey: string | null) {
    this.#context = context
    this.#orderKey = orderKey
    this.#list = new RankList(context.store, ({ stage }) => stage.at === 'sent')
  }

  add(id: JobId): void {
    const job = this.#context.store.get(id)
    if (job) this.#list.add(job)
  }

  /** The first, if it may go in now. */
  first(): JobId | undefined {
    const first = this.#list.first()
    return first && first.rank < this.#end() ? first.id : undefined
  }

  /** Those that may go in now, in the queue's order. */
  ready(): readonly JobId[] {
    return this.#list.before(this.#end())
  }

  #end(): number {
    return this.#orderKey === null ? Number.POSITIVE_INFINITY : this.#context.firstInFlight(this.#orderKey)
  }
}
