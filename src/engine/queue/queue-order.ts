import { isToLookAt } from '../files/file-inspector.ts'
import type { JobId } from '../job/job.ts'
import type { JobStore } from './job-store.ts'
import { moved, sorted } from './reorder.ts'
import type { Move, SortDirection, SortKey } from './uploads.ts'

/** The order in which files that are not placed yet will go in, as a person changes it. */
export class QueueOrder {
  readonly #store: JobStore
  readonly #onChange: () => void
  /** The order to sort by once more when all waiting files have been inspected; before, sizes and dates are missing. */
  #sorting: readonly [by: SortKey, direction: SortDirection] | null = null

  /** @param onChange Called after each change. */
  constructor(store: JobStore, onChange: () => void) {
    this.#store = store
    this.#onChange = onChange
  }

  move(ids: readonly JobId[], to: Move): void {
    this.#sorting = null
    const movable = this.#movable()
    this.#reorder(moved(movable, new Set(ids), this.#amongMovable(movable, to)))
  }

  /** A job that was placed meanwhile keeps its position: the next one behind it that can still move stands for it. */
  #amongMovable(movable: readonly JobId[], to: Move): Move {
    if (typeof to === 'string' || this.#store.get(to.before) === undefined) return to
    const rank = this.#store.rankOf(to.before)
    const before = movable.find((id) => this.#store.rankOf(id) >= rank)
    return before === undefined ? 'bottom' : { before }
  }

  arrange(ids: readonly JobId[]): void {
    this.#sorting = null
    const movable = new Set(this.#movable())
    this.#reorder(ids.filter((id) => movable.has(id)))
  }

  sort(by: SortKey, direction: SortDirection): void {
    const jobs = this.#movable().flatMap((id) => this.#store.get(id) ?? [])
    this.#sorting = by !== 'name' && jobs.some(isToLookAt) ? [by, direction] : null
    this.#reorder(sorted(jobs, by, direction).map((job) => job.id))
  }

  /** Called when files that were only listed have been inspected: size and date are known. */
  looked(): void {
    if (this.#sorting && !this.#movable().some((id) => isToLookAt(this.#store.get(id)))) this.sort(...this.#sorting)
  }

  /** Jobs not placed yet, in queue order. */
  #movable(): readonly JobId[] {
    return this.#store.getSnapshot().ids.filter((id) => this.#store.get(id)?.stage.at === 'waiting')
  }

  /** Redistributes the ranks of these jobs among them, in the order given. */
  #reorder(ids: readonly JobId[]): void {
    const ranks = ids.map((id) => this.#store.rankOf(id)).toSorted((a, b) => a - b)
    const changed = ids.flatMap((id, at) =>
      ranks[at] === this.#store.rankOf(id) ? [] : [[id, ranks[at] ?? 0] as const],
    )
    if (changed.length === 0) return
    this.#store.rerank(changed)
    this.#onChange()
  }
}
