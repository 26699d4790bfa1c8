import type { Allotment } from './allotment.ts'
import type { Edits } from './serial-lane.ts'
import type { EngineContext } from '../engine-context.ts'
import type { Job, JobId } from '../job/job.ts'
import { isPaused } from '../job/paused.ts'
import { WaitingList } from '../dispatch/waiting-list.ts'

interface Allotting {
  readonly allot: (job: Job) => Allotment
  /** Most files that may have a spot and not be finished; no such limit when absent. */
  readonly atOnce?: number
}

/** Places jobs of one target key where that needs no call: in the queue's order, and only as far ahead of the uploads as `roomAhead`. */
export class LocalPlace implements Edits {
  readonly #context: EngineContext
  readonly #key: string
  readonly #allot: Allotting['allot']
  readonly #waiting: WaitingList
  readonly #atOnce: number
  #inFlight: readonly JobId[] = []

  constructor(context: EngineContext, key: string, { allot, atOnce }: Allotting) {
    this.#context = context
    this.#key = key
    this.#allot = allot
    this.#atOnce = atOnce ?? Number.POSITIVE_INFINITY
    this.#waiting = new WaitingList({
      rankOf: (id) => context.store.rankOf(id),
      stillWaits: (id) => {
        const job = this.#jobHere(id)
        return job?.stage.at === 'waiting' && !isPaused(job)
      },
      isHeld: (id) => context.isHeld(context.store.get(id)),
    })
  }

  add(id: JobId): void {
    this.#waiting.add(id)
  }

  reordered(): void {
    this.#waiting.reordered()
  }

  hasWork(): boolean {
    const first = this.#first()
    // A file that nothing is known of yet holds back those behind it, since spots follow the queue's order.
    return first !== undefined && this.#context.isReady(first) && this.#roomFor(first) > 0
  }

  work(): Promise<void> {
    const { store } = this.#context
    const first = this.#first()
    let room = first ? this.#roomFor(first) : 0
    const ids = this.#waiting.take((id) => {
      room -= 1
      const job = store.get(id)
      return room >= 0 && job !== undefined && this.#context.isReady(job)
    })
    if (this.#atOnce !== Number.POSITIVE_INFINITY) this.#inFlight = [...this.#inFlight, ...ids]
    for (const id of ids) {
      const job = store.get(id)
      if (!job) continue
      const allotment = this.#allot(job)
      store.dispatch(id, { type: 'placing' })
      store.dispatch(
        id,
        allotment.ok ? { type: 'placed', spot: allotment.spot } : { type: 'failed', failure: allotment.failure },
      )
    }
    return Promise.resolve()
  }

  /** Undefined for a job that has moved to another target since. */
  #jobHere(id: JobId): Job | undefined {
    const job = this.#context.store.get(id)
    return job && this.#context.targetKeyOf(job.target) === this.#key ? job : undefined
  }

  #first(): Job | undefined {
    const first = this.#waiting.first()
    return first === undefined ? undefined : this.#context.store.get(first)
  }

  #roomFor({ target }: Job): number {
    const { roomAhead } = this.#context
    this.#inFlight = this.#inFlight.filter((id) => takesTurn(this.#jobHere(id)))
    return Math.min(roomAhead(target), this.#atOnce - this.#inFlight.length)
  }
}

/** A job that a person paused, or that lacks its file, does not count, so that it does not keep others waiting. */
function takesTurn(job: Job | undefined): boolean {
  return job !== undefined && !isPaused(job) && !['waiting', 'done', 'failed', 'cancelled'].includes(job.stage.at)
}
