import type { Job, JobId } from '../job/job.ts'
import type { JobStore, RemovedJob } from './job-store.ts'
import { pendingStatuses } from './pending-statuses.ts'
import { statusOf } from './status.ts'
import type { Undoable } from './uploads.ts'

type Deed =
  | { readonly is: 'cancelled'; readonly ids: ReadonlySet<JobId>; readonly paused: ReadonlySet<JobId> }
  | { readonly is: 'removed'; readonly removed: readonly RemovedJob[] }

/**
 * What a person took away last, until it is settled: cancelled jobs keep what was made ready for them, removed ones their place
 * in the list. More of the same joins it; something else settles it.
 */
export class Undo {
  readonly #store: JobStore
  readonly #giveUp: (jobs: readonly Job[]) => void
  #deed: Deed | null = null

  /** @param giveUp Ends jobs that are off the list for good. */
  constructor(store: JobStore, giveUp: (jobs: readonly Job[]) => void) {
    this.#store = store
    this.#giveUp = giveUp
  }

  cancel(ids: readonly JobId[]): void {
    if (this.#deed?.is !== 'cancelled') this.settle()
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

  /** @param ids Of ended jobs. */
  remove(ids: readonly JobId[]): void {
    if (ids.length === 0) return
    const removed = this.#store.remove(ids)
    const earlier = this.#deed?.is === 'removed' ? this.#deed.removed : []
    if (this.#deed?.is !== 'removed') this.settle()
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
    this.#settle(deed.removed.map(({ job }) => job.id))
  }

  settle(): void {
    const deed = this.#deed
    this.#take(null)
    if (deed?.is === 'cancelled') this.#settle([...deed.ids])
    if (deed?.is === 'removed') this.#giveUp(deed.removed.map(({ job }) => job))
  }

  /** These go on another way, by a person's wish. */
  leaveOut(ids: readonly JobId[]): void {
    if (this.#deed?.is !== 'cancelled') return
    const left = new Set(this.#deed.ids)
    for (const id of ids) left.delete(id)
    if (left.size < this.#deed.ids.size) this.#take(left.size === 0 ? null : { ...this.#deed, ids: left })
  }

  #settle(ids: readonly JobId[]): void {
    this.#store.dispatchAll(ids, () => ({ type: 'settled' }))
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
