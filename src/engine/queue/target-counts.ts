import { targetKeyOf } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'

/** The targets that files go to, one per target key. Updated by difference, as in `QueueTotals`. */
export class TargetCounts {
  readonly #places = new Map<string, { readonly target: Target; readonly files: number }>()
  #told: readonly Target[] | null = null

  /** Counts a file's change of target; `null` stands for none. */
  change(before: Target | null, after: Target | null): void {
    // True of nearly every change of a job; spares computing the keys.
    if (before === after) return
    const left = before && targetKeyOf(before)
    const entered = after && targetKeyOf(after)
    if (left === entered) return
    if (left !== null) this.#leave(left)
    if (after && entered !== null) this.#enter(entered, after)
  }

  /** In the order in which they got their first file; the same array until one is added or removed. */
  places(): readonly Target[] {
    this.#told ??= [...this.#places.values()].map(({ target }) => target)
    return this.#told
  }

  #enter(key: string, target: Target): void {
    const place = this.#places.get(key)
    this.#places.set(key, place ? { ...place, files: place.files + 1 } : { target, files: 1 })
    if (!place) this.#told = null
  }

  #leave(key: string): void {
    const place = this.#places.get(key)
    if (!place) return
    if (place.files > 1) {
      this.#places.set(key, { ...place, files: place.files - 1 })
      return
    }
    this.#places.delete(key)
    this.#told = null
  }
}
