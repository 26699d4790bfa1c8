import type { Job, JobId } from '../job/job.ts'
import type { JobStore, RemovedJob } from './job-store.ts'
import { pendingStatuses } from './pending-statuses.ts'
import { statusOf } from './status.ts'
import type { Undoable } from './uploads.ts'

type Deed =
  | { readonly is: 'cancelled'; readonly ids: ReadonlySet<JobId>; readonly paused: ReadonlySet<JobId> }
  | { readonly is: 'removed'; readonly removed: readonly RemovedJob[] }

/**
 * The last cancelling or removing, until it is final: cancelled jobs keep their spots, removed ones their ranks. Another one of
 * the same kind joins it; one of the other kind makes it final.
 */
export class Undo {
  readonly #store: JobStore
  readonly #giveUp: (jobs: readonly Job[]) => void
  #deed: Deed | null = null

  /** @param giveUp Gives up what jobs left in their targets, once they are off the list for good. */
  constructor(store: JobStore, giveUp: (jobs: readonly Job[]) => void) {
    this.#store = store
    this.#giveUp = giveUp
  }

  cancel(ids: readonly JobId[]): void {
    if (this.#deed?.is !== 'cancelled') this.finalize()
    const stopped = ids.flatMap((id) => this.#store.get(id) ?? []).filter(isPending)
    if (stopped.length === 0) return
    const before = this.#deed?.is === 'cancelled' ? this.#deed : { ids: [], paused: [] }
    this.#take({
      is: 'cancelled',
      ids: new Set([...before.ids, ...stopped.map(({ id }) => id)]),
      paused: new Set([...before.paused, ...stopped.flatMap(({ id, paused }) => (paused ? [id] : []))]),
    })
    this.#store.dispatchAll(
      stopped.map(({ id }) => id),
      () => ({ type: 'cancelled', undoable: true }),
    )
  }

  /** @param ids Jobs that have ended. */
  remove(ids: readonly JobId[]): void {
    if (ids.length === 0) return
    const removed = this.#store.remove(ids)
    const earlier = this.#deed?.is === 'removed' ? this.#deed.removed : []
    if (this.#deed?.is !== 'removed') this.finalize()
    this.#take({ is: 'removed', removed: [...earlier, ...removed] })
  }

  undo(): void {
    const deed = this.#deed
    this.#take(null)
    if (deed?.is === 'cancelled') {
      this.#store.dispatchAll([...deed.ids], ({ id }) => ({ type: 'undone', paused: deed.paused.has(id) }))
    }
    if (deed?.is !== 'removed') return
    this.#store.putBack(deed.removed)
    this.#finalize(deed.removed.map(({ job }) => job.id))
  }

  finalize(): void {
    const deed = this.#deed
    this.#take(null)
    if (deed?.is === 'cancelled') this.#finalize([...deed.ids])
    if (deed?.is === 'removed') this.#giveUp(deed.removed.map(({ job }) => job))
  }

  /** Drops jobs from the cancelling that can be undone, because a person retried them or gave them another target. */
  leaveOut(ids: readonly JobId[]): void {
    if (this.#deed?.is !== 'cancelled') return
    const left = new Set(this.#deed.ids)
    for (const id of ids) left.delete(id)
    if (left.size < this.#deed.ids.size) this.#take(left.size === 0 ? null : { ...this.#deed, ids: left })
  }

  #finalize(ids: readonly JobId[]): void {
    this.#store.dispatchAll(ids, () => ({ type: 'finalized' }))
  }

  #take(deed: Deed | null): void {
    this.#deed = deed
    this.#store.offerUndo(deed && undoableOf(deed))
  }
}

function undoableOf(deed: Deed): Undoable {
  return { is: deed.is, ids: deed.is === 'cancelled' ? [...deed.ids] : deed.removed.map(({ job }) => job.id) }
}

function isPending(job: Job): boolean {
  return pendingStatuses.includes(statusOf(job))
}
