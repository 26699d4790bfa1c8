import { blocksPerCreate, uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import type { Job } from '../job/job.ts'
import { isPaused } from '../job/paused.ts'
import { targetKeyOf, takesBytes } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'
import { isUnderWay } from './in-flight-order.ts'

/** Empty blocks that may stand ready before more are placed: as many as bodies can be in flight. */
const refillAt = 4
/** Empty blocks placed ahead of the uploads at most, all documents together, so that a closed tab leaves few behind. */
const maxAhead = 24
/**
 * Empty blocks at most where one of the two upload quotas stands idle: blocks are placed in order, so that a large file
 * behind a hundred small ones begins early only if their blocks stand before its own.
 */
const maxAheadForIdleQuota = 250
/**
 * Pictures that have their cell, and are not in it yet, at most in each spreadsheet. It takes one after the other, and one whose
 * cell turns out to be taken goes into the next that is free: those behind it get theirs after that.
 */
const maxCellsAhead = 1

interface Lane {
  waiting: number
  /** Being placed, placed, or on the way to Feishu. */
  inFlight: number
}

/**
 * How far placing runs ahead of the uploads: as little as keeps both upload quotas busy. Cells count by themselves, for their
 * calls have a quota of their own: neither they nor the blocks of a document keep the others waiting.
 */
export class PlaceAhead {
  #ahead = 0
  /** By spreadsheet. */
  readonly #cellsAhead = new Map<string, number>()
  readonly #whole: Lane = { waiting: 0, inFlight: 0 }
  readonly #parts: Lane = { waiting: 0, inFlight: 0 }

  /** @returns Whether room has come. */
  change(after: Job, before: Job | undefined): boolean {
    const targets = before ? [before.target, after.target] : [after.target]
    const roomsBefore = targets.map((target) => this.room(target))
    if (before) this.#count(before, -1)
    this.#count(after, 1)
    return targets.some((target, at) => this.room(target) > (roomsBefore[at] ?? 0))
  }

  /** Empty blocks, or cells, that may be placed now. */
  room(target: Target): number {
    if (takesBytes(target)) return Math.max(0, maxCellsAhead - this.#cellsAheadIn(target))
    if (this.#ahead <= refillAt) return maxAhead - this.#ahead
    if (!isIdle(this.#whole) && !isIdle(this.#parts)) return 0
    return Math.max(0, Math.min(blocksPerCreate, maxAheadForIdleQuota - this.#ahead))
  }

  #count(job: Job, by: 1 | -1): void {
    // One that is paused for an hour must not keep the others from being placed; one not looked at yet has no size to go by.
    if (isPaused(job) || !job.isSeen) return
    if (takesBytes(job.target)) {
      if (isUnderWay(job)) this.#cellsAhead.set(targetKeyOf(job.target), this.#cellsAheadIn(job.target) + by)
      return
    }
    const lane = job.file.sizeBytes > uploadAllMaxBytes ? this.#parts : this.#whole
    if (job.stage.at === 'waiting') lane.waiting += by
    if (isUnderWay(job)) lane.inFlight += by
    if (isAhead(job)) this.#ahead += by
  }

  #cellsAheadIn(target: Target): number {
    return this.#cellsAhead.get(targetKeyOf(target)) ?? 0
  }
}

function isIdle({ waiting, inFlight }: Lane): boolean {
  return waiting > 0 && inFlight === 0
}

function isAhead({ stage }: Job): boolean {
  return stage.at === 'placing' || stage.at === 'placed'
}
