import { targetKeyOf } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'

/** The targets that files go to, one per target key. Updated by difference, as in `QueueTotals`. */
export class TargetCounts {
  readonly #targets = new Map<string, { readonly target: Target; readonly files: number }>()
  #listed: readonly Target[] | null = null

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
  list(): readonly Target[] {
    this.#listed ??= [...this.#targets.values()].map(({ target }) => target)
    return this.#listed
  }

  #enter(key: string, target: Target): void {
    const counted = this.#targets.get(key)
    this.#targets.set(key, counted ? { ...counted, files: counted.files + 1 } : { target, files: 1 })
    if (!counted) this.#listed = null
  }

  #leave(key: string): void {
    const counted = this.#targets.get(key)
    if (!counted) return
    if (counted.files > 1) {
      this.#targets.set(key, { ...counted, files: counted.files - 1 })
      return
    }
    this.#targets.delete(key)
    this.#listed = null
  }
}
