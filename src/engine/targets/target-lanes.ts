import type { QueueHold } from '../calls/queue-hold.ts'
import type { EngineContext } from '../engine-context.ts'
import type { RestoredQueue } from '../journal/journal-change.ts'
import { allFamilies, familyOf, targetKeyOf } from './families.ts'
import type { Restored } from './family.ts'
import type { Target } from './target.ts'
import type { TargetLane } from './target-lane.ts'

/** The lanes of all targets, by target key; each is opened when it is first needed. */
export class TargetLanes {
  readonly #context: EngineContext
  readonly #hold: QueueHold
  readonly #lanes = new Map<string, TargetLane>()

  constructor(context: EngineContext, hold: QueueHold) {
    this.#context = context
    this.#hold = hold
  }

  of(target: Target): TargetLane {
    const key = targetKeyOf(target)
    const lane = this.#lanes.get(key) ?? familyOf(target).openLane(this.#context, this.#hold, target)
    this.#lanes.set(key, lane)
    return lane
  }

  reordered(): void {
    for (const lane of this.#lanes.values()) lane.reordered()
  }

  /** Continues what an earlier page began but did not see finished. Its jobs have to be restored first. */
  restore({ creations, deletions, discards }: Omit<RestoredQueue, 'jobs'>): void {
    for (const creation of creations) {
      const lane = this.#restored(creation.input)
      if (lane) lane.restore(creation)
      else this.#context.journal.concluded(creation.input.clientToken)
    }
    for (const deletion of deletions) this.#restored(deletion.input)?.restoreDeletion?.(deletion)
    for (const discard of discards) this.#restored(discard)?.restoreDiscard?.(discard)
    this.wake()
  }

  /** Null where no job has that target and its family leaves nothing there that could be cleared. */
  #restored(left: Restored): TargetLane | null {
    for (const family of allFamilies) {
      const key = family.restoredKeyOf(left)
      if (key === null) continue
      const lane = this.#lanes.get(key) ?? family.reopenLane?.(this.#context, this.#hold, key)
      if (lane) this.#lanes.set(key, lane)
      return lane ?? null
    }
    return null
  }

  /** There may be work in any of the lanes. */
  wake(): void {
    for (const lane of this.#lanes.values()) lane.wake()
  }
}
