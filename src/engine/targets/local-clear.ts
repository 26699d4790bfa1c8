import type { Edits } from './serial-lane.ts'
import type { EngineContext } from '../engine-context.ts'
import type { JobId } from '../job/job.ts'

/**
 * Ends jobs that give up their spots. A bind that is in flight cannot be called back: such a job ends as not cleared, so that a person
 * learns that the file may be there.
 */
export class LocalClear implements Edits {
  readonly isLocal = true
  readonly #context: EngineContext
  #ids: readonly JobId[] = []

  constructor(context: EngineContext) {
    this.#context = context
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
    this.#context.store.dispatchAll(ids, ({ stage }) => ({
      type: stage.at === 'clearing' && stage.put ? 'notCleared' : 'cleared',
    }))
    return Promise.resolve()
  }
}
