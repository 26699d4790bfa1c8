import type { ApiAnswer, ApiRequest, Reading } from '../../contract/feishu/api.ts'
import type { NotOk, Outcome } from '../calls/api-caller.ts'
import { cancellableCall } from '../calls/cancellable-call.ts'
import type { EngineContext } from '../engine-context.ts'
import type { Done, Job, JobId } from '../job/job.ts'
import { isOneMembersFault } from './bind-call.ts'
import type { TakeOut } from './local-lane.ts'

/** A job whose file is being taken out. */
export interface LeavingJob {
  readonly job: Job
  /** The stage before. */
  readonly from: Done
}

interface Seen {
  /** Whether the last read showed what is in the target. */
  isKnown: boolean
  /** Whether an edit may have had an effect since. */
  isBehind: boolean
}

/** Attempts at the same edit without the effect that the read afterwards should show. */
const maxAlike = 3

/**
 * Takes files out of a target, in batches. The target is looked at right before each attempt and after the last: only a look that
 * does not find a file ends its job as taken out.
 */
export abstract class LookedTakeOut implements TakeOut {
  protected readonly context: EngineContext
  #ids: readonly JobId[] = []

  constructor(context: EngineContext) {
    this.context = context
  }

  /** The first of these jobs, and those that are looked at together with it. */
  protected abstract batchOf(jobs: readonly LeavingJob[]): readonly LeavingJob[]

  /**
   * Looks at the target: ends the jobs whose files are gone or cannot be told from somebody else's, by `end`; returns the next edit
   * for the others, or null when there is none.
   *
   * @param isStale Whether what an earlier look of this batch showed may be out of date.
   */
  protected abstract look(jobs: readonly LeavingJob[], isStale: boolean): Promise<Outcome<ApiRequest | null>>

  /** Reads that an edit was carried out. */
  protected abstract read(answer: ApiAnswer): Reading<unknown>

  add(id: JobId): void {
    this.#ids = [...this.#ids, id]
  }

  hasWork(): boolean {
    this.#ids = this.leaving(this.#ids).map(({ job }) => job.id)
    return this.#ids.length > 0
  }

  async work(): Promise<void> {
    const ids = this.batchOf(this.leaving(this.#ids)).map(({ job }) => job.id)
    this.#ids = this.#ids.filter((id) => !ids.includes(id))
    // A later page whose journal lacks the request would report a file as in the target although it is gone.
    await this.context.journal.written()
    await this.#takeOut(ids)
  }

  protected end({ job }: LeavingJob, event: Parameters<EngineContext['store']['dispatch']>[1]): void {
    this.context.store.dispatch(job.id, event)
  }

  async #takeOut(ids: readonly JobId[]): Promise<void> {
    const alike = new Map<string, number>()
    let refusal: NotOk | null = null
    const seen: Seen = { isKnown: true, isBehind: false }
    for (let isStale = true; this.leaving(ids).length > 0;) {
      const made: string[] = []
      const outcome: Outcome<unknown> | null = await cancellableCall(this.context.api, {
        build: async (unclear) => {
          const looksAgain = isStale || unclear || made.length > 0
          const next = await this.look(this.leaving(ids), looksAgain)
          seen.isKnown = next.ok
          if (next.ok && looksAgain) seen.isBehind = false
          if (!next.ok) return next
          if (next.data === null) return null
          const key = JSON.stringify(next.data)
          const times = (alike.get(key) ?? 0) + 1
          if (times > maxAlike) return null
          if (made.at(-1) !== key) alike.set(key, times)
          made.push(key)
          return next.data
        },
        read: (answer) => this.read(answer),
        onHoldup: () => undefined,
      })
      if (outcome === null) break
      refusal = outcome.ok ? null : outcome
      isStale = !outcome.ok
      seen.isBehind ||= outcome.ok || outcome.unclear
      if (outcome.ok) continue
      if (isOneMembersFault(outcome) && this.leaving(ids).length > 1) {
        for (const { job } of this.leaving(ids)) await this.#takeOut([job.id])
        return
      }
      if (!isOneMembersFault(outcome)) break
    }
    await this.#endAll(ids, refusal, seen)
  }

  /** Ends the jobs whose files are still there. */
  async #endAll(ids: readonly JobId[], refusal: NotOk | null, { isKnown, isBehind }: Seen): Promise<void> {
    const isUnclear = !isKnown || (isBehind && !(await this.look(this.leaving(ids), true)).ok)
    for (const each of this.leaving(ids)) {
      this.end(each, { type: 'notCleared', ...(refusal && { failure: refusal.failure }), isUnclear })
    }
  }

  protected leaving(ids: readonly JobId[]): readonly LeavingJob[] {
    return ids.flatMap((id) => {
      const job = this.context.store.get(id)
      if (job?.stage.at !== 'clearing' || job.stage.ending.as !== 'takenOut') return []
      return [{ job, from: job.stage.ending.from }]
    })
  }
}
