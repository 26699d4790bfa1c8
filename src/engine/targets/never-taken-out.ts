import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { EngineContext } from '../engine-context.ts'
import { ownFailure } from '../job/failure.ts'
import type { JobId } from '../job/job.ts'
import type { TakeOut } from './local-lane.ts'

/** For targets from which no file is taken out: its row says why. */
export class NeverTakenOut implements TakeOut {
  readonly isLocal = true
  readonly #context: EngineContext
  readonly #problem: ProblemKey
  #ids: readonly JobId[] = []

  constructor(context: EngineContext, problem: ProblemKey) {
    this.#context = context
    this.#problem = problem
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
    const failure = ownFailure(this.#problem)
    this.#context.store.dispatchAll(ids, () => ({ type: 'notCleared', failure }))
    return Promise.resolve()
  }
}
