import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Edits } from './serial-lane.ts'
import type { EngineContext } from '../engine-context.ts'
import { ownFailure } from '../job/failure.ts'
import type { JobEvent } from '../job/job-event.ts'
import type { Job, JobId } from '../job/job.ts'

/** Ends jobs that are being cleared, without a call. */
export class LocalClear implements Edits {
  readonly isLocal = true
  readonly #context: EngineContext
  readonly #endOf: (job: Job) => JobEvent
  #ids: readonly JobId[] = []

  constructor(context: EngineContext, endOf: (job: Job) => JobEvent) {
    this.#context = context
    this.#endOf = endOf
  }

  add(id: JobId): void {
    this.#ids = [...this.#ids, id]
  }

  hasWork(): boolean {
    return this.#ids.length > 0
  }

  work(): Promise<void> {
    const ids = this.#ids
    this.#ids = []
    this.#context.store.dispatchAll(ids, this.#endOf)
    return Promise.resolve()
  }
}

/**
 * For jobs that give up their spots. A bind that is in flight cannot be called back: such a job ends as not cleared, so that a person
 * learns that the file may be there.
 */
export function givingUpSpots(context: EngineContext): LocalClear {
  return new LocalClear(context, ({ stage }) => ({
    type: stage.at === 'clearing' && stage.put ? 'notCleared' : 'cleared',
  }))
}

/** For targets from which no file is taken out: its row says why. */
export function neverTakingOut(context: EngineContext, problem: ProblemKey): LocalClear {
  const failure = ownFailure(problem)
  return new LocalClear(context, () => ({ type: 'notCleared', failure }))
}
