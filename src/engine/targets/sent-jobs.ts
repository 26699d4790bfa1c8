import type { EngineContext } from '../engine-context.ts'
import type { Job, JobId } from '../job/job.ts'
import { RankList } from '../dispatch/rank-list.ts'

/** Jobs that were sent and wait to be bound; each is listed once, however often it was added. */
export class SentJobs {
  readonly #context: EngineContext
  readonly #orderKey: string | null
  readonly #list: RankList

  /**
   * @param orderKey Order of these jobs (`orderKeyOf`): none is bound while an earlier one with this key is in flight. Null: no order.
   * @param isHere Whether a job that was added is still bound by these edits.
   */
  constructor(context: EngineContext, orderKey: string | null, isHere: (job: Job) => boolean = () => true) {
    this.#context = context
    this.#orderKey = orderKey
    this.#list = new RankList(context.store, (job) => job.stage.at === 'sent' && isHere(job))
  }

  add(id: JobId): void {
    const job = this.#context.store.get(id)
    if (job) this.#list.add(job)
  }

  /** The first, if it may be bound now. */
  first(): JobId | undefined {
    const first = this.#list.first()
    return first && first.rank < this.#end() ? first.id : undefined
  }

  /** Those that may be bound now, in the queue's order. */
  ready(): readonly JobId[] {
    return this.#list.before(this.#end())
  }

  #end(): number {
    return this.#orderKey === null ? Number.POSITIVE_INFINITY : this.#context.firstInFlight(this.#orderKey)
  }
}
